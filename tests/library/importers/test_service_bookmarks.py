"""Lists of links: the Netscape form, Pocket's old page, browsers' own files, OneTab, and small services' JSON."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.importers import browser_bookmarks, link_list, netscape, onetab, pocket_api, pocket_html
from library.importers._tags import tags_of
from library.importers.base import Importer, SourceFile
from library.model.carried import Carried
from library.model.document import BlockKind
from library.model.errors import UnreadableFile
from library.model.story import Draft


def drafts(read: Importer, content: object) -> list[Draft]:
    written = content if isinstance(content, str) else json.dumps(content)
    return list(read(SourceFile("export", written.encode())))


def knowns(found: list[Draft]) -> list[Carried]:
    assert all(draft.carried is not None for draft in found)
    return [draft.carried for draft in found if draft.carried is not None]


BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
  <DT><A HREF="https://kelp.example/1?a=b&amp;c=d" ADD_DATE="1466010266" TAGS="sea,two words">Cranes &amp; ferries</A>
  <DD>A note
on two lines<br>or three, with <b> in it
  <DT><H3 ADD_DATE="1466011598">Work</H3>
  <DD>About work
  <DL><p>
    <DT><A HREF='https://kelp.example/2' ADD_DATE="1466010266000" TOREAD="1" tags="old way">Second</A>
    <DT><H3></H3>
    <DL><p>
      <DT><H3>TCP/IP</H3>
      <DL><p>
        <DT><A HREF="https://kelp.example/3" ADD_DATE="never" DESCRIPTION="told &quot;so&quot;">https://kelp.example/3</A>
      </DL><p>
    </DL><p>
    <DT><A HREF="javascript:alert(1)">Script</A>
    <DT><A>Nothing</A>
  </DL><p>
  <HR>
  <DT><A HREF="https://kelp.example/4">Fourth</A>
</DL><p>
<script data-x="1" src="/y.js"></script>
"""


