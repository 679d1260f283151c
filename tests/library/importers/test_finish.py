"""A headline to be listed by and a language, in every format, where the file gives none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from library.importers.base import SourceFile
from library.importers.finish import finished
from library.importers.formats import UnknownFormat, detect, read
from library.model.carried import Carried, CarriedHighlight
from library.model.document import Block, BlockKind, Document, Mark, Span, paragraph, text
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp, StampOrigin
from library.model.story import Draft, NoticeKind, Story


def heading(words: str) -> Block:
    return Block(BlockKind.HEADING, (Span(words),), level=2)


PROSE = "The tide was out and the boats lay on the mud. Nobody had said that it would be so for a week."


@pytest.mark.parametrize(
    ("name", "data", "headline"),
    [
        ("mud.md", PROSE, "The tide was out and the boats lay on the mud."),
        ("mud.html", f"<html><body><p>{PROSE}</p></body></html>", "The tide was out and the boats lay on the mud."),
        ("low_tide.md", "> “Wait,” he said.\n\n- a\n- b\n", "low tide"),
    ],
)
def test_what_serves_as_a_headline_is_said(name: str, data: str, headline: str) -> None:
    (draft,) = read(SourceFile(f"/in/{name}", data.encode()))
    assert draft.story.headline == headline
    assert [notice.kind for notice in draft.notices].count(NoticeKind.NO_HEADLINE) == 1


LONG = "The harbour master told the council that the dredging of the inner basin would wait for spring, and for money"
CUT = "The harbour master told the council that the dredging of the inner basin would wait for spring, and…"
COUNCIL = "Nobody on the council said a word."


@pytest.mark.parametrize(
    ("blocks", "headline", "left"),
    [
        ((paragraph(PROSE),), "The tide was out and the boats lay on the mud.", (PROSE,)),
        ((paragraph(LONG), paragraph(COUNCIL)), CUT, (LONG, COUNCIL)),
        ((paragraph("Low tide"), paragraph(COUNCIL)), "Low tide", (COUNCIL,)),
        ((paragraph("Nobody came to the quay."), paragraph(COUNCIL)), "Nobody came to the quay.", (COUNCIL,)),
        ((paragraph("Low tide"),), "Low tide", ("Low tide",)),
        ((heading("Low  tide"), paragraph(COUNCIL)), "Low tide", (COUNCIL,)),
        ((paragraph("Harbour"), heading("Low tide"), paragraph(COUNCIL)), "Low tide", ("Harbour", COUNCIL)),
        (
            (paragraph(PROSE), heading("Low tide")),
            "The tide was out and the boats lay on the mud.",
            (PROSE, "Low tide"),
        ),
        (
            (Block(spans=(Span("Low tide", link="https://a.example/"),)), paragraph(COUNCIL)),
            "Low tide",
            ("Low tide", COUNCIL),
        ),
        ((paragraph("汐" * 300),), "汐" * 99 + "…", ("汐" * 300,)),
    ],
)
def test_what_serves_as_a_headline_is_short_and_stands_once(
    blocks: tuple[Block, ...], headline: str, left: tuple[str, ...]
) -> None:
    done = finished(Draft(Story(document=Document(blocks))), SourceFile("/in/a.json", b""))
    assert done.story.headline == headline
    assert len(headline) <= 100
    assert tuple(block.text for block in done.story.document.blocks) == left
    assert [notice.kind for notice in done.notices] == [NoticeKind.NO_HEADLINE]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.ellery-post.example/2024/low-tide/", "ellery-post.example/2024/low-tide"),
        ("HTTP://a.example/watch?v=1", "a.example/watch?v=1"),
        ("https://a.example/%D7%9E%D7%99%D7%9D", "a.example/מים"),
        ("https://a.example/%E9t%E9", "a.example/%E9t%E9"),
        ("https://a.example/" + "x" * 200, "a.example/" + "x" * 89 + "…"),
        ("https://a.example/a%0Ab", "a.example/a b"),
    ],
)
def test_a_bare_address_is_listed_by_its_address_without_a_remark(address: str, shown: str) -> None:
    done = finished(Draft(Story(url=address)), SourceFile("/in/part_000000.csv", b""))
    assert (done.story.headline, done.story.document.blocks, done.notices) == (shown, (), ())


def test_a_headline_that_is_there_stays_and_nothing_is_said() -> None:
    (draft,) = read(SourceFile("/in/a.md", f"# Mud\n\n{PROSE}".encode()))
    assert draft.story.headline == "Mud"
    assert not draft.notices


def test_the_language_is_filled_in_only_where_it_is_certain() -> None:
    (english,) = read(SourceFile("/in/a.md", f"# Mud\n\n{PROSE}".encode()))
    (short,) = read(SourceFile("/in/a.md", b"# Mud\n\nBoats."))
    (said,) = read(SourceFile("/in/a.html", f'<html lang="en-GB"><h1>Mud</h1><p>{PROSE}</p></html>'.encode()))
    assert (english.story.language, short.story.language, said.story.language) == ("en", "", "en-GB")


MISREAD = "Le cafÃ© fermÃ© rouvre, câ€™est dÃ©jÃ\xa0 demain Ã\xa0 la grÃ¨ve et lâ€™Ã©tÃ© sera long"
MEANT = "Le café fermé rouvre, c’est déjà demain à la grève et l’été sera long"


def story_of(*texts: str, headline: str = "Mud", mark: Mark = Mark.NONE) -> Draft:
    document = Document(tuple(Block(spans=(Span(text, mark),)) for text in texts))
    return Draft(Story(headline=headline, document=document))


def test_text_that_was_decoded_wrongly_is_put_right_in_every_field_and_quote() -> None:
    highlight = CarriedHighlight("cafÃ© fermÃ©", prefix="Le ", suffix=" rouvre")
    draft = replace(story_of(MISREAD, headline="Le cafÃ©"), carried=Carried(highlights=(highlight,)))
    done = finished(draft, SourceFile("/in/a.json", b""))
    assert (done.story.headline, text(done.story.document)) == ("Le café", MEANT)
    assert done.carried is not None
    assert [each.quote for each in done.carried.highlights] == ["café fermé"]


@pytest.mark.parametrize(
    ("draft", "body"),
    [
        (story_of("A &amp; B &mdash; &#8220;C&#8221;"), "A & B — “C”"),
        (story_of("In HTML one writes &amp; for it."), "In HTML one writes &amp; for it."),
        (story_of("&amp;", mark=Mark.CODE), "&amp;"),
        (story_of("a &lt;b&gt; c"), "a &lt;b&gt; c"),
        (story_of("don\x92t ty\xadpe ﬁnd"), "don’t type find"),
    ],
)
def test_what_formats_left_over_is_resolved_where_it_can_only_be_that(draft: Draft, body: str) -> None:
    assert text(finished(draft, SourceFile("/in/a.json", b"")).story.document) == body


def test_text_in_order_stays_the_same_object() -> None:
    draft = story_of(PROSE, "“Low water,” said Ada Merrow — 3\xa0m of it.")
    assert finished(draft, SourceFile("/in/a.json", b"")).story.document is draft.story.document


def test_a_story_alone_in_its_file_takes_the_date_of_the_files_name_if_it_has_no_other() -> None:
    source = SourceFile("/in/2019-03-04 mud.json", b"")
    alone = finished(story_of(PROSE), source, is_alone=True)
    assert alone.story.published == Stamp("2019-03-04", StampOrigin.FILE_NAME)
    assert [notice.kind for notice in alone.notices] == [NoticeKind.GUESSED_DATE]
    assert finished(story_of(PROSE), source).story.published is None
    dated = replace(story_of(PROSE), story=replace(story_of(PROSE).story, published=Stamp("2001")))
    assert finished(dated, source, is_alone=True).story.published == Stamp("2001")


def test_lines_under_a_markdown_headline_are_its_head() -> None:
    lines = f"# Mud\n\n*A week without water.*\n\nBy Ada Merrow\n\n3 June 2016\n\n{PROSE}"
    (draft,) = read(SourceFile("/in/a.md", lines.encode()))
    story = draft.story
    assert (story.standfirst, story.authors) == ("A week without water.", ("Ada Merrow",))
    assert story.published is not None
    assert (story.published.iso, story.published.origin) == ("2016-06-03", StampOrigin.TEXT)
    assert [block.text for block in story.document.blocks] == [PROSE]


def test_an_epigraph_without_byline_or_date_stays_in_the_text() -> None:
    (draft,) = read(SourceFile("/in/a.md", f"# Mud\n\n*Time and tide wait.*\n\n{PROSE}".encode()))
    assert draft.story.standfirst == ""
    assert draft.story.document.blocks[0].text == "Time and tide wait."


@pytest.mark.parametrize(
    ("name", "data", "format_id"),
    [
        ("page.txt", b"<!DOCTYPE html><html><body><p>x</p></body></html>", "html"),
        ("plain.html", b"Just a line of text, and nothing else.", "text"),
        ("note.txt", b"---\ntitle: A\n---\nBody.", "markdown"),
        ("note.md", b"Body.", "markdown"),
        ("README", b"Body.", "text"),
        ("wide.txt", "\ufeffWide text".encode("utf-16"), "text"),
        ("korean.txt", b"\x1b$)C\x0e1W\x0f text and more text", "text"),
    ],
)
def test_content_decides_on_the_format_and_the_name_between_equals(name: str, data: bytes, format_id: str) -> None:
    assert detect(data, name).id == format_id


@pytest.mark.parametrize(
    ("name", "data"), [("a.json", b"{}"), ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x01"), ("a", bytes(99))]
)
def test_other_files_are_of_no_format_of_ours(name: str, data: bytes) -> None:
    with pytest.raises(UnknownFormat):
        detect(data, name)


def test_an_empty_file_is_called_empty() -> None:
    with pytest.raises(UnreadableFile, match="empty"):
        detect(b" \r\n", "a.txt")
