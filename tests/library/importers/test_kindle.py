"""Kindle's clippings, in the languages of its devices."""

from __future__ import annotations

import pytest

from library.importers.base import SourceFile
from library.importers.kindle import read
from library.model.carried import CarriedHighlight
from library.model.errors import UnreadableFile
from library.model.story import Draft


def drafts(clippings: str) -> list[Draft]:
    return list(read(SourceFile("My Clippings.txt", clippings.encode())))


def record(about: str, words: str, title: str = "The Crane (Mo Tarn)") -> str:
    return f"{title}\r\n- {about}\r\n\r\n{words}\r\n==========\r\n"


def highlights(clippings: str) -> tuple[CarriedHighlight, ...]:
    (draft,) = drafts(clippings)
    assert draft.carried is not None
    return draft.carried.highlights


@pytest.mark.parametrize(
    ("about", "iso"),
    [
        (
            "Your Highlight on page 12 | Location 345-347 | Added on Friday, January 17, 2020 9:29:28 PM",
            "2020-01-17T21:29:28",
        ),
        ("Highlight Loc. 345-47 | Added on Sunday, July 04, 2010, 09:38 PM", "2010-07-04T21:38"),
        (
            "Ihre Markierung auf Seite 39 | bei Position 345-347 | Hinzugefügt am Dienstag, 5. März 2024 21:12:45",
            "2024-03-05T21:12:45",
        ),
        (
            "La subrayado en la página 6 | posición 345-347 | Añadido el martes, 12 de marzo de 2024 21:30:15",
            "2024-03-12T21:30:15",
        ),
        (
            "Votre surlignement sur la page 2 | emplacement 345-347 | Ajouté le lundi 17 décembre 2012 à 08:27:45",
            "2012-12-17T08:27:45",
        ),
        (
            "La tua evidenziazione alla posizione 345-347 | Aggiunto in data martedì 5 marzo 2024 18:40:02",
            "2024-03-05T18:40:02",
        ),
        (
            "Seu destaque na página 33 | posição 345-347 | Adicionado: terça-feira, 5 de março de 2024 09:12:45",
            "2024-03-05T09:12:45",
        ),
        ("4ページ|位置No. 345-347のハイライト |作成日: 2022年5月28日土曜日 13:21:54", "2022-05-28T13:21:54"),
        ("您在第 12 页（位置 #345-347）的标注 | 添加于 2023年6月10日星期六 下午9:18:40", "2023-06-10T21:18:40"),
    ],
)
class TestLanguages:
    NOTES = (
        "Your Note on page 12 | Location 347 | Added on Friday, January 17, 2020 9:30:00 PM",
        "Ihre Notiz bei Position 347 | Hinzugefügt am Dienstag, 5. März 2024 21:13:00",
        "Tu nota en la página 6 | posición 347 | Añadido el martes, 12 de marzo de 2024 21:31:00",
        "Votre note sur la page 2 | emplacement 347 | Ajouté le lundi 17 décembre 2012 à 08:28:00",
        "Le mie note alla posizione 347 | Aggiunto in data martedì 5 marzo 2024 18:41:00",
        "Sua nota na posição 347 | Adicionado: terça-feira, 5 de março de 2024 09:13:00",
        "位置No. 347のメモ |作成日: 2022年5月28日土曜日 13:22:00",
        "您在位置 #347的笔记 | 添加于 2023年6月10日星期六 下午9:19:00",
    )
    MARKS = (
        "Your Bookmark",
        "Ihr Lesezeichen",
        "Tu marcador",
        "Votre signet",
        "Il mio segnalibro",
        "ブックマーク",
        "书签",
    )

    def test_highlights_notes_and_bookmarks(self, about: str, iso: str) -> None:
        marks = "".join(record(f"{mark} Location 9 | Added on x", "") for mark in self.MARKS)
        for note in self.NOTES:
            (found,) = highlights(marks + record(about, "The crane stands.") + record(note, "Does it?"))
            assert (found.quote, found.note) == ("The crane stands.", "Does it?")
            assert found.created is not None
            assert found.created.iso == iso


AT = "Your Highlight on Location {} | Added on Friday, January 17, 2020 9:29:28 PM"
NOTE = "Your Note on Location {} | Added on Friday, January 17, 2020 9:29:28 PM"


@pytest.mark.parametrize(
    ("title", "headline", "authors"),
    [
        ("The Crane (Mo Tarn)", "The Crane", ("Mo Tarn",)),
        ("The Crane (Harbours #2) (Tarn, Mo;Lee Ash)", "The Crane (Harbours #2)", ("Mo Tarn", "Lee Ash")),
        ("The Crane (Mo (the Elder) Tarn)", "The Crane", ("Mo (the Elder) Tarn",)),
        ("The Crane", "The Crane", ()),
        ("(Untold)", "(Untold)", ()),
        ("The Crane (Unknown)", "The Crane", ()),
        ("鶴の港（森 太郎）", "鶴の港", ("森 太郎",)),
    ],
)
def test_titles_and_authors(title: str, headline: str, authors: tuple[str, ...]) -> None:
    (draft,) = drafts(record(AT.format(1), "words", title))
    assert (draft.story.headline, draft.story.authors) == (headline, authors)


def test_a_book_is_one_entry_in_its_own_order() -> None:
    one, other = drafts(
        "\ufeff"
        + record(AT.format("90-95"), "later")
        + "\ufeff"
        + record(AT.format("7-8"), "elsewhere", "Other (B)")
        + "\ufeff"
        + record(AT.format("10-12"), "sooner")
    )
    assert one.carried is not None
    assert [each.quote for each in one.carried.highlights] == ["sooner", "later"]
    assert other.story.headline == "Other"
    assert (one.story.url, one.story.document.blocks) == ("", ())


def test_what_was_changed_stands_once() -> None:
    found = highlights(
        record(AT.format("10-12"), "The crane stands at")
        + record(AT.format("10-14"), "The crane stands at the quay and waits.")
        + record(NOTE.format(14), "Does it realy?")
        + record(NOTE.format(14), "Does it really?")
        + record(AT.format("10-30"), "Something else that begins at the same place, quite unlike it.")
        + record(AT.format("13-13"), "quay")
    )
    assert [(each.quote, each.note) for each in found] == [
        ("The crane stands at the quay and waits.", "Does it really?"),
        ("Something else that begins at the same place, quite unlike it.", ""),
        ("quay", ""),
    ]


def test_a_note_without_a_highlight_stays_a_note() -> None:
    found = highlights(record(AT.format("10-12"), "The crane") + record(NOTE.format(500), "Ask Mo"))
    assert [(each.quote, each.note) for each in found] == [("The crane", ""), ("", "Ask Mo")]


def test_an_end_written_short() -> None:
    found = highlights(
        record("Highlight Loc. 1998-02 | Added on x", "The crane") + record("Note Loc. 2001 | Added on x", "mine")
    )
    assert [(each.quote, each.note) for each in found] == [("The crane", "mine")]


def test_limits_and_damage_are_told() -> None:
    (draft,) = drafts(
        record(AT.format("1-2"), "The crane")
        + record(AT.format("3-4"), "<You have reached the clipping limit for this item>")
        + record(AT.format("5-6"), "")
        + "half a record"
    )
    assert [notice.sentence for notice in draft.notices] == [
        "3 entries were left out (1 beyond the publisher's limit, 1 without words, 1 damaged); the others were read."
    ]


def test_a_file_of_bookmarks_alone_has_nothing() -> None:
    with pytest.raises(UnreadableFile):
        drafts(record("Your Bookmark on Location 1 | Added on x", ""))
