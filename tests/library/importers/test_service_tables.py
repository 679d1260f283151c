"""Exports of reading services that are CSV."""

from __future__ import annotations

from library.importers import (
    instapaper,
    matter,
    mymind,
    pocket_csv,
    raindrop,
    readwise,
    readwise_reader,
    wallabag_csv,
)
from library.importers.base import Importer, SourceFile
from library.model.annotation import Colour
from library.model.carried import Carried, CarriedHighlight
from library.model.document import BlockKind, text
from library.model.story import Draft

KELP = "https://kelp.example/crane"


def drafts(read: Importer, csv: str) -> list[Draft]:
    return list(read(SourceFile("export.csv", csv.encode())))


def only(read: Importer, csv: str) -> tuple[Draft, Carried]:
    (draft,) = drafts(read, csv)
    assert draft.carried is not None
    return draft, draft.carried


def notices(found: list[Draft]) -> list[str]:
    return [notice.sentence for draft in found for notice in draft.notices]


class TestPocket:
    def test_state_tags_and_time(self) -> None:
        found = drafts(
            pocket_csv.read,
            "title,url,time_added,tags,status\n"
            f'"Crane stops\n\nferry, again",{KELP},1600322788,ferries|work to do,archive\n'
            "https://kelp.example/b,https://kelp.example/b,1600322789,,unread\n",
        )
        assert [draft.story.headline for draft in found] == ["Crane stops ferry, again", ""]
        assert [draft.story.url for draft in found] == [KELP, "https://kelp.example/b"]
        first, second = (draft.carried for draft in found)
        assert first is not None
        assert second is not None
        assert (first.read, first.archived, first.tags) == (True, True, ("ferries", "work to do"))
        assert first.saved is not None
        assert first.saved.iso == "2020-09-17T06:06:28+00:00"
        assert (second.read, second.archived, second.tags) == (False, False, ())
        assert all(draft.story.document.blocks == () for draft in found)

    def test_the_older_columns_and_rows_without_an_address(self) -> None:
        found = drafts(
            pocket_csv.read,
            f"title,url,time_added,cursor,tags,status\nA,{KELP},1,x,,unread\nB,ftp://b.example,1,x,,unread\nC\n",
        )
        assert len(found) == 1
        assert notices(found) == ["2 entries were left out (without a web address); the others were read."]


class TestInstapaper:
    def test_three_generations(self) -> None:
        old = f"URL,Title,Selection,Folder\n{KELP},Crane,A tale of a crane,Archive\n"
        middle = f"URL,Title,Selection,Folder,Timestamp\n{KELP},Crane,,Starred,1600322788\n"
        new = (
            "URL,Title,Selection,Folder,Timestamp,Tags\n"
            f'{KELP},Crane,,Harbour / Work,1600322788,"[""coding"",""a b""]"\n'
        )
        draft, known = only(instapaper.read, old)
        assert draft.story.standfirst == "A tale of a crane"
        assert (known.read, known.archived, known.starred, known.saved) == (True, True, None, None)
        _, known = only(instapaper.read, middle)
        assert (known.starred, known.archived, known.tags) == (True, None, ())
        assert known.saved is not None
        _, known = only(instapaper.read, new)
        assert known.tags == ("Harbour - Work", "coding", "a b")

    def test_unread_isn_t_a_tag_and_broken_tags_cost_nothing(self) -> None:
        _, known = only(instapaper.read, f"URL,Title,Selection,Folder,Timestamp,Tags\n{KELP},C,,Unread,x,[coding\n")
        assert (known.read, known.archived, known.saved) == (False, False, None)
        assert known.tags == ("[coding",)


class TestWallabagTable:
    def test_text_tags_and_a_clock_that_says_only_the_day(self) -> None:
        draft, known = only(
            wallabag_csv.read,
            "Title;URL;Content;Tags;MIME Type;Language;Creation date\n"
            f'Crane;{KELP};"<p>The crane; it <em>stands</em>.</p>";a,b c;text/html;fr_FR;08/09/2016 11:55:58\n',
        )
        assert text(draft.story.document) == "The crane; it stands."
        assert (draft.story.language, known.tags) == ("fr-FR", ("a", "b c"))
        assert known.saved is not None
        assert known.saved.iso == "2016-09-08"


