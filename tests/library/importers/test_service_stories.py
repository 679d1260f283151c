"""Exports of reading services that are JSON: stories, stubs, and what any JSON does to them."""

from __future__ import annotations

import json
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers import (
    annotation_sets,
    clipper_highlights,
    goodlinks,
    hypothesis,
    karakeep,
    linkwarden,
    omnivore,
    pocket_highlights,
    wallabag,
)
from library.importers.base import Importer, SourceFile, nothing_beside
from library.model.carried import Carried, CarriedHighlight
from library.model.document import BlockKind, text
from library.model.errors import UnreadableFile
from library.model.stamp import Stamp
from library.model.story import Draft

KELP = "https://kelp.example/crane"


def drafts(read: Importer, content: object) -> list[Draft]:
    return list(read(SourceFile("export.json", json.dumps(content).encode())))


def knowns(found: list[Draft]) -> list[Carried]:
    assert all(draft.carried is not None for draft in found)
    return [draft.carried for draft in found if draft.carried is not None]


def told(found: list[Draft]) -> list[str]:
    return [notice.sentence for draft in found for notice in draft.notices]


class TestWallabag:
    ITEM: ClassVar[dict[str, object]] = {
        "id": 7,
        "title": "Crane stops ferry | Kelp.example",
        "url": KELP,
        "is_archived": 1,
        "is_starred": False,
        "created_at": "2016-09-08T11:55:58+0200",
        "published_at": "2016-09-01T00:00:00+0200",
        "published_by": ["Mo Tarn", "Lee Ash"],
        "language": "en_GB",
        "domain_name": "www.kelp.example",
        "tags": ["sea", {"label": "two words", "slug": "two-words"}],
        "content": "<h1>Crane stops ferry</h1><p>It <em>stands</em>.</p><ul><li>Still</li></ul>",
        "annotations": [{"text": "does it?", "quote": "It stands", "created_at": "2016-09-09T10:00:00+0200"}],
    }

    def test_a_story_with_all_that_is_known_of_it(self) -> None:
        (draft,) = found = drafts(wallabag.read, [self.ITEM])
        story = draft.story
        assert (story.headline, story.url, story.source) == ("Crane stops ferry", KELP, "kelp.example")
        assert (story.authors, story.language) == (("Mo Tarn", "Lee Ash"), "en-GB")
        assert story.published == Stamp("2016-09-01T00:00:00+02:00")
        assert [(block.kind, block.text) for block in story.document.blocks] == [
            (BlockKind.PARAGRAPH, "It stands."),
            (BlockKind.LIST_ITEM, "Still"),
        ]
        (known,) = knowns(found)
        assert (known.read, known.archived, known.starred) == (True, True, False)
        assert known.tags == ("two words", "sea")
        assert known.saved == Stamp("2016-09-08T11:55:58+02:00")
        created = Stamp("2016-09-09T10:00:00+02:00")
        assert known.highlights == (CarriedHighlight("It stands", note="does it?", created=created),)

    @pytest.mark.parametrize(
        "content",
        ["", None, "<p></p>", "wallabag can't retrieve contents for this article. Please troubleshoot this issue."],
    )
    def test_what_wallabag_couldn_t_fetch_is_a_stub(self, content: str | None) -> None:
        (draft,) = drafts(wallabag.read, [{**self.ITEM, "content": content}])
        assert draft.story.document.blocks == ()
        assert draft.story.headline == "Crane stops ferry"

    def test_a_picture_alone_and_a_text_about_wallabag_are_stories(self) -> None:
        about = "<p>When wallabag can't retrieve contents, it says so.</p>" + "<p>And so on, at length.</p>" * 40
        picture = f'<img src="{KELP}.jpg">'
        found = drafts(wallabag.read, [{**self.ITEM, "content": about}, {**self.ITEM, "content": picture}])
        assert [len(draft.story.document.blocks) for draft in found] == [41, 1]

    def test_the_address_given_serves_where_there_is_no_other(self) -> None:
        item = {"title": "A", "url": None, "given_url": KELP, "is_archived": False, "is_starred": True}
        (draft,) = found = drafts(wallabag.read, {"_embedded": {"items": [item]}})
        assert draft.story.url == KELP
        (known,) = knowns(found)
        assert (known.read, known.starred) == (False, True)

    def test_version_one_and_broken_records(self) -> None:
        old = {"0": "1", "title": "A", "url": KELP, "is_read": "1", "is_fav": "0", "content": "<p>x</p>", "tags": "a,b"}
        found = drafts(wallabag.read, [old, "nonsense", {"title": "no address"}])
        (known,) = knowns(found)
        assert (known.read, known.archived, known.starred, known.tags) == (True, True, False, ("a", "b"))
        assert told(found) == ["2 entries were left out (1 damaged, 1 without a web address); the others were read."]


