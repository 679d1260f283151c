"""PDF: what is set on pages reads again as the story it was: its order, its words, its parts."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers import pdf as importer
from library.importers import sniff_documents
from library.importers.base import SourceFile
from library.importers.formats import detect
from library.model.document import Block, BlockKind, Mark
from library.model.errors import UnreadableFile
from library.model.stamp import StampOrigin
from library.model.story import Draft, NoticeKind
from tests.library.importers.pdf_writer import Page, pdf, width

MILL = (
    "The old engine of the tide mill at Port Ellery turned again on Mon~day after nine~teen years of silence, and the "
    "quar~rel over its wheel came to an end with a hand~shake in the rain."
)
GATES = (
    "Volun~teers had scraped the sluice gates through two winters, cast a new bear~ing from a church bell that nobody "
    "wanted, and paid for the oak with a lot~tery in which the first prize was a goose."
)
GRAIN = (
    "By noon the stones had ground four sacks of rye, which the bak~ers of the lower town bought at once for a loaf "
    "they mean to sell on mar~ket days only, as long as the spring tides al~low it."
)
HEIRS = (
    "The heirs of the last miller, who had asked for the wheel to be moved to a mus~eum, watched from the quay and "
    "said that they would not ap~peal, since a wheel that turns is bet~ter than one that hangs."
)
STORY = (MILL, GATES, GRAIN, HEIRS)


def whole(text: str) -> str:
    return text.replace("~", "")


def draft(data: bytes, path: str = "mill.pdf") -> Draft:
    (found,) = importer.read(SourceFile(path, data))
    return found


def blocks(data: bytes) -> tuple[Block, ...]:
    return draft(data).story.document.blocks


def texts(found: Iterable[Block], kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.text for block in found if block.kind is kind]


def column(paragraphs: Iterable[str] = STORY, **settings: float | bool | str) -> Page:
    page = Page()
    page.column(80, 740, 400, paragraphs, **settings)  # type: ignore[arg-type]
    return page


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
        page = column().text(80, 790, "Mill turns again at last", 20).text(80.4, 789.8, "Mill turns again at last", 20)
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


class TestParts:
    def test_paragraphs_are_known_by_indent_white_and_short_last_lines(self) -> None:
        expected = [whole(text) for text in STORY]
        assert texts(blocks(pdf([column(indent=12)]))) == expected
        assert texts(blocks(pdf([column(indent=0)]))) == expected
        assert texts(blocks(pdf([column(indent=12, justified=False)]))) == expected

    def test_headings_have_levels_by_their_size(self) -> None:
        page = Page().text(60, 790, "Mill at Port Ellery turns again", 26, "B")
        y = page.column(60, 750, 400, (MILL,))
        page.text(60, y - 14, "The wheel", 16, "B")
        y = page.column(60, y - 36, 400, (GATES,))
        page.text(60, y - 14, "Its bearing", 10, "B")
        y = page.column(60, y - 28, 400, (GRAIN,))
        page.text(60, y - 14, "The bread", 16, "B")
        page.column(60, y - 36, 400, (HEIRS,))
        found = [(block.level, block.text) for block in blocks(pdf([page])) if block.kind is BlockKind.HEADING]
        assert found == [(2, "The wheel"), (3, "Its bearing"), (2, "The bread")]

    def test_a_list_has_its_marks_taken_off(self) -> None:
        page = Page()
        y = page.column(60, 750, 400, (MILL,))
        for at, item in enumerate(("four sacks of rye", "a goose in a basket")):
            page.text(72, y - 14 * at, "•", 10).text(86, y - 14 * at, item, 10)
        for at, item in enumerate(("oil the bearing", "open the sluice")):
            page.text(72, y - 50 - 14 * at, f"{at + 1}.", 10).text(86, y - 50 - 14 * at, item, 10)
        found = [(b.number, b.text) for b in blocks(pdf([page])) if b.kind is BlockKind.LIST_ITEM]
        assert found == [
            (None, "four sacks of rye"),
            (None, "a goose in a basket"),
            (1, "oil the bearing"),
            (2, "open the sluice"),
        ]

    def test_a_note_at_the_foot_is_one_and_the_text_refers_to_it(self) -> None:
        page = Page()
        page.text(60, 700, "The bell came from the chapel", 10).text(
            60 + width("The bell came from the chapel", 10), 704, "1", 6
        )
        page.text(203, 700, "of the lower town, which has another one, and rang", 10)
        page.text(60, 688, "for the last time on the eve of the casting, to the sorrow of the sexton alone.", 10)
        page.text(60, 90, "1", 5).text(64, 87, "Cast in Meridian in 1788, and cracked ever since.", 8)
        found = blocks(pdf([page]))
        (note,) = (block for block in found if block.kind is BlockKind.FOOTNOTE)
        assert (note.label, note.text) == ("1", "Cast in Meridian in 1788, and cracked ever since.")
        assert [span.footnote for block in found for span in block.spans if span.footnote] == ["1"]
        assert texts(found)[0].startswith("The bell came from the chapel1 of the lower town")

    def test_a_table_keeps_its_rows(self) -> None:
        page = Page()
        y = page.column(60, 750, 400, (MILL,)) - 20
        rows = [("Grain", "Sacks", "Price"), ("Rye", "4", "12.50"), ("Oats", "11", "9.00"), ("Barley", "7", "8.25")]
        for at, row in enumerate(rows):
            for x, cell in zip((60, 200, 320), row, strict=True):
                page.text(x, y - 14 * at, cell, 10, "B" if at == 0 else "R")
        page.column(60, y - 90, 400, (GATES,))
        found = blocks(pdf([page]))
        (table,) = (block for block in found if block.kind is BlockKind.TABLE)
        assert [tuple(cell.text for cell in row) for row in table.rows] == rows
        assert all(cell.header for cell in table.rows[0])
        assert texts(found) == [whole(MILL), whole(GATES)]

    def test_a_cell_of_two_lines_is_one_cell_and_columns_may_be_centred(self) -> None:
        rows = [("Mill", "Wheel"), ("Ellery", "overshot"), ("Upper", "breast wheel"), ("", "of oak"), ("Quay", "none")]
        page = Page()
        for at, row in enumerate(rows):
            for middle, cell in zip((100, 300), row, strict=True):
                if cell:
                    page.text(middle - width(cell, 10) / 2, 700 - 12 * at, cell)
        (table,) = (block for block in blocks(pdf([page])) if block.kind is BlockKind.TABLE)
        read = [tuple(cell.text for cell in row) for row in table.rows]
        assert read == [("Mill", "Wheel"), ("Ellery", "overshot"), ("Upper", "breast wheel of oak"), ("Quay", "none")]

    def test_a_passage_set_in_at_both_sides_is_a_quote(self) -> None:
        page = Page()
        y = page.column(60, 750, 400, (MILL,))
        y = page.column(100, y - 6, 320, (GATES,), indent=0)
        page.column(60, y - 6, 400, (GRAIN,))
        assert texts(blocks(pdf([page])), BlockKind.QUOTE) == [whole(GATES)]

    def test_typewritten_lines_stay_lines(self) -> None:
        page = Page()
        y = page.column(60, 750, 400, (MILL,))
        for at, line in enumerate(("def turn(wheel):", "    wheel.angle += 1")):
            page.text(60, y - 12 * at, line, 10, "M")
        assert texts(blocks(pdf([page])), BlockKind.PREFORMATTED) == ["def turn(wheel):\n    wheel.angle += 1"]

    def test_weight_slant_and_links_are_kept(self) -> None:
        page = Page()
        x = 60.0
        for text, font in (
            ("The ", "R"),
            ("old", "B"),
            (" engine ", "R"),
            ("turned", "I"),
            (" again on Monday. See here", "R"),
        ):
            page.text(x, 700, text, 10, font)
            x += width(text, 10)
        page.link(x - width("here", 10), 698, x, 710, "https://ellery.example/mill")
        page.link(60, 698, 70, 710, "javascript:alert(1)")
        (block,) = blocks(pdf([page]))
        assert block.text == "The old engine turned again on Monday. See here"
        marks = {span.text.strip(): span.marks for span in block.spans}
        assert (marks["old"], marks["turned"], marks["engine"]) == (Mark.STRONG, Mark.EMPHASIS, Mark.NONE)
        assert [(span.text, span.link) for span in block.spans if span.link] == [
            ("here", "https://ellery.example/mill")
        ]

    def test_a_picture_stands_with_its_caption(self) -> None:
        page = Page()
        y = page.column(60, 780, 400, (MILL,))
        page.picture(60, y - 160, 150, 150, 120)
        page.text(60, y - 172, "Figure 1: The wheel on Monday.", 8)
        page.column(60, y - 200, 400, (GATES,))
        found = draft(pdf([page]))
        (image,) = (block for block in found.story.document.blocks if block.kind is BlockKind.IMAGE)
        assert image.text == "Figure 1: The wheel on Monday."
        assert image.image is not None
        assert [asset.digest for asset in found.assets] == [image.image.asset]
        assert (image.image.width, image.image.height) == (120, 120)

    def test_a_signet_on_every_page_is_left_out(self) -> None:
        pages = [column().picture(400, 760, 90, 70, 110) for _ in range(4)]
        assert draft(pdf(pages)).assets == ()


class TestHead:
    def test_the_head_of_a_story_goes_into_its_fields(self) -> None:
        page = Page().text(60, 800, "Harbour", 10)
        page.text(60, 770, "Mill at Port Ellery turns again", 26, "B")
        page.text(60, 745, "Volunteers end a quarrel that had lasted for nineteen years", 14)
        page.text(60, 720, "By Ada Quill", 10).text(60, 704, "Published 2 March 2021", 10)
        page.column(60, 670, 400, STORY)
        story = draft(pdf([page], created="D:20220101")).story
        assert story.kicker == "Harbour"
        assert story.headline == "Mill at Port Ellery turns again"
        assert story.standfirst == "Volunteers end a quarrel that had lasted for nineteen years"
        assert story.authors == ("Ada Quill",)
        assert story.published is not None
        assert (story.published.iso, story.published.origin) == ("2021-03-02", StampOrigin.LABEL)
        assert texts(story.document.blocks) == [whole(text) for text in STORY]

    @pytest.mark.parametrize(
        ("title", "headline"),
        [
            ("Microsoft Word - mill_final2.doc", "Mill turns again"),
            ("mill_final2.indd", "Mill turns again"),
            ("untitled", "Mill turns again"),
            ("Heirs of the last miller will not appeal", "Heirs of the last miller will not appeal"),
        ],
    )
    def test_a_title_in_the_information_counts_if_the_page_has_it(self, title: str, headline: str) -> None:
        page = (
            column()
            .text(80, 800, "Mill turns again", 20, "B")
            .text(80, 780, "Heirs of the last miller will not appeal", 14)
        )
        assert draft(pdf([page], title=title)).story.headline == headline

    def test_a_list_of_authors_loses_its_marks(self) -> None:
        page = Page().text(60, 770, "Mill at Port Ellery turns again", 26, "B")
        x = 60.0
        for name, mark in (("Ada Quill", "1"), (", Bo Rudd", "2"), (", Cy T. Marsh", "1")):
            page.text(x, 740, name, 10)
            page.text(x + width(name, 10), 744, mark, 6)
            x += width(name, 10) + 4
        page.column(60, 700, 400, STORY)
        assert draft(pdf([page])).story.authors == ("Ada Quill", "Bo Rudd", "Cy T. Marsh")

    def test_a_line_that_stands_clear_above_the_text_is_the_headline(self) -> None:
        page = column().text(80, 790, "The wheel of Port Ellery", 10)
        found = draft(pdf([page])).story
        assert found.headline == "The wheel of Port Ellery"
        assert texts(found.document.blocks) == [whole(text) for text in STORY]

    def test_the_day_a_file_was_made_is_a_guess_and_says_so(self) -> None:
        found = draft(pdf([column()], created="D:20210302091500+01'00'", language="en_gb"))
        assert found.story.published is not None
        assert (found.story.published.iso, found.story.published.origin) == ("2021-03-02", StampOrigin.GUESS)
        assert [notice.kind for notice in found.notices] == [NoticeKind.GUESSED_DATE]
        assert found.story.language == "en-GB"

    @pytest.mark.parametrize("created", ["D:20211302", "yesterday", "D:0000", ""])
    def test_a_date_that_is_none_is_left_out(self, created: str) -> None:
        assert draft(pdf([column()], created=created)).story.published is None

    @pytest.mark.parametrize(
        ("author", "authors"), [("Ada Quill and Bo Rudd", ("Ada Quill", "Bo Rudd")), ("admin", ()), ("user01", ())]
    )
    def test_an_author_in_the_information_counts_if_it_is_a_name(self, author: str, authors: tuple[str, ...]) -> None:
        assert draft(pdf([column()], author=author)).story.authors == authors


class TestFiles:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (pdf([Page().picture(0, 0, 595, 842, 300)]), "only pictures of pages"),
            (pdf([Page()]), "no text"),
            (pdf([column()], password="goose"), "locked with a password"),
            (b"%PDF-1.7\nnothing more", "damaged"),
            (b"", "damaged"),
        ],
    )
    def test_a_file_without_text_says_why(self, data: bytes, words: str) -> None:
        with pytest.raises(UnreadableFile, match=words):
            draft(data)

    def test_an_empty_password_opens(self) -> None:
        assert texts(blocks(pdf([column()], password=""))) == [whole(text) for text in STORY]

    def test_a_file_whose_table_of_places_is_wrong_is_read_all_the_same(self) -> None:
        data = pdf([column()])
        assert texts(blocks(data.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%moved\n"))) == [whole(text) for text in STORY]

    def test_a_long_file_is_cut_and_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(importer, "MOST_PAGES", 2)
        found = draft(pdf([column((text,)) for text in STORY]))
        assert texts(found.story.document.blocks) == [whole(MILL), whole(GATES)]
        assert any("first 2 of 4 pages" in notice.sentence for notice in found.notices)

    def test_a_file_that_takes_too_long_is_cut(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(importer, "MOST_SECONDS", -1.0)
        found = draft(pdf([column((text,)) for text in STORY]))
        assert texts(found.story.document.blocks) == [whole(MILL)]
        assert any("first 1 of 4 pages" in notice.sentence for notice in found.notices)

    @pytest.mark.parametrize(
        ("head", "name", "score"),
        [
            (b"%PDF-1.4\n", "a.bin", 0.99),
            (b"\xef\xbb\xbf junk\n%PDF-1.4\n1 0 obj", "a.pdf", 0.9),
            (b"Some text about %PDF- files", "a.txt", 0.0),
            (b"<html>", "a.pdf", 0.0),
        ],
    )
    def test_the_mark_tells(self, head: bytes, name: str, score: float) -> None:
        assert sniff_documents.pdf(head, name) == score

    def test_the_table_of_formats_knows_it(self) -> None:
        assert detect(pdf([column()]), "whatever").id == "pdf"

    @pytest.mark.skipif(sys.platform != "linux", reason="limits a process's address space")
    def test_it_reads_within_the_memory_of_a_worker(self, tmp_path: Path) -> None:
        import subprocess

        path = tmp_path / "mill.pdf"
        path.write_bytes(pdf([column([f"Qu{'a' * at} {text}" for text in STORY]) for at in range(20)]))
        code = (
            "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (3 * 1024**3,) * 2)\n"
            "from library.importers import pdf; from library.importers.base import SourceFile\n"
            "(found,) = pdf.read(SourceFile('mill.pdf', open(sys.argv[1], 'rb').read()))\n"
            "assert len(found.story.document.blocks) == 80, len(found.story.document.blocks)"
        )
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, timeout=60)

    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_any_bytes_are_a_story_or_unreadable(self, data: st.DataObject) -> None:
        sound = pdf([column((MILL,)), Page().picture(60, 60, 200, 200, 110)], title="Mill")
        at = data.draw(st.integers(0, len(sound)))
        length = data.draw(st.integers(0, 60))
        hostile = sound[:at] + data.draw(st.binary(max_size=40)) + sound[at + length :]
        try:
            found = draft(hostile)
        except UnreadableFile:
            return
        assert any(block.text for block in found.story.document.blocks) or found.story.headline
