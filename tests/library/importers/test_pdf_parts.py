"""PDF: the parts of a story, its fields, and files that can't be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers import pdf as importer
from library.importers import sniff_documents
from library.importers.formats import detect
from library.model.document import BlockKind, Mark
from library.model.errors import UnreadableFile
from library.model.stamp import StampOrigin
from library.model.story import NoticeKind
from tests.library.importers.pdf_pages import GATES, GRAIN, HEIRS, MILL, STORY, blocks, column, draft, texts, whole
from tests.library.importers.pdf_writer import Page, pdf, width


class TestParts:
    def test_paragraphs_are_known_by_indent_white_and_short_last_lines(self) -> None:
        expected = [whole(text) for text in STORY]
        assert texts(blocks(pdf([column(indent=12)]))) == expected
        assert texts(blocks(pdf([column(indent=0)]))) == expected
        assert texts(blocks(pdf([column(indent=12, justified=False)]))) == expected

    def test_white_alone_parts_paragraphs_whose_last_lines_are_full(self) -> None:
        page = Page()
        for at in range(6):
            line = "Volunteers scraped the sluice gates all through two winters and"
            page.text(80, 700 - 12 * at - 8 * (at // 2), line, spacing=1)
        assert len(texts(blocks(pdf([page])))) == 3

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
