from __future__ import annotations

import re
import textwrap
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers import text as importer
from library.importers._text_words import is_junk
from library.importers.base import SourceFile
from library.importers.tidy import tidy
from library.model import codec
from library.model.document import BlockKind
from library.model.errors import UnreadableFile
from library.model.stamp import StampOrigin
from library.model.story import Draft, NoticeKind, Story

LEDE = (
    "The last basket maker of Orrin Bay closed her shop on Tuesday after fifty years, and the street was said to be "
    "quieter for it by noon."
)
MORE = (
    "She had made, by her own count, some thirty thousand baskets, of which she could describe perhaps a dozen, and "
    "only one of which had ever been returned."
)
LAST = (
    "“It was a good basket,” said Mrs Ilse Farrow, 81. “He was a bad egg, and the handle was never to blame for that.”"
)


def read(content: str | bytes, name: str = "story.txt") -> Draft:
    data = content if isinstance(content, bytes) else content.encode()
    (draft,) = importer.read(SourceFile(f"/stories/{name}", data))
    return draft


def story(content: str, name: str = "story.txt") -> Story:
    return read(content, name).story


def kinds(found: Story) -> list[str]:
    return [block.kind.value for block in found.document.blocks]


def blocks(found: Story) -> list[str]:
    return [block.text for block in found.document.blocks]


SCRAPED = f"""image image

Village trades

Last basket maker of Orrin Bay puts down her knife

PUBLISHED : Tuesday, 03 March, 2015, 8:55pm
UPDATED : Wednesday, 04 March, 2015, 1:05am

{LEDE}

Cooper in neighbouring Tallow says he will stay to the end

{MORE}

{LAST}

Additional reporting by the Harbour News Service
"""


def test_a_scraped_story_is_told_from_its_furniture() -> None:
    found = story(SCRAPED)
    assert found.kicker == "Village trades"
    assert found.headline == "Last basket maker of Orrin Bay puts down her knife"
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.iso, found.published.origin) == ("2015-03-03T20:55", StampOrigin.LABEL)
    assert found.updated.iso == "2015-03-04T01:05"
    assert [other.headline for other in found.related] == ["Cooper in neighbouring Tallow says he will stay to the end"]
    assert kinds(found) == ["paragraph", "related-headline", "paragraph", "paragraph"]
    assert found.credit == "Additional reporting by the Harbour News Service"
    assert found.language == "en"
    assert read(SCRAPED).notices == ()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_line_ends_and_encodings_change_nothing(end: str, encoding: str) -> None:
    assert read(SCRAPED.replace("\n", end).encode(encoding)).story == story(SCRAPED)


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ("By Ada Quill in Orrin Bay", ("Ada Quill",), ""),
        ("BY ADA QUILL AND JON VAN DER MEER", ("Ada Quill", "Jon Van Der Meer"), ""),
        ("By Ada Quill, Jon Peel and Wim de Boer", ("Ada Quill", "Jon Peel", "Wim de Boer"), ""),
        ("By Ada Quill, Crafts Correspondent", ("Ada Quill",), ""),
        ("Ada Quill, Reuters", ("Ada Quill",), "Reuters"),
        ("Von Ada Quill", ("Ada Quill",), ""),
        ("Author: Ada Quill", ("Ada Quill",), ""),
        ("By Ada Quill | 3 March 2015", ("Ada Quill",), ""),
    ],
)
def test_bylines_name_their_authors(line: str, authors: tuple[str, ...], source: str) -> None:
    found = story(f"Basket maker of Orrin Bay retires\n\n{line}\n\n{LEDE}\n\n{MORE}\n")
    assert (found.headline, found.authors, found.source) == ("Basket maker of Orrin Bay retires", authors, source)
    assert blocks(found) == [LEDE, MORE]


@pytest.mark.parametrize(
    "headline", ["By the book: how a basket is made", "Di Maria scores twice", "From reed to basket in nine days"]
)
def test_a_headline_that_begins_like_a_byline_stays_a_headline(headline: str) -> None:
    found = story(f"{headline}\n\n{LEDE}\n\n{MORE}\n")
    assert (found.headline, found.authors) == (headline, ())


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("3 March 2015", "2015-03-03", None),
        ("Tuesday, March 3, 2015 8:55 p.m. EST", "2015-03-03T20:55-05:00", None),
        ("Published 3 March 2015 | Updated 4 March 2015 11:30", "2015-03-03", "2015-03-04T11:30"),
        ("Last updated: 2015-03-04T11:30:00Z", None, "2015-03-04T11:30:00+00:00"),
        ("Veröffentlicht: 3. März 2015, 20:55 Uhr", "2015-03-03T20:55", None),
        ("発行 2015年3月3日", None, None),
    ],
)
def test_date_lines_below_a_headline(line: str, published: str | None, updated: str | None) -> None:
    found = story(f"Basket maker of Orrin Bay retires\n\n{line}\n\n{LEDE}\n\n{MORE}\n")
    assert (found.published and found.published.iso, found.updated and found.updated.iso) == (published, updated)