PDF = """%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 49>>stream
BT /F 12 Tf 50 300 Td (The crane stands.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
"""


class TestOmnivore:
    ITEM: ClassVar[dict[str, object]] = {
        "id": "20db074a",
        "slug": "crane-1",
        "title": "Crane stops ferry",
        "description": "It stands.",
        "author": "Mo Tarn",
        "url": KELP,
        "state": "Archived",
        "readingProgress": 40,
        "thumbnail": None,
        "labels": ["RSS"],
        "savedAt": "2024-10-29T16:30:11.000Z",
        "publishedAt": None,
    }

    def read(self, item: dict[str, object], **beside: str) -> Draft:
        files = {f"content/{item['slug']}.{ending}": beside.get(ending) for ending in ("html", "pdf")}
        files[f"highlights/{item['slug']}.md"] = beside.get("md")

        def get(name: str) -> bytes | None:
            written = files.get(name)
            return written.encode() if written is not None else None

        (draft,) = omnivore.read(SourceFile("metadata_0_to_20.json", json.dumps([item]).encode(), get))
        return draft

    def test_a_stub_where_the_text_is_missing(self) -> None:
        draft = self.read(self.ITEM)
        assert (draft.story.headline, draft.story.standfirst, draft.story.authors) == (
            "Crane stops ferry",
            "It stands.",
            ("Mo Tarn",),
        )
        (known,) = knowns([draft])
        assert (known.archived, known.read, known.progress, known.tags) == (True, False, 0.4, ("RSS",))
        assert known.saved == Stamp("2024-10-29T16:30:11+00:00")
        assert draft.story.document.blocks == ()

    def test_the_text_beside_it(self) -> None:
        draft = self.read(
            self.ITEM, html='<DIV id="readability-page-1"><p>The crane.</p><p><a href="/b">b</a></p></DIV>'
        )
        assert text(draft.story.document) == "The crane.\nb"
        assert draft.story.document.blocks[1].spans[0].link == "https://kelp.example/b"

    def test_a_pdf_beside_it(self) -> None:
        draft = self.read(self.ITEM, pdf=PDF)
        assert (draft.story.headline, text(draft.story.document)) == ("Crane stops ferry", "The crane stands.")
        broken = self.read(self.ITEM, pdf="%PDF-1.4 and no more")
        assert broken.story.document.blocks == ()
        assert broken.notices[0].sentence.startswith("crane-1.pdf: ")

    def test_highlights_labels_and_notes(self) -> None:
        written = (
            "> The crane\n> \n> stands \n\n#sea #two words\n\nDoes it?\n\nReally?\n\n"
            "> And waits \n\nOn all of it\n\n\n\n> Alone "
        )
        (known,) = knowns([self.read(self.ITEM, md=written)])
        assert known.highlights == (
            CarriedHighlight("The crane\nstands", note="Does it?\n\nReally?", tags=("sea", "two words")),
            CarriedHighlight("And waits"),
            CarriedHighlight("Alone"),
        )
        assert known.note == "On all of it"

    def test_a_note_alone_and_one_at_the_end(self) -> None:
        (known,) = knowns([self.read(self.ITEM, md="On all of it\n\n")])
        assert (known.note, known.highlights) == ("On all of it", ())
        (known,) = knowns([self.read(self.ITEM, md="> Quote \n\nmine")])
        assert (known.note, known.highlights) == ("", (CarriedHighlight("Quote", note="mine"),))

    def test_a_mail_is_a_story_without_an_address(self) -> None:
        mail = {**self.ITEM, "url": "https://omnivore.app/no_url?q=20db"}
        draft = self.read(mail, html="<p>Dear reader</p>")
        assert (draft.story.url, draft.story.guid) == ("", "20db074a")
        with pytest.raises(UnreadableFile):
            self.read(mail)

    @pytest.mark.parametrize("slug", ["..", "../../etc/passwd", "a/b", "a\\b", "", "a\x00b"])
    def test_a_slug_leads_nowhere_else(self, slug: str) -> None:
        asked: list[str] = []

        def get(name: str) -> bytes | None:
            asked.append(name)
            return nothing_beside(name)

        list(omnivore.read(SourceFile("m.json", json.dumps([{**self.ITEM, "slug": slug}]).encode(), get)))
        assert asked == []


