from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers.decode import codec_name, decode

ENGLISH = "The old ferry no longer crosses the bay.\nIt will be missed.\n"
RUSSIAN = "Старый паром больше не ходит через залив. Жители деревни просят вернуть его до зимы. " * 4
GREEK = "Το παλιό πλοίο δεν διασχίζει πια τον κόλπο. Οι κάτοικοι ζητούν να επιστρέψει. " * 4
JAPANESE = "古い渡し船はもう湾を渡らない。村の人々は冬までに戻すように求めている。新しい橋はまだできていない。" * 4
CHINESE = "旧渡船不再穿越海湾。村民要求在冬天之前恢复航线。新桥还没有建成，学校的孩子们每天要走很远的路。" * 4
TAIWANESE = "舊渡船不再穿越海灣。村民要求在冬天之前恢復航線。新橋還沒有建成，學校的孩子們每天要走很遠的路。" * 4
KOREAN = "낡은 나룻배는 더 이상 만을 건너지 않는다. 마을 주민들은 겨울이 오기 전에 돌려 달라고 요구한다. " * 4
FRENCH = "Le bac ne traverse plus la baie. Les habitants espèrent son retour avant l'été ; « c'était un repère ». " * 4
GERMAN = (
    "Die Fähre überquert die Bucht nicht mehr. Die Bürger möchten sie zurück, bevor es auf den Straßen glatt wird. " * 4
)
CZECH = "Starý přívoz už přes záliv nejezdí. Obyvatelé vesnice chtějí, aby se vrátil dřív, než přijde zima a led. " * 4
POLISH = (
    "Stary prom już nie pływa przez zatokę. Mieszkańcy wioski proszą, żeby wrócił przed zimą. Szkoły już śpią. " * 4
)
HUNGARIAN = (
    "A régi komp már nem kel át az öblön. A falu lakói azt kérik, hogy a tél előtt újra induljon; az ügy sürgős. " * 4
)
TURKISH = "Eski feribot artık körfezi geçmiyor. Köylüler kıştan önce geri dönmesini istiyor; bu iş acildir. " * 4
HEBREW = "המעבורת הישנה אינה חוצה עוד את המפרץ. תושבי הכפר מבקשים להחזיר אותה לפני החורף. " * 4

LEGACY = [
    (RUSSIAN, "cp1251"),
    (RUSSIAN, "koi8-r"),
    (RUSSIAN, "cp866"),
    (GREEK, "cp1253"),
    (JAPANESE, "cp932"),
    (JAPANESE, "euc_jp"),
    (CHINESE, "gb18030"),
    (TAIWANESE, "big5"),
    (KOREAN, "cp949"),
    (FRENCH, "cp1252"),
    (GERMAN, "iso8859-1"),
    (GERMAN, "mac_roman"),
    (CZECH, "cp1250"),
    (CZECH, "iso8859-2"),
    (POLISH, "cp1250"),
    (POLISH, "iso8859-2"),
    (HUNGARIAN, "cp1250"),
    (TURKISH, "cp1254"),
    (HEBREW, "cp1255"),
]


@pytest.mark.parametrize(("text", "encoding"), LEGACY)
def test_a_legacy_encoding_is_guessed_from_its_letters_and_said_to_be_a_guess(text: str, encoding: str) -> None:
    result = decode(text.encode(encoding))
    assert (result.text, result.guessed, result.damaged) == (text, True, 0)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    result = decode(mark + RUSSIAN.encode(encoding), declared="cp1251")
    assert (result.text, result.encoding, result.guessed) == (RUSSIAN, encoding, False)


@pytest.mark.parametrize(
    "encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "iso2022_jp", "iso2022_kr", "hz"]
)
@pytest.mark.parametrize("text", ["The old ferry no longer crosses the bay.\nIt will be missed.\n"])
def test_forms_without_a_mark_are_told_by_their_shape(encoding: str, text: str) -> None:
    told = {"iso2022_jp": JAPANESE, "iso2022_kr": KOREAN, "hz": CHINESE}.get(encoding, text)
    result = decode(told.encode(encoding))
    assert (result.text, result.guessed) == (told, False)


@given(st.text(st.characters(exclude_characters="\x00\x1b~\ufeff\ufffd", exclude_categories=["Cs"])))
def test_any_text_survives_utf8(text: str) -> None:
    result = decode(text.encode())
    assert (result.text, result.guessed, result.damaged) == (text, False, 0)


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    result = decode(data)
    assert data.decode(result.encoding, "replace") == result.text or result.text in data.decode(
        result.encoding, "replace"
    )


def test_a_declaration_that_fits_is_no_guess_and_one_that_does_not_is_dropped() -> None:
    short = "Straße".encode("cp1252")
    assert decode(short, declared="iso-8859-1").text == "Straße"
    assert decode(short, declared="iso-8859-1").guessed is False
    assert decode(RUSSIAN.encode(), declared="cp1251").text == RUSSIAN
    assert decode(JAPANESE.encode("euc_jp"), declared="utf-8").text == JAPANESE
    assert decode(b"plain", declared="no such thing").text == "plain"


def test_utf8_with_a_few_broken_bytes_stays_utf8_and_counts_them() -> None:
    result = decode(RUSSIAN.encode() + b"\xd0")
    assert (result.text, result.damaged, result.guessed) == (RUSSIAN + "\ufffd", 1, False)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("ISO-8859-1", "cp1252"),
        ("shift_jis", "cp932"),
        ("GB2312", "gb18030"),
        ("'utf-8'", "utf-8"),
        ("base64", ""),
        ("nonsense", ""),
        ("", ""),
        ("a\x00b", ""),
    ],
)
def test_a_label_is_read_as_browsers_read_it(label: str, name: str) -> None:
    assert codec_name(label) == name


def test_text_misread_before_it_was_written_is_put_right() -> None:
    meant = "3 février 2021\nLe café fermé rouvre déjà"
    assert decode(meant.encode().decode("cp1252").encode()).text == meant