class TestNetscape:
    def test_entries_folders_tags_and_notes(self) -> None:
        found = drafts(netscape.read, BOOKMARKS)
        assert [draft.story.url for draft in found] == [
            "https://kelp.example/1?a=b&c=d",
            "https://kelp.example/2",
            "https://kelp.example/3",
            "https://kelp.example/4",
        ]
        assert [draft.story.headline for draft in found] == ["Cranes & ferries", "Second", "", "Fourth"]
        first, second, third, fourth = knowns(found)
        assert first.tags == ("sea", "two words")
        assert first.note == "A note\non two lines\nor three, with <b> in it"
        assert (second.tags, second.read, second.note) == (("Work", "old", "way"), False, "")
        assert first.saved == second.saved
        assert first.saved is not None
        assert first.saved.iso == "2016-06-15T17:04:26+00:00"
        assert (third.tags, third.saved, third.note) == (("Work/TCP-IP",), None, 'told "so"')
        assert (fourth.tags, fourth.note) == ((), "")
        assert [notice.sentence for draft in found for notice in draft.notices] == [
            "2 entries were left out (without a web address); the others were read."
        ]

    def test_without_an_outer_list_as_safari_writes(self) -> None:
        found = drafts(
            netscape.read,
            "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<HTML><H1>Signets</H1>\n<DT><H3 FOLDED>Harbour</H3>\n<DL><p>\n"
            '<DT><A HREF="https://kelp.example/1">One</A>\n</DL><p>\n<DT><H3>Empty</H3>\n<DL><p>\n</DL><p>\n'
            '<DT><A HREF="https://kelp.example/2">Two</A></HTML>',
        )
        assert [known.tags for known in knowns(found)] == [("Harbour",), ()]

    def test_a_note_of_shaarli_is_a_story(self) -> None:
        (note,) = drafts(
            netscape.read,
            '<DL><p>\n<DT><A HREF="?KvNdlQ" ADD_DATE="1591456706" TAGS="dev">Note: On ropes</A>\n'
            "<DD>Ropes:\n\n* of hemp\n* of coir</DL><p>",
        )
        assert note.story.headline == "On ropes"
        assert [block.kind for block in note.story.document.blocks] == [
            BlockKind.PARAGRAPH,
            BlockKind.LIST_ITEM,
            BlockKind.LIST_ITEM,
        ]
        assert note.carried is not None
        assert (note.carried.tags, note.carried.note) == (("dev",), "")

    def test_nothing_of_the_web_is_unreadable(self) -> None:
        with pytest.raises(UnreadableFile):
            drafts(netscape.read, '<DL><DT><A HREF="place:sort=8">Recent</A></DL>')

    @given(st.text(st.sampled_from("<>/=\"' adtlhrf3x&;\n"), max_size=200))
    def test_any_markup_is_entries_or_unreadable(self, markup: str) -> None:
        try:
            drafts(netscape.read, markup)
        except UnreadableFile:
            return

    @pytest.mark.parametrize("unit", ["<a ", "<a '", '<a "', '<a href="', "<dl>", "<dd>", "<h3", "<a x=y ", "<a x "])
    def test_hostile_markup_takes_time_in_proportion(self, unit: str) -> None:
        start = time.process_time()
        sum(1 for _ in tags_of(unit * (400_000 // len(unit)), ("dl", "dd", "a", "h3")))
        assert time.process_time() - start < 3.0


class TestPocketPage:
    def test_the_heading_is_the_state(self) -> None:
        found = drafts(
            pocket_html.read,
            "<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>"
            '<li><a href="https://kelp.example/1" time_added="1688628695" tags="a,b c">One</a></li>'
            '<li><a href="ftp://kelp.example" time_added="1">No</a></li></ul>'
            '<h1>Read Archive</h1><ul><li><a href="https://kelp.example/2" time_added="1688627412" tags="">Two</a></li>'
            "</ul></body></html>",
        )
        assert [draft.story.headline for draft in found] == ["One", "Two"]
        one, two = knowns(found)
        assert (one.read, one.archived, one.tags) == (False, False, ("a", "b c"))
        assert (two.read, two.archived, two.tags) == (True, True, ())
        assert two.saved is not None
        assert two.saved.iso == "2023-07-06T07:10:12+00:00"


class TestPocketItems:
    def test_state_tags_and_highlights(self) -> None:
        item = {
            "item_id": "1",
            "favorite": "1",
            "status": "1",
            "time_added": "1464715504",
            "tags": {"sea": {"tag": "sea"}},
            "given_url": "http://kelp.example/?p=1",
            "resolved_url": "https://kelp.example/crane",
            "resolved_title": "Crane",
            "excerpt": "It stands.",
            "lang": "en",
            "authors": {"9": {"name": "Mo Tarn"}},
            "annotations": [{"quote": "stands", "created_at": "2019-09-22T03:36:43.000Z"}],
        }
        deleted = {"item_id": "2", "status": "2", "given_url": "https://kelp.example/b"}
        found = drafts(pocket_api.read, {"list": {"1": item, "2": deleted}})
        (draft,) = found
        assert (draft.story.url, draft.story.standfirst) == ("https://kelp.example/crane", "It stands.")
        assert (draft.story.authors, draft.story.language) == (("Mo Tarn",), "en")
        (known,) = knowns(found)
        assert (known.read, known.archived, known.starred, known.tags) == (True, True, True, ("sea",))
        assert [highlight.quote for highlight in known.highlights] == ["stands"]
        assert draft.notices[0].sentence.startswith("1 entry was left out (deleted)")


class TestBrowsers:
    def test_firefox(self) -> None:
        entry = {"title": "One", "uri": "https://kelp.example/1", "dateAdded": 1388166091644000, "tags": "a,b c"}
        tree = {"guid": "root", "title": "", "children": [{"title": "Bar", "children": [entry]}, {"title": "Empty"}]}
        found = drafts(browser_bookmarks.read, tree)
        (known,) = knowns(found)
        assert known.tags == ("Bar", "a", "b c")
        assert known.saved is not None
        assert known.saved.iso == "2013-12-27T17:41:31+00:00"

    def test_chrome_counts_from_1601(self) -> None:
        entry = {"date_added": "13118850929335823", "name": "One", "type": "url", "url": "https://kelp.example/1"}
        other = {"date_added": "x", "name": "Settings", "type": "url", "url": "chrome://settings"}
        inner = {"name": "Inner", "children": [entry, other]}
        found = drafts(browser_bookmarks.read, {"roots": {"bookmark_bar": {"name": "Bar", "children": [inner]}}})
        (known,) = knowns(found)
        assert known.tags == ("Bar/Inner",)
        assert known.saved is not None
        assert known.saved.iso == "2016-09-20T13:15:29+00:00"


class TestLists:
    def test_pinboard(self) -> None:
        item = {
            "href": "https://kelp.example/1",
            "description": "One",
            "extended": "mine",
            "time": "2016-10-31T15:57:56Z",
            "toread": "yes",
            "tags": "a b",
        }
        found = drafts(link_list.read, [item, {**item, "toread": "no", "href": "data:x"}])
        (known,) = knowns(found)
        assert found[0].story.headline == "One"
        assert (known.read, known.note, known.tags) == (False, "mine", ("a", "b"))

    def test_readability(self) -> None:
        item = {
            "article__url": "https://kelp.example/1",
            "article__title": "No title found",
            "article__excerpt": "It&#x2019;s a crane&hellip;",
            "archive": 1,
            "favorite": True,
            "date_added": "2016-09-08T11:55:58+0200",
        }
        (draft,) = drafts(link_list.read, {"bookmarks": [item]})
        (known,) = knowns([draft])
        assert (draft.story.headline, draft.story.standfirst) == ("", "It’s a crane…")
        assert (known.read, known.archived, known.starred) == (True, True, True)
        assert known.saved is not None
        assert known.saved.iso == "2016-09-08T11:55:58+02:00"

    def test_delicious_and_elcurator(self) -> None:
        delicious = {"title": "A", "url": "https://kelp.example/1", "created": "1358531607", "tags": ["x", ""]}
        elcurator = {"title": "B", "url": "https://kelp.example/2", "created_at": "2015-09-09 11:10:32 UTC"}
        one, two = knowns(drafts(link_list.read, [delicious, elcurator]))
        assert one.tags == ("x",)
        assert one.saved is not None
        assert two.saved is not None
        assert (one.saved.iso, two.saved.iso) == ("2013-01-18T17:53:27+00:00", "2015-09-09T11:10:32+00:00")

    def test_onetab(self) -> None:
        found = drafts(
            onetab.read, "https://kelp.example/1 | One | more\n\nSat Feb 18 2023\nhttps://kelp.example/2\nnot one\n"
        )
        assert [(draft.story.url, draft.story.headline) for draft in found] == [
            ("https://kelp.example/1", "One | more"),
            ("https://kelp.example/2", ""),
        ]
        assert found[-1].notices[0].sentence.startswith("2 entries were left out")