class TestKarakeep:
    def test_links_texts_lists_and_tags(self) -> None:
        found = drafts(
            karakeep.read,
            {
                "lists": [
                    {"id": "p", "name": "Projects", "parentId": None},
                    {"id": "c", "name": "In/Out", "parentId": "p"},
                    {"id": "loop", "name": "Loop", "parentId": "loop"},
                ],
                "bookmarks": [
                    {
                        "createdAt": 1600322788,
                        "title": "Crane",
                        "tags": ["sea"],
                        "lists": ["c", "gone"],
                        "content": {"type": "link", "url": KELP},
                        "note": "mine",
                        "archived": True,
                    },
                    {"createdAt": 1, "title": None, "content": {"type": "text", "text": "# Ropes\n\nof *hemp*"}},
                    {"createdAt": 1, "title": "Gone", "content": None, "lists": ["loop"]},
                ],
            },
        )
        link, note = found
        first, second = knowns(found)
        assert (link.story.url, first.tags) == (KELP, ("Projects/In-Out", "sea"))
        assert (first.archived, first.read, first.note) == (True, True, "mine")
        assert (note.story.headline, text(note.story.document)) == ("Ropes", "of hemp")
        assert second.archived is None
        assert told(found) == ["1 entry was left out (without an address or words); the others were read."]


class TestLinkwarden:
    def test_nested_collections_and_pins(self) -> None:
        link = {"name": "Crane", "url": KELP, "description": "It stands", "tags": [{"name": "sea"}]}
        found = drafts(
            linkwarden.read,
            {
                "collections": [
                    {"id": 1, "name": "Work", "parentId": None, "links": []},
                    {
                        "id": 2,
                        "name": "Sea",
                        "parentId": 1,
                        "links": [{**link, "createdAt": "2025-01-01T00:00:00.000Z"}],
                    },
                    {
                        "id": 3,
                        "name": "Unorganized",
                        "parentId": None,
                        "links": [{"name": "B", "url": "https://b.example"}],
                    },
                ],
                "pinnedLinks": [link],
            },
        )
        first, second = knowns(found)
        assert (first.tags, first.starred) == (("Work/Sea", "sea"), True)
        assert first.saved == Stamp("2025-01-01T00:00:00+00:00")
        assert (second.tags, second.starred) == ((), None)
        assert found[0].story.standfirst == "It stands"


class TestGoodLinks:
    def test_state_and_tags(self) -> None:
        item = {"title": "A", "url": KELP, "tags": ["x"], "starred": True, "summary": "s", "addedAt": 1600322788.25}
        found = drafts(goodlinks.read, [{**item, "readAt": 1600322790}, {**item, "readAt": None}, item])
        assert [known.read for known in knowns(found)] == [True, False, None]
        known = knowns(found)[0]
        assert (known.tags, known.starred, known.saved) == (("x",), True, Stamp("2020-09-17T06:06:28+00:00"))


READERS: tuple[Importer, ...] = (
    wallabag.read,
    omnivore.read,
    karakeep.read,
    linkwarden.read,
    goodlinks.read,
    pocket_highlights.read,
    hypothesis.read,
    clipper_highlights.read,
    annotation_sets.read,
)
NAMES = st.sampled_from(
    [
        "url", "uri", "title", "tags", "lists", "content", "highlights", "annotations", "data", "quote",
        "text", "target", "selector", "collections", "links", "type", "bookmarks", "items", "body", "book_id",
        "slug", "exact", "parentId", "id", "name", "entries", "metadata", "book", "author", "published_by",
        "domain_name", "readingProgress", "document", "documents", "rows", "notes", "textQuote", "prefix",
        "groupId", "timestamp", "created", "addedAt", "about", "source", "style", "color", "references",
        "time", "note", "language", "state", "highlighted_text"
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8), st.just(KELP),
        st.sampled_from(["TextQuoteSelector", "AnnotationSet", "calibre_highlights", "link"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=5)),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize("read", READERS, ids=[read.__module__.rsplit(".", 1)[1] for read in READERS])
@settings(max_examples=40)
@given(content=VALUES)
def test_any_json_is_entries_or_unreadable(read: Importer, content: object) -> None:
    try:
        drafts(read, content)
    except UnreadableFile:
        return


@pytest.mark.parametrize("data", [b"", b"[", b'[{"url": "https://kelp.ex', b"\xff\xfe\x00", b"[" * 100_000])
def test_damaged_files_are_unreadable(data: bytes) -> None:
    for read in READERS:
        with pytest.raises(UnreadableFile):
            list(read(SourceFile("export.json", data)))
