"""Text that was decoded wrongly is put right; text that is right is never touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers._mojibake import is_certain, repaired
from library.importers.tidy import tidy

MEANT = [
    "Le café fermé rouvre : l’été, c’est déjà demain",
    "Die Straße nach Köln ist über Nacht geräumt worden",
    "Спасибо, что пришли на пристань",
    "码头上的起重机停了三天",
    "Đò ngang ngừng chạy vì sương mù",
    "The crane doesn’t move — “not today”",
    "50 °C at the quay, £100 a crate",
]
SOUND = [
    "",
    "Plain words alone",
    "LE CAFÉ… EST FERMÉ",
    "il a dit « voilà » hier",
    "voilà\xa0! à\xa0la carte",
    "AÇÃO: “NÃO”, SÃO LUÍS",
    "¿QUÉ? “NIÑO” – ¡NO SÉ!",
    "MAMĂ” a zis: „BUNĂ”",
    "П’ять років, ЇЖА: «Р» і «С»",
    "Tiếng Việt: đã – “Ấ”",
    "int Ã = 3; // Ã is a variable",
    "CITROËN™ “Ë”, NAÏVE®",
    "Íslenska: Ð– þ",
    "他说：“你好……”",
    "“I was at the café…” said Zoë. “The été…” said Ida.",
    "“ATÉ AMANHÔ, DIZ A IRMÔ",
    "The word “cafÃ©” is mojibake for “café”",
    "Déjà vu à Québec, où l’on lisait «\xa0cafÃ©\xa0» sur l’écran français",
]


@pytest.mark.parametrize("meant", MEANT)
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_text_decoded_as_western_is_repaired(meant: str, encoding: str) -> None:
    wrong = "".join(byte.decode(encoding, "ignore") or chr(byte[0]) for byte in (bytes([b]) for b in meant.encode()))
    assert is_certain(wrong)
    assert repaired(wrong) == meant
    assert tidy(repaired(wrong)) == tidy(meant)


def test_russian_decoded_as_cyrillic_is_repaired() -> None:
    wrong = "".join(bytes([b]).decode("cp1251", "ignore") or chr(b) for b in "Привет с пристани".encode())
    assert is_certain(wrong)
    assert repaired(wrong) == "Привет с пристани"


def test_text_decoded_wrongly_twice_is_repaired() -> None:
    wrong = "schön".encode().decode("latin-1").encode().decode("cp1252")
    assert is_certain(wrong)
    assert repaired(wrong) == "schön"


@pytest.mark.parametrize("sound", SOUND)
def test_sound_text_is_left_alone(sound: str) -> None:
    assert not is_certain(sound)


_WORDS = (
    "élève NOËL À là Français ÂGE été ÎLE œuvre São ÇÃO não Ângela über STRAßE Öl Ä Ü naïve Zoë CITÉ Åse Ærø Øl "
    "þing Łódź ŻÓŁĆ Źle čeština ŘEKA Škoda ăn Ăn Đã đường Tiếng Việt MAMĂ țară ȘI привет РАДІО Свет СРСР ЇЖАК і Це "
    "码头 起重机 AMANHÃ ĐÃ 港の 漁師 한국 العربية שלום Ωδή ΆΛΦΑ code = x"
)
BETWEEN = [
    " ",
    "… ",
    "” ",
    "“",
    " – ",
    "—",
    "\xa0! ",
    "’",
    ", ",
    "»",
    "«\xa0",
    "™ ",
    "® ",
    "°",
    "€ ",
    "‘",
    "\n",
    ": ",
    "…”",
]


@given(st.lists(st.tuples(st.sampled_from(_WORDS.split()), st.sampled_from(BETWEEN)), max_size=30))
def test_words_and_signs_of_many_languages_are_never_taken_for_misread(pieces: list[tuple[str, str]]) -> None:
    assert not is_certain("".join(word + between for word, between in pieces))