def test_a_standfirst_stands_between_headline_and_byline() -> None:
    found = story(f"Basket maker retires\n\nShe leaves one shop and no heirs.\n\nBy Ada Quill\n\n{LEDE}\n\n{MORE}")
    assert (found.headline, found.standfirst) == ("Basket maker retires", "She leaves one shop and no heirs.")
    assert blocks(found) == [LEDE, MORE]


@pytest.mark.parametrize(
    ("dateline", "dash"),
    [
        ("ORRIN BAY (Harbour News)", " - "),
        ("ORRIN BAY, March 3", " — "),
        ("ORRIN BAY, Norland, March 3, 2015", " -- "),
        ("Tallow (dpa)", " - "),
    ],
)
def test_a_dateline_is_named_and_stays_in_its_paragraph(dateline: str, dash: str) -> None:
    found = story(f"Basket maker retires\n\n{dateline}{dash}{LEDE}\n\n{MORE}")
    assert found.dateline == dateline
    assert blocks(found)[0] == f"{dateline}{dash}{LEDE}"


@pytest.mark.parametrize(
    ("lede", "dateline"),
    [
        ("【柳汀日报讯】老人关了店铺，街道安静了许多。", "柳汀日报讯"),
        ("新声社柳汀3月3日电 老人关了店铺，街道安静了许多。", "新声社柳汀3月3日电"),
        ("US-led traders say the basket trade is dead, and that nobody misses it at all.", ""),
        ("I - for one - shall miss the basket trade, and the maker, and the baskets.", ""),
    ],
)
def test_datelines_in_chinese_and_what_is_none(lede: str, dateline: str) -> None:
    found = story(f"Basket maker retires\n\n{lede}\n\n{MORE}")
    assert (found.dateline, blocks(found)[0]) == (dateline, lede)


def test_a_dateline_with_a_year_dates_the_story() -> None:
    found = story(f"Basket maker retires\n\nORRIN BAY, March 3, 2015 -- {LEDE}\n\n{MORE}")
    assert found.published is not None
    assert (found.published.iso, found.published.origin) == ("2015-03-03", StampOrigin.DATELINE)


def test_short_lines_alone_are_subheads_and_long_ones_other_headlines() -> None:
    text = f"Basket maker retires\n\n{LEDE}\n\nA bad egg\n\n{MORE}\n\nThe last day\n\n{LAST}"
    assert kinds(story(text)) == ["paragraph", "heading", "paragraph", "heading", "paragraph"]
    long = text.replace("A bad egg", "Cooper in Tallow vows to outlast every other trade")
    assert [
        r.headline
        for r in story(long.replace("The last day", "Rope walk to reopen as a museum of rope next year")).related
    ] == [
        "Cooper in Tallow vows to outlast every other trade",
        "Rope walk to reopen as a museum of rope next year",
    ]


def test_lists_quotes_rules_columns_and_notes() -> None:
    table = "Year      Baskets     Returned\n1990      810         0\n1991      790         1"
    found = story(
        f"Basket maker retires\n\n{LEDE}\n\n- willow\n- rush\n- cane\n\n1. cut\n2. soak\n3. weave\n\n> So be it.\n\n"
        f"* * *\n\n{table}\n\n{MORE}\n\nCorrection: An earlier version gave her age as 18.\n"
    )
    assert kinds(found)[1:] == [*["list-item"] * 6, "quote", "rule", "preformatted", "paragraph", "editors-note"]
    assert [block.number for block in found.document.blocks[1:7]] == [None, None, None, 1, 2, 3]
    assert blocks(found)[1:7] == ["willow", "rush", "cane", "cut", "soak", "weave"]
    assert found.document.blocks[9].text == table