class TestReadwise:
    HEADER = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,"
        "Document tags\n"
    )

    def test_rows_of_one_book_are_one_entry(self) -> None:
        rows = (
            'First words,The Crane,"Mo Tarn, Lee Ash and Bo",B00X,.h2,,,page,1,2024-05-01 10:00:00+00:00,sea\n'
            '"A passage\nof two lines",The Crane,"Mo Tarn, Lee Ash and Bo",B00X,.idea .c1 mine,blue,"x, .y",page,2,'
            "2024-05-01 10:00:01+00:00,sea\n"
            "Other,Another Book,,,,,,page,2,,\n"
            'Thrown away,Another Book,,,,,".discard",page,2,,\n'
            ',The Crane,"Mo Tarn, Lee Ash and Bo",B00X,On all of it,,,page,3,,\n'
        )
        crane, another = drafts(readwise.read, self.HEADER + rows)
        assert (crane.story.headline, crane.story.authors) == ("The Crane", ("Mo Tarn", "Lee Ash", "Bo"))
        assert crane.carried is not None
        assert (crane.carried.tags, crane.carried.note) == (("sea",), "On all of it")
        (highlight,) = crane.carried.highlights
        assert (highlight.quote, highlight.note) == ("A passage\nof two lines", "mine")
        assert (highlight.tags, highlight.colour) == (("x", "idea", "y"), Colour.BLUE)
        assert highlight.created is not None
        assert highlight.created.iso == "2024-05-01T10:00:01+00:00"
        assert another.carried is not None
        assert [each.quote for each in another.carried.highlights] == ["Other"]
        assert notices([crane, another]) == [
            "2 entries were left out (1 marked as heading, 1 discarded); the others were read."
        ]

    def test_articles_are_known_by_their_address(self) -> None:
        found = drafts(
            readwise.read,
            f"Highlight,Title,Author,URL,Note,Location,Date\none,Crane,Mo,{KELP},,1,2024-05-01\n"
            f"two,Crane (updated),Mo,{KELP},,2,2024-05-01\n",
        )
        assert [draft.story.url for draft in found] == [KELP]
        assert found[0].carried is not None
        assert [each.quote for each in found[0].carried.highlights] == ["one", "two"]


class TestReadwiseReader:
    HEADER = "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"

    def test_tags_are_a_python_list(self) -> None:
        row = f"""Crane,{KELP},01a,"['a', ""it's""]",2025-01-20 22:13:02.447000+00:00,0.4,shortlist,True\n"""
        _, known = only(readwise_reader.read, self.HEADER + row)
        assert known.tags == ("a", "it's", "shortlist")
        assert (known.progress, known.archived, known.read) == (0.4, False, False)
        assert known.saved is not None
        assert known.saved.iso == "2025-01-20T22:13:02+00:00"

    def test_hostile_tags_are_text(self) -> None:
        row = f"""Crane,{KELP},01a,"[__import__('os'), 'a']",,100,archive,True\n"""
        _, known = only(readwise_reader.read, self.HEADER + row)
        assert known.tags == ("__import__('os')", "'a'")
        assert (known.progress, known.archived, known.read) == (1.0, True, True)

    def test_feeds_and_mails_are_counted(self) -> None:
        found = drafts(
            readwise_reader.read,
            self.HEADER + f"A,{KELP},1,,,0,new,True\nB,https://b.example,2,,,0,feed,True\n"
            "C,https://c.example,3,['kept'],,0,feed,True\nD,mailto:reader-forwarded-email/5a,4,,,0,new,True\n",
        )
        assert [draft.story.headline for draft in found] == ["A", "C"]
        assert notices(found) == [
            "2 entries were left out (1 from a feed, not saved, 1 sent by mail); the others were read."
        ]


class TestRaindrop:
    HEADER = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"

    def test_folders_notes_and_plain_highlights(self) -> None:
        row = f'1,Crane,"my\nnote",It stands,{KELP},Work / Sea,"a, b c",2024-01-02T03:04:05.123Z,,"one\ntwo",true\n'
        draft, known = only(raindrop.read, self.HEADER + row)
        assert draft.story.standfirst == "It stands"
        assert (known.tags, known.note, known.starred) == (("Work/Sea", "a", "b c"), "my\nnote", True)
        assert [each.quote for each in known.highlights] == ["one", "two"]

    def test_labelled_highlights_without_a_folder(self) -> None:
        row = (
            f'1,Crane,,,{KELP},Unsorted,,,,"Highlight:one\nNote:mine\nand more\nHighlight:two\ngoes on\n\nColor:red",\n'
        )
        _, known = only(raindrop.read, self.HEADER + row)
        assert known.highlights == (
            CarriedHighlight("one", note="mine\nand more"),
            CarriedHighlight("two\ngoes on", colour=Colour.PINK),
        )
        assert (known.tags, known.starred) == ((), None)


class TestMatter:
    def test_state_and_tags(self) -> None:
        draft, known = only(
            matter.read,
            "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,"
            f"File Id\nCrane,Mo Tarn,The Kelp,{KELP},a;b c,900,False,True,True,2,2024-01-02,7\n",
        )
        assert (draft.story.authors, draft.story.source) == (("Mo Tarn",), "The Kelp")
        assert (known.read, known.starred, known.archived, known.tags) == (True, True, True, ("a", "b c"))
        assert known.saved is None


class TestMymind:
    def test_links_and_notes(self) -> None:
        link, note = drafts(
            mymind.read,
            "id,type,title,url,content,note,tags,created\n"
            f'1,Article,Crane,{KELP},,remember,"a,b",2024-01-02T03:04:05Z\n'
            '2,Note,Shopping,,"Buy\n\n- rope\n- tar",,sea,2024-01-02T03:04:05Z\n3,Image,,,,,,\n',
        )
        assert link.carried is not None
        assert (link.carried.note, link.carried.tags) == ("remember", ("a", "b"))
        assert note.story.headline == "Shopping"
        kinds = [block.kind for block in note.story.document.blocks]
        assert kinds == [BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]
        assert notices([note]) == ["1 entry was left out (without an address or words); the others were read."]
