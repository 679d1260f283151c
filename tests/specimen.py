"""Specimens: invented stories with every kind of block in them, in scripts of several kinds, as a type foundry has."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from library.model.document import Block, BlockKind, Cell, Document, Image, Mark, Span, paragraph
from library.model.stamp import Stamp
from library.model.story import Related, Story

LANDSCAPE, SMALL, TALL = "landscape", "small", "tall"
"""Names under which `pictures` has the specimens' pictures."""

URL = "https://harbour.example/archive/" + "a-very-long-address-without-any-place-to-break-it/" * 3


def picture(width: int, height: int, colour: str = "#5b7f95") -> bytes:
    """A PNG of that size: sky over sea."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0, QColor(colour))
    sky.setColorAt(0.6, QColor("#e8d9b8"))
    sky.setColorAt(0.61, QColor("#2f4650"))
    painter = QPainter(image)
    painter.fillRect(image.rect(), sky)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


def pictures() -> dict[str, bytes]:
    """The pictures of the specimens, by the digests that the stories name. Needs a QGuiApplication."""
    return {LANDSCAPE: picture(1600, 900), SMALL: picture(180, 120, "#7a8f5b"), TALL: picture(600, 1500, "#8a5b6f")}


def block(kind: BlockKind, text: str, level: int = 0, number: int | None = None, label: str = "") -> Block:
    """A block of plain text."""
    return Block(kind, (Span(text),) if text else (), level, number, label)


def item(text: str, level: int = 1, number: int | None = None) -> Block:
    """An item of a list."""
    return block(BlockKind.LIST_ITEM, text, level, number)


def table(*rows: str) -> Block:
    """A table from lines with bars between the cells; the first is its header."""
    cells = tuple(tuple(Cell((Span(cell.strip()),), at == 0) for cell in row.split("|")) for at, row in enumerate(rows))
    return Block(BlockKind.TABLE, rows=cells)


_STANDINGS = (
    "Club|Played|Won|Drawn|Lost|For|Against|Difference|Points|Form",
    "Port Ellery Mariners|38|24|8|6|71|32|+39|80|WWDWL",
    "Skarholm Athletic|38|22|9|7|66|40|+26|75|LWWWD",
    "Old Lighthouse Rovers|38|11|10|17|44|59|−15|43|LLDWL",
)

ENGLISH = Story(
    kicker="Harbour",
    headline="The ferry that nobody wanted, and the island that could not do without it",
    standfirst="For eleven winters the council tried to sell the Corvina. Then the bridge closed, and an old boat "
    "became the only road there was.",
    authors=("Ingrid Vale", "Tomas Okafor"),
    dateline="Skarholm",
    source="The Northern Weekly",
    published=Stamp("2018-02-08T20:55"),
    updated=Stamp("2018-02-09T07:30"),
    language="en",
    credit="Additional reporting by the harbour desk.",
    related=(Related("What became of the bridge", "https://northern-weekly.example/bridge"),),
    keywords=("Ferries", "Skarholm", "Council"),
    document=Document(
        (
            block(BlockKind.EDITORS_NOTE, "Correction, 9 February: an earlier version gave the wrong year for the "
                  "launch of the Corvina. She was launched in 1961."),
            paragraph("The Corvina leaves at ten past seven, whatever the weather says, with the school bus on her "
                      "foredeck and the post in a tin box under the captain’s chair. Nobody on the island can say "
                      "when she was last late."),
            Block(spans=(
                Span("She was "), Span("never", Mark.EMPHASIS), Span(" meant to last. The yard that built her had "),
                Span("three orders", Mark.STRONG), Span(" and, as the "),
                Span("harbour book", link="https://northern-weekly.example/book"),
                Span(" has it, steel for two"), Span("1", Mark.SUPERSCRIPT, footnote="1"),
                Span(". Her log is kept in "),
                Span("CORVINA.LOG", Mark.CODE), Span(", a file as old as H"), Span("2", Mark.SUBSCRIPT),
                Span("O, and costs £4 or "), Span("£3", Mark.STRIKE), Span(" a copy."),
            )),
            block(BlockKind.HEADING, "A winter without a bridge", 1),
            paragraph("The bridge closed on a Tuesday. By Thursday there was a queue for the boat that reached the "
                      "church, and the baker had begun to sell rolls along it."),
            Block(BlockKind.IMAGE, (Span("The Corvina at the north pier, seen from the baker’s window."),),
                  image=Image(LANDSCAPE, credit="Photograph: Olin Tarn")),
            block(BlockKind.HEADING, "What the council knew", 2),
            block(BlockKind.QUOTE, "We noticed when it went past the lighthouse twice. You don’t forget a thing like "
                  "that, and you don’t tell the insurers either.", 1),
            block(BlockKind.QUOTE, "And what did you do then?", 2),
            block(BlockKind.QUOTE, "We waited for it to come round again.", 1),
            paragraph("Nobody was hurt, and the hens were landed dry."),
            block(BlockKind.PULL_QUOTE, "Nobody on the island can say when she was last late."),
            block(BlockKind.HEADING, "The works that are still to be paid for", 3),
            item("A new shaft, which has lain in a shed in Port Ellery since the autumn because nobody can agree who "
                 "is to carry it down to the slip."),
            item("Paint:", 1),
            item("red lead for the hull,", 2),
            item("white for the wheelhouse, in two coats,", 2),
            item("and a little gold for the name.", 3),
            item("A captain.", 1),
            paragraph("The order of work is not in dispute:"),
            *(item(f"{words} comes first, or so says the one who is paid for it.", 1, number)
              for number, words in ((8, "The shaft"), (9, "The paint"), (10, "The captain"))),
            block(BlockKind.HEADING, "In figures", 4),
            table("Year|Crossings|Passengers|Late", "1961|1,204|38,112|3", "1989|2,950|112,004|—",
                  "2017|3,011|98,750|0"),
            paragraph("The league of the two harbours ended as it had for years."),
            table(*_STANDINGS),
            block(BlockKind.PREFORMATTED, "07:10  leave north pier\n07:42  arrive Skarholm\n"
                  "        (school days only)\n17:05  last boat back, and it does not wait "
                  "for anyone, not even for the harbour master himself"),
            block(BlockKind.RULE, ""),
            paragraph("The whole log is at " + URL + " for whoever has the patience."),
            Block(BlockKind.IMAGE, (Span("The model in the council’s hall."),), image=Image(SMALL)),
            Block(BlockKind.IMAGE, (Span("The launch in 1961; no print of the picture came with the page."),),
                  image=Image("", alt="A crowd on a quay", credit="Harbour archive")),
            Block(BlockKind.IMAGE, image=Image("")),
            block(BlockKind.RELATED, "Who pays for the shaft?"),
            block(BlockKind.RELATED, "A short history of the hens"),
            paragraph("She will sail tomorrow. \N{FERRY}\N{SPARKLES} \N{FAMILY}"),
            block(BlockKind.FOOTNOTE, "The book was kept by four harbour masters in one hand, which was later found to "
                  "be that of the clerk.", label="1"),
            block(BlockKind.FOOTNOTE, "Ibid.", label="2"),
        )
    ),
)  # fmt: skip

ARABIC = Story(
    kicker="الميناء",
    headline="العبّارة التي لم يُردها أحد، وشركة Corvina AB التي باعتها في 2018",
    standfirst="أحد عشر شتاءً والمجلس يحاول بيع المركب، ثم أُغلق الجسر.",
    authors=("ليلى حدّاد", "Tomas Okafor"),
    dateline="سكارهولم",
    source="أسبوعية الشمال",
    published=Stamp("2018-02-08T20:55"),
    language="ar",
    document=Document(
        (
            paragraph("تغادر العبّارة في السابعة وعشر دقائق، مهما قالت الأرصاد، وعلى سطحها حافلة المدرسة وتحت كرسي "
                      "القبطان صندوق البريد. لا أحد في الجزيرة يذكر متى تأخرت آخر مرة (حتى في شتاء 1978)."),
            Block(spans=(Span("لم يكن "), Span("أحد", Mark.EMPHASIS), Span(" يظن أنها ستبقى، فقد كتب Tomas Okafor في "),
                         Span("دفتر الميناء", link="https://northern-weekly.example/book"),
                         Span(" أن الحديد لا يكفي"), Span("1", Mark.SUPERSCRIPT, footnote="1"), Span("."))),
            block(BlockKind.HEADING, "شتاء بلا جسر", 2),
            block(BlockKind.QUOTE, "لاحظنا الأمر حين مرّت بالمنارة مرتين، ولا ينسى المرء شيئًا كهذا "
                  "مهما طال به العمر.", 1),
            block(BlockKind.QUOTE, "وماذا فعلتم؟", 2),
            block(BlockKind.PULL_QUOTE, "لا أحد في الجزيرة يذكر متى تأخرت آخر مرة."),
            item("عمود جديد للمحرك، ينتظر في مخزن بالميناء القديم منذ الخريف لأن أحدًا لا يعرف من سيحمله."),
            item("طلاء:", 1), item("أحمر للبدن،", 2), item("وأبيض للقمرة.", 2),
            item("يأتي العمود أولًا.", 1, 1), item("ثم الطلاء.", 1, 2), item("ثم القبطان.", 1, 10),
            table("السنة|الرحلات|الركاب", "1961|1,204|38,112", "2017|3,011|98,750"),
            block(BlockKind.EDITORS_NOTE, "تصحيح: ذكرت نسخة سابقة سنة خاطئة."),
            block(BlockKind.RELATED, "من يدفع ثمن العمود؟"),
            block(BlockKind.FOOTNOTE, "حفظ الدفتر أربعة رؤساء للميناء.", label="1"),
        )
    ),
)  # fmt: skip

CHINESE = Story(
    kicker="港口",
    headline="没有人想要的渡船，和离不开它的小岛",
    standfirst="十一个冬天里，议会一直想卖掉这条船。后来桥关闭了，旧船成了唯一的路。",
    authors=("林海", "陈岸"),
    dateline="斯卡霍尔姆",
    source="北方周刊",
    published=Stamp("2018-02-08T20:55"),
    language="zh-Hans",
    document=Document(
        (
            paragraph("渡船七点十分离港，不管天气如何。甲板上是校车，船长的椅子下面放着邮件。岛上没有人记得它上一次晚点是什么时候（"
                      "也许是一九七八年的冬天），“反正我没见过”，面包师说：“它比教堂的钟还准！”"),
            Block(spans=(Span("没有人以为它能用"), Span("这么久", Mark.EMPHASIS), Span("。造船厂有"),
                         Span("三份订单", Mark.STRONG), Span("，而据《"), Span("港口日志", link="https://bf.example/rizhi"),
                         Span("》记载，钢材只够造两条"), Span("1", Mark.SUPERSCRIPT, footnote="1"), Span("。"))),
            block(BlockKind.HEADING, "没有桥的冬天", 2),
            block(BlockKind.QUOTE, "它第二次经过灯塔的时候我们才注意到。这样的事是忘不了的，也不必告诉保险公司。", 1),
            block(BlockKind.PULL_QUOTE, "岛上没有人记得它上一次晚点是什么时候。"),
            item("一根新轴，从秋天起就放在旧港的棚子里，因为没有人说得清该由谁来搬。"),
            item("油漆：", 1), item("船身用红色，", 2), item("驾驶室用白色。", 2),
            item("先换轴。", 1, 1), item("再上漆。", 1, 2),
            table("年份|航次|乘客", "1961|1,204|38,112", "2017|3,011|98,750"),
            block(BlockKind.EDITORS_NOTE, "更正：此前的版本写错了下水的年份。"),
            block(BlockKind.RELATED, "谁来付这根轴的钱？"),
            block(BlockKind.FOOTNOTE, "日志由四任港务长保管。", label="1"),
        )
    ),
)  # fmt: skip

_OTHERS = {
    "ja": ("誰も欲しがらなかった渡し船と、それなしではいられない島",
           "船は七時十分に出る。天気予報が何と言おうと。「遅れたところなど見たことがない」とパン屋は言った。「教会の鐘より正確だよ！」"
           "島の誰も、最後に遅れたのがいつだったか覚えていない（一九七八年の冬だったかもしれない）。"),
    "ko": ("아무도 원하지 않던 연락선, 그리고 그 배 없이는 살 수 없는 섬",
           "배는 일곱 시 십 분에 떠난다. 날씨가 어떻든 마찬가지다. “늦는 걸 본 적이 없어요.” 빵집 "
           "주인이 말했다. “교회 종보다 정확하죠!” "
           "섬 사람 누구도 배가 마지막으로 늦은 때를 기억하지 못한다(1978년 겨울이었을지도 모른다)."),
    "he": ("המעבורת שאיש לא רצה, והאי שלא יכול בלעדיה",
           "המעבורת יוצאת בשבע ועשר דקות, ויהיה מזג האוויר אשר יהיה, ועל סיפונה אוטובוס בית הספר. “לא ראיתי "
           "אותה מאחרת”, אמר האופה (בשנת 1978, אולי), “היא מדויקת יותר מפעמון הכנסייה!”"),
    "fa": ("کشتی‌ای که هیچ‌کس نمی‌خواست و جزیره‌ای که بی آن نمی‌توانست",
           "کشتی ساعت هفت و ده دقیقه راه می‌افتد، هوا هر چه باشد. نانوا می‌گوید: «هرگز ندیده‌ام دیر کند؛ "
           "از ناقوس کلیسا هم دقیق‌تر است!» شاید در زمستان ۱۳۵۷ یک بار دیر کرده باشد."),
    "th": ("เรือข้ามฟากที่ไม่มีใครต้องการ กับเกาะที่ขาดมันไม่ได้",
           "เรือออกจากท่าเวลาเจ็ดนาฬิกาสิบนาทีไม่ว่าอากาศจะเป็นอย่างไร บนดาดฟ้ามีรถโรงเรียนจอดอยู่ "
           "และใต้เก้าอี้ของกัปตันมีถุงไปรษณีย์ ไม่มีใครบนเกาะจำได้ว่าเรือมาสายครั้งสุดท้ายเมื่อใด"),
    "ru": ("Паром, который никому не был нужен, и остров, который не мог без него",
           "Паром отходит в семь часов десять минут, какой бы ни была погода. «Ни разу не видел, чтобы он опоздал, — "
           "говорит пекарь. — Он точнее церковного колокола!» Никто на острове не "
           "помнит, когда он опоздал в последний раз."),
}  # fmt: skip


def _short(language: str, headline: str, words: str) -> Story:
    blocks = (
        paragraph(words),
        Block(spans=(Span(words[:30]), Span(words[30:60], Mark.EMPHASIS), Span(words[60:]))),
        block(BlockKind.QUOTE, words, 1),
        item(words),
        item(words[:40], 1, 12),
        block(BlockKind.PULL_QUOTE, headline),
    )
    return Story(headline=headline, language=language, document=Document(blocks))


SPECIMENS = {
    "en": ENGLISH,
    "ar": ARABIC,
    "zh-Hans": CHINESE,
    **{language: _short(language, *words) for language, words in _OTHERS.items()},
    "zh-Hant": replace(
        _short("zh-Hant", "沒有人想要的渡船，和離不開它的小島", CHINESE.document.blocks[0].text), language="zh-Hant"
    ),
}
"""The specimens by language."""
