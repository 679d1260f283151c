from __future__ import annotations

import pytest

from library.importers._text_language import SAMPLE, language_of

SAID = [
    ("The last basket maker closed her shop on Tuesday, and nobody knows where to buy one.", "en"),
    ("Die letzte Korbmacherin hat ihren Laden am Dienstag geschlossen.", "de"),
    ("La dernière vannière a fermé son atelier mardi, et les voisins le regrettent.", "fr"),
    ("La última cestera cerró su tienda el martes después de cincuenta años.", "es"),
    ("A última cesteira fechou a sua loja na terça-feira depois de cinquenta anos.", "pt"),
    ("L'ultima cestaia ha chiuso la sua bottega martedì dopo cinquant'anni di lavoro.", "it"),
    ("Ostatnia koszykarka zamknęła swój sklep we wtorek po pięćdziesięciu latach.", "pl"),
    ("Последняя мастерица закрыла свою лавку во вторник после пятидесяти лет работы.", "ru"),
    ("Остання майстриня зачинила свою крамницю у вівторок після п’ятдесяти років.", "uk"),
    ("Son sepetçi elli yıl sonra salı günü dükkânını kapattı.", "tr"),
    ("Người thợ đan giỏ cuối cùng đã đóng cửa tiệm vào thứ Ba.", "vi"),
    ("อันสุดท้ายของช่างสานตะกร้าปิดร้านเมื่อวันอังคาร", "th"),
    ("最後の籠職人が火曜日に店を閉じた。", "ja"),
    ("她在五十年后关闭了自己的店铺，街道因此安静了许多。", "zh"),
    ("마지막 바구니 장인이 화요일에 가게 문을 닫았다.", "ko"),
    ("סל אחרון בנמל. היא סגרה את החנות ביום שלישי אחרי חמישים שנה.", "he"),
    ("أغلقت آخر صانعة سلال متجرها يوم الثلاثاء بعد خمسين عاما.", "ar"),
    ("Η τελευταία καλαθοπλέκτρια έκλεισε το μαγαζί της την Τρίτη.", "el"),
]
UNSAID = [
    "",
    "Basket. Reed. Knife.",
    "12,5 % 2024-01-02 17:30 3.141592653589793",
    "籠",
    " ".join(text for text, tag in SAID if tag in ("en", "de", "fr")),
    "\ud800" * 40,
    "\x00\x01" * 40,
]


@pytest.mark.parametrize(("text", "tag"), SAID)
def test_a_language_that_is_certain_is_named(text: str, tag: str) -> None:
    assert language_of(text) == tag


@pytest.mark.parametrize("text", UNSAID)
def test_where_there_is_doubt_none_is_named(text: str) -> None:
    assert language_of(text) == ""


def test_the_beginning_of_a_long_text_decides() -> None:
    assert language_of(SAID[0][0] * (SAMPLE // 60) + SAID[1][0] * 2000) == "en"