def test_hard_wrapped_lines_are_joined_and_hyphens_kept_unless_the_text_knows_better() -> None:
    wrapped = (
        "Basket maker retires\n\n"
        "The last basket maker of Orrin Bay closed her shop on Tuesday after a long-\n"
        "running quarrel with the reed, which she had always thought a quarrel-\n"
        "some plant. Nobody was ever so quarrelsome as the reed, she told me.\n"
    )
    assert blocks(story(wrapped)) == [
        "The last basket maker of Orrin Bay closed her shop on Tuesday after a long-running quarrel with the reed, "
        "which she had always thought a quarrelsome plant. Nobody was ever so quarrelsome as the reed, she told me."
    ]


def test_headers_of_a_letter_are_read_as_what_they_say() -> None:
    found = story(
        "From: Ada Quill <ada@orrin.example>\nTo: desk@orrin.example\nSubject: The last basket\n"
        f"Date: Tue, 3 Mar 2015 20:55:00 -0500\nOrganization: The Orrin Gazette\n\n{LEDE}\n\n{MORE}\n"
    )
    assert (found.headline, found.authors, found.source) == ("The last basket", ("Ada Quill",), "The Orrin Gazette")
    assert found.published is not None
    assert found.published.iso == "2015-03-03T20:55:00-05:00"
    assert blocks(found) == [LEDE, MORE]


def test_a_message_in_mime_is_unpacked() -> None:
    found = story(
        "MIME-Version: 1.0\r\nFrom: Ada Quill <ada@orrin.example>\r\nSubject: =?utf-8?q?The_last_basket=E2=80=A6?=\r\n"
        "Date: Tue, 3 Mar 2015 20:55:00 -0500\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 was empty by noon, they said, =\r\nand cold.\r\n"
    )
    assert (found.headline, blocks(found)) == ("The last basket…", ["The café was empty by noon, they said, and cold."])


def test_a_telegram_of_an_agency_is_read() -> None:
    found = read(
        f"\x01eca001 4 i 100  hns 001\r\n\r\nOrrin-trades/\r\n\x02REFILE\nBasket maker retires =\r\n\r\n"
        f"   Orrin Bay (hns) - {LEDE}\r\n\r\n\x03032055 GMT Mar 15\r\n".encode()
    ).story
    assert (found.headline, found.kicker, found.keywords) == ("Basket maker retires", "REFILE", ("Orrin-trades",))
    assert found.published is not None
    assert found.published.iso == "2015-03-03T20:55+00:00"
    assert found.dateline == "Orrin Bay (hns)"


def test_address_date_and_title_on_the_first_lines() -> None:
    found = story(
        "http://news.example/a/1/\n2011-05-31T12:30:00+0900\n籠を編む最後の人\n村の籠屋が店を閉じた。みんなが惜しんでいる。\n"
    )
    assert (found.url, found.headline, found.language) == ("http://news.example/a/1/", "籠を編む最後の人", "ja")
    assert found.published is not None
    assert found.published.iso == "2011-05-31T12:30:00+09:00"
    assert blocks(found) == ["村の籠屋が店を閉じた。みんなが惜しんでいる。"]


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("2007-03-14-baskets.txt", "2007-03-14"),
        ("14Mar2007Name.txt", "2007-03-14"),
        ("Name__8Feb2007Quill278.txt", "2007-02-08"),
        ("20070314_baskets.txt.gz", "2007-03-14"),
    ],
)
def test_the_files_name_gives_the_date_the_text_lacks_and_says_so(name: str, iso: str) -> None:
    draft = read(f"Basket maker retires\n\n{LEDE}\n\n{MORE}", name)
    assert draft.story.published is not None
    assert (draft.story.published.iso, draft.story.published.origin) == (iso, StampOrigin.FILE_NAME)
    assert [notice.kind for notice in draft.notices] == [NoticeKind.GUESSED_DATE]


def test_a_date_that_reads_two_ways_is_said_to_be_a_guess() -> None:
    draft = read(f"Basket maker retires\n\nPublished: 03/04/2015\n\n{LEDE}\n\n{MORE}")
    assert [notice.kind for notice in draft.notices] == [NoticeKind.GUESSED_DATE]


def test_without_a_headline_the_first_sentence_serves_and_the_body_keeps_it() -> None:
    draft = read("Mr. Peel of St. Orrin left. Nobody saw him go, and nobody asked why he had, for he was like that.")
    assert draft.story.headline == "Mr. Peel of St. Orrin left."
    assert blocks(draft.story)[0].startswith("Mr. Peel of St. Orrin left. Nobody")
    assert [notice.kind for notice in draft.notices] == [NoticeKind.NO_HEADLINE]


