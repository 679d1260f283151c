"""PDF: what is set on pages reads again in its order, in its words and scripts, without the furniture of pages."""

from __future__ import annotations

import pytest

from library.importers import pdf as importer
from library.importers.base import SourceFile
from library.model.document import BlockKind
from tests.library.importers.pdf_pages import GATES, GRAIN, HEIRS, MILL, STORY, blocks, column, draft, texts, whole
from tests.library.importers.pdf_writer import Page, pdf, width


class TestOrder:
    @pytest.mark.parametrize("count", [1, 2, 3])
    def test_columns_are_read_one_after_the_other(self, count: int) -> None:
        page = Page().text(60, 780, "Mill at Port Ellery turns again", 24, "B")
        measure = (475 - 20 * (count - 1)) / count
        for at in range(count):
            page.column(60 + at * (measure + 20), 730, measure, (STORY[at], STORY[at + 1 - count]))
        expected = [whole(STORY[n]) for at in range(count) for n in (at, at + 1 - count)]
        assert texts(blocks(pdf([page]))) == expected

    def test_a_column_drawn_line_by_line_across_the_gutter_is_read_down(self) -> None:
        left, right = Page(), Page()
        left.column(60, 730, 220, (MILL, GATES), justified=True)
        right.column(300, 730, 220, (GRAIN, HEIRS), justified=True)
        mixed = Page([op for pair in zip(left.ops, right.ops, strict=False) for op in pair])
        mixed.ops += left.ops[len(right.ops) :] + right.ops[len(left.ops) :]
        assert texts(blocks(pdf([mixed]))) == [whole(text) for text in STORY]

    def test_a_heading_across_the_page_parts_the_columns_above_from_those_below(self) -> None:
        page = Page()
        page.column(60, 780, 220, (MILL,))
        page.column(300, 780, 220, (GATES,))
        page.text(60, 640, "What the bakers of the lower town say about it all", 18, "B")
        page.column(60, 600, 220, (GRAIN,))
        page.column(300, 600, 220, (HEIRS,))
        found = [block.text for block in blocks(pdf([Page().text(60, 700, "Mill turns", 30), page]))]
        assert found == [
            whole(MILL),
            whole(GATES),
            "What the bakers of the lower town say about it all",
            whole(GRAIN),
            whole(HEIRS),
        ]

    def test_a_paragraph_runs_on_over_columns_and_pages(self) -> None:
        words = whole(f"{MILL} {GATES} {GRAIN} {HEIRS}").split()
        lines, line = [], ""
        for word in words:
            if width(f"{line} {word}", 10) > 220:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines.append(line)
        first, second = Page(), Page()
        places = [(first, 60), (first, 300), (second, 60)]
        for at, text in enumerate(lines):
            page, x = places[min(2, at * 3 // len(lines))]
            y = 700 - 12 * (at - min(2, at * 3 // len(lines)) * -(-len(lines) // 3))
            room = 220 - width(text, 10)
            page.text(x, y, text, spacing=room / text.count(" ") if at < len(lines) - 1 else 0)
        assert texts(blocks(pdf([first, second]))) == [" ".join(words)]

    def test_a_page_set_sideways_is_read_upright(self) -> None:
        page = Page(rotate=90)
        for at, line in enumerate(("The wheel turned again", "at the mill on Monday,", "and nobody minded it.")):
            page.turned(200 + 14 * at, 100, line, 10)
        assert texts(blocks(pdf([page])))[0].startswith("The wheel turned again at the mill on Monday")

    def test_a_stamp_up_the_margin_is_left_out(self) -> None:
        page = column().turned(20, 300, "ellery:2103.0042 2 Mar 2021", 14)
        assert "2103" not in "".join(block.text for block in blocks(pdf([page])))


class TestWords:
    def test_a_word_cut_at_a_line_end_is_made_whole(self) -> None:
        page = Page()
        page.column(80, 740, 180, STORY)
        assert sum("-)" in op for op in page.ops) >= 2, "the fixture cuts words"
        assert texts(blocks(pdf([page]))) == [whole(text) for text in STORY]

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            ("a long-", "running quarrel", "a long-running quarrel"),
            ("the hand-", "shake of both", "the handshake of both"),
            ("the Nord-", "Ostsee canal", "the Nord-Ostsee canal"),
            ("the state-of-", "the-art wheel", "the state-of-the-art wheel"),
            ("from 1990-", "1995 it stood", "from 1990- 1995 it stood"),
        ],
    )
    def test_a_hyphen_of_the_word_itself_stays(self, first: str, second: str, expected: str) -> None:
        page = Page().text(80, 700, f"In the harbour of the town they still speak of {first}", 10)
        page.text(80, 688, f"{second} which nobody in the lower town has forgotten so far.", 10)
        assert expected in texts(blocks(pdf([page])))[0]

    def test_ligatures_are_letters_and_soft_hyphens_nothing(self) -> None:
        page = Page().signs(80, 700, "of\ufb01cial \ufb02our").signs(80, 680, "sluice")
        assert "official flour" in " ".join(block.text for block in blocks(pdf([page])))

    def test_letters_set_apart_make_a_word(self) -> None:
        page = column()
        x = 80.0
        for word in ("HARBOUR", "NEWS"):
            for letter in word:
                page.text(x, 790, letter, 14)
                x += width(letter, 14) + 5
            x += 12
        (found,) = importer.read(SourceFile("a.pdf", pdf([page])))
        assert "HARBOUR NEWS" in (found.story.headline, found.story.kicker)

    def test_a_drop_cap_begins_its_word(self) -> None:
        page = Page().text(80, 706, "T", 34, "B")
        page.text(104, 728, "he old engine of the tide mill at Port Ellery turned again on Monday after", 10)
        page.text(104, 716, "nineteen years of silence, and the quarrel over its wheel came to an end in", 10)
        page.text(80, 704, "the rain with a handshake, which nobody on the quay had thought to see.", 10)
        assert [text[:14] for text in texts(blocks(pdf([page])))] == ["The old engine"]

    def test_a_shadow_under_the_letters_is_read_once(self) -> None:
        page = column().text(80, 790, "Mill turns again at last", 20).text(80, 790, "Mill turns", 20)
        assert draft(pdf([page])).story.headline == "Mill turns again at last"

    def test_signs_beyond_the_basic_plane_and_unknown_ones_do_no_harm(self) -> None:
        page = column().signs(80, 300, "\ue000\ue001 gate")
        assert "gate" in "".join(block.text for block in blocks(pdf([page])))


class TestScripts:
    HEBREW = "הגלגל הסתובב שוב ביום שני (אחרי 19 שנים) בטחנה"
    ARABIC = "دارت عجلة الطاحونة القديمة يوم الاثنين بعد 19 عاما"

    @staticmethod
    def visual(text: str) -> str:
        """A line as it is seen from left to right: numbers keep their order, brackets are mirrored."""
        words = [word if word.isdecimal() else word[::-1] for word in reversed(text.split(" "))]
        return " ".join(words).translate(str.maketrans("()", ")("))

    @pytest.mark.parametrize("text", [HEBREW, ARABIC])
    def test_a_line_held_as_it_is_seen_is_read_as_it_is_spoken(self, text: str) -> None:
        page = Page().signs(100, 700, self.visual(text), 12)
        assert texts(blocks(pdf([page]))) == [text]

    def test_columns_of_a_hebrew_page_begin_at_the_right(self) -> None:
        page = Page()
        for at in range(8):
            page.signs(320, 700 - 14 * at, self.visual("המים עלו בנמל הישן"), 10)
            page.signs(80, 700 - 14 * at, self.visual("הרוח נשבה מן הים"), 10)
        found = " ".join(block.text for block in blocks(pdf([page])))
        assert found.rindex("המים") < found.index("הרוח")

    def test_lines_that_run_down_are_read_from_the_right(self) -> None:
        page = Page().downwards(400, 700, "水車再び動く町", 12).downwards(380, 700, "港の人々が喜ぶ", 12)
        assert "".join(block.text for block in blocks(pdf([page]))).replace("\n", "") == "水車再び動く町港の人々が喜ぶ"


class TestFurniture:
    @staticmethod
    def pages(count: int = 6) -> list[Page]:
        result = []
        for at in range(count):
            page = Page()
            page.column(80, 740, 400, (STORY[at % 4].replace("Port Ellery", f"Port Ellery {at}"),) * 3)
            left = at % 2 == 0
            page.text(80 if left else 330, 800, "THE ELLERY PACKET" if left else "Vol. 12, March 2021", 8)
            page.text(80 if left else 480, 800, "" if left else str(at + 1), 8)
            page.text(280, 40, f"- {at + 1} -", 8)
            result.append(page)
        return result

    def test_running_heads_and_page_numbers_go_on_left_and_right_pages(self) -> None:
        found = "\n".join(block.text for block in blocks(pdf(self.pages())))
        assert "PACKET" not in found
        assert "Vol." not in found
        assert "- 3 -" not in found
        assert found.count("\n") == 17, "three paragraphs on each of six pages, and nothing else"

    def test_a_line_that_stands_on_one_page_alone_stays(self) -> None:
        pages = self.pages()
        pages[2].text(80, 60, "The mill is open on Sundays.", 10)
        assert "The mill is open on Sundays." in texts(blocks(pdf(pages)))

    def test_chapters_that_are_numbered_in_large_type_stay(self) -> None:
        pages = [column((STORY[at],)).text(80, 790, f"Chapter {at + 1}", 20, "B") for at in range(4)]
        found = draft(pdf(pages)).story
        headings = [found.headline, *texts(found.document.blocks, BlockKind.HEADING)]
        assert headings == ["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 4"]

    def test_heads_that_name_the_chapter_go(self) -> None:
        names = ["The wheel", "The wheel", "The gates", "The gates", "The bakers", "The heirs"]
        pages = [column().text(80, 800, name, 8, "I") for name in names]
        assert "The bakers" not in "\n".join(block.text for block in blocks(pdf(pages)))