@pytest.mark.parametrize("content", ["basket", "https://news.example/a", "..."])
def test_next_to_nothing_is_still_a_story(content: str) -> None:
    found = story(content)
    assert (found.headline, blocks(found)) == (content, [content])


@pytest.mark.parametrize("data", [b"\n \r\n\t\n", b"\x00\x00", "\u200b\ufeff".encode(), b"\x0c"])
def test_nothing_but_blanks_is_unreadable(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        read(data)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("סל אחרון בנמל. היא סגרה את החנות ביום שלישי אחרי חמישים שנה.", "he"),
        ("أغلقت آخر صانعة سلال متجرها يوم الثلاثاء بعد خمسين عاما.", "ar"),
        ("她在五十年后关闭了自己的店铺，街道因此安静了许多。", "zh"),
        ("마지막 바구니 장인이 화요일에 가게 문을 닫았다.", "ko"),
        (
            "Die letzte Korbmacherin hat ihren Laden am Dienstag geschlossen, und das ist nicht gut für die Straße.",
            "de",
        ),
        ("La dernière vannière a fermé son atelier mardi, et les voisins ne savent pas où acheter des paniers.", "fr"),
        ("Basket. Reed. Knife.", ""),
    ],
)
def test_a_language_is_named_only_where_it_is_sure(text: str, language: str) -> None:
    assert story(text).language == language


def words(text: str) -> Counter[str]:
    return Counter(char for char in tidy(text) if char.isalnum())


lines = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
    st.sampled_from(
        [
            "image image",
            "Share | Print",
            "By Ada Quill",
            "3 March 2015",
            "PUBLISHED : 3 March 2015",
            "Advertisement",
            "A bad egg",
            "- willow",
            "1. cut",
            "2. soak",
            "> quoted",
            "Reuters",
            "© 2015 The Gazette",
            "Correction: wrong.",
            "Read also: Ropes",
            "Tags: reed, rush",
            "***",
            "https://news.example/a",
            "From: Ada Quill",
            "Subject: Baskets",
            "Tallow (dpa) - It rained.",
            "a    b    c    d",
        ]
    ),
    st.just(LEDE),
)


@settings(deadline=None)
@given(st.lists(st.tuples(lines, st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n"]))))
def test_no_letter_of_any_text_is_lost(parts: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in parts)
    try:
        arranged = importer.arrange(text, "story.txt")
    except UnreadableFile:
        assert not tidy(text).strip()
        return
    numbers = "".join(str(block.number) for block in arranged.story.document.blocks if block.number is not None)
    kept = words("\n".join([*(block.text for block in arranged.story.document.blocks), *arranged.consumed, numbers]))
    assert kept == words(text)
    found = arranged.story
    # As JSON, which writes letters that this Python knows no name for as they are.
    known = f"{codec.story_to_json(found)}{found.published}".casefold()
    for line in arranged.consumed:
        assert (
            is_junk(line)
            or line.casefold() in known
            or any(word.casefold() in known for word in re.findall(r"\w+", line))
        ), line


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_story_or_unreadable(data: bytes) -> None:
    try:
        draft = read(data)
    except UnreadableFile:
        return
    assert draft.story.headline
    assert draft.story.document.blocks


sentences = st.sampled_from([LEDE, MORE, "It rained on the reeds and on the just alike.", "“Nobody asked,” she said."])
paragraphs = st.lists(sentences, min_size=3, max_size=6).map(" ".join)


@settings(deadline=None)
@given(st.lists(paragraphs, min_size=2, max_size=5), st.integers(60, 80))
def test_wrapping_a_text_changes_nothing(body: list[str], width: int) -> None:
    text = "\n\n".join(["Basket maker of Orrin Bay retires", "By Ada Quill", *body])
    wrapped = "\n\n".join(
        textwrap.fill(part, width, break_on_hyphens=False, break_long_words=False) for part in text.split("\n\n")
    )
    assert story(wrapped) == story(text)


def test_five_megabytes_on_one_line_take_no_more_than_a_moment() -> None:
    data = b"the reed and the rush, " * 220_000
    start = time.process_time()
    found = read(data).story
    assert time.process_time() - start < 5
    assert len(found.document.blocks) == 1
    assert found.document.blocks[0].kind is BlockKind.PARAGRAPH
