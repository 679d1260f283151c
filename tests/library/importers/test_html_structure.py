"""How the parts of a saved page are set: captions, galleries, tables, cards, boxes, and what a paywall left over."""

from __future__ import annotations

import pytest

from library.importers._html import story
from library.importers._html.story import read_fragment
from library.importers.base import SourceFile
from library.importers.html import read
from library.model.document import Block, BlockKind, text
from library.model.story import Draft, NoticeKind

LONG = (
    "The ferry to Brannock left an hour late on Tuesday because the harbour crane had jammed with a load of cement, "
    "and nobody on the quay could say who had the key to its cabin."
)
MORE = (
    "Harbour master Ida Quell said the crane would be taken apart over the winter and that the islanders would be "
    "asked which of the two piers should carry its successor."
)
LAST = (
    "The council meets again on the second of March, when the cost of the new crane, put at four million crowns, is "
    "to be divided between the three parishes that use it."
)
ARTICLE = f"<p>{LONG}</p><p>{MORE}</p><p>{LAST}</p>"


def draft(body: str, head: str = "", around: str = "{}") -> Draft:
    article = f"<article><h1>Crane stops ferry</h1>{body}</article>"
    markup = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Crane stops ferry</title>{head}</head>'
        f"<body>{around.format(article)}</body></html>"
    )
    (only,) = read(SourceFile("page.html", markup.encode()))
    return only


def blocks(body: str, head: str = "") -> tuple[Block, ...]:
    return draft(body, head).story.document.blocks


def kinds(found: tuple[Block, ...]) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in found]


def between(markup: str) -> list[tuple[BlockKind, str]]:
    """What becomes of markup between the second and the third paragraph."""
    found = kinds(blocks(f"<p>{LONG}</p><p>{MORE}</p>{markup}<p>{LAST}</p>"))
    assert (found[0], found[1], found[-1]) == (para(LONG), para(MORE), para(LAST))
    return found[2:-1]


def para(words: str) -> tuple[BlockKind, str]:
    return BlockKind.PARAGRAPH, words


class TestCaptions:
    def test_a_label_for_screen_readers_does_not_part_a_picture_from_its_caption(self) -> None:
        figure = (
            '<figure itemid="https://a.example/quay.jpg"><div><span>Image</span></div><figcaption>'
            '<span>The quay at noon.</span><span itemprop="copyrightHolder"><span>Credit</span><span>Una Brook</span>'
            "</span></figcaption></figure>"
        )
        (block,) = [block for block in blocks(f"<p>{LONG}</p><p>{MORE}</p>{figure}<p>{LAST}</p>") if block.image]
        assert block.image is not None
        assert (block.text, block.image.credit) == ("The quay at noon.", "Una Brook")

    def test_a_picture_of_a_page_without_an_address_keeps_its_frame(self) -> None:
        figure = '<figure><img src="pix/quay.jpg" alt="A quay"><figcaption>The quay at noon</figcaption></figure>'
        (block,) = [block for block in blocks(f"<p>{LONG}</p><p>{MORE}</p>{figure}<p>{LAST}</p>") if block.image]
        assert block.image is not None
        assert (block.image.address, block.text) == ("pix/quay.jpg", "The quay at noon")

    @pytest.mark.parametrize("source", ["javascript:x.jpg", "file.jpg onerror=x", "x", "data:,x.jpg"])
    def test_what_is_no_path_of_a_picture_makes_no_frame(self, source: str) -> None:
        found = blocks(f'<p>{LONG}</p><p>{MORE}</p><img src="{source}"><p>{LAST}</p>')
        assert [block for block in found if block.image] == []

    def test_a_lead_picture_is_kept_whatever_the_frame_of_the_page_is_called(self) -> None:
        frame = '<div class="content-sidebar-wrap"><div class="lead"><img src="https://a.example/l.jpg"></div>{}</div>'
        found = draft(ARTICLE, around=frame).story.document.blocks
        assert [block.image.address for block in found if block.image] == ["https://a.example/l.jpg"]

    def test_a_text_framed_as_a_figure_is_no_caption(self) -> None:
        figure = f'<figure>{ARTICLE}<figure><img src="https://a.example/1.jpg"></figure><p>{MORE} {LAST}</p></figure>'
        assert [block.text for block in blocks(figure) if not block.image] == [LONG, MORE, LAST, f"{MORE} {LAST}"]

    @pytest.mark.parametrize(
        ("caption", "words", "credit"),
        [
            ("The quay at noon. © Una Brook", "The quay at noon.", "© Una Brook"),
            ("The <em>quay</em> Photo: Una Brook/AP", "The quay", "Photo: Una Brook/AP"),
            (
                "The quay. Image: of what it was. Now it is gone.",
                "The quay. Image: of what it was. Now it is gone.",
                "",
            ),
            ("<b>CreditCredit</b>Una Brook", "CreditCreditUna Brook", ""),
            ('<span class="credit">CreditCreditUna Brook</span>', "", "Una Brook"),
        ],
    )
    def test_the_credit_at_a_captions_end_is_told_from_it(self, caption: str, words: str, credit: str) -> None:
        figure = f'<figure><img src="https://a.example/1.jpg"><figcaption>{caption}</figcaption></figure>'
        (block,) = [block for block in blocks(f"<p>{LONG}</p><p>{MORE}</p>{figure}<p>{LAST}</p>") if block.image]
        assert block.image is not None
        assert (block.text, block.image.credit) == (words, credit)


class TestGalleries:
    GALLERY = (
        '<div class="photo-gallery"><h3>The sound in pictures</h3><ul><li><img src="https://a.example/1.jpg">'
        "<h4>1/2 Fog</h4><p>Fog over the sound in the week of the regatta.</p></li>"
        "<li><h4>2/2 Ice</h4><p>Ice in the old harbour, which had not frozen for a dozen winters.</p></li></ul></div>"
    )

    def test_a_gallery_in_a_story_has_captions_and_no_paragraphs(self) -> None:
        body = f"<p>{LONG}</p><p>{MORE}</p>{self.GALLERY}<p>{LAST}</p><p>{LONG} {MORE}</p>"
        found = blocks(body)
        assert [block.text for block in found if block.image] == [
            "1/2 Fog Fog over the sound in the week of the regatta. 2/2 Ice Ice in the old harbour, which had not "
            "frozen for a dozen winters."
        ]
        assert [block.text for block in found if not block.image] == [LONG, MORE, LAST, f"{LONG} {MORE}"]

    def test_a_page_that_is_a_gallery_keeps_its_texts(self) -> None:
        slides = "".join(f"<h3>Slide</h3><p>{words}</p>" for words in (LONG, MORE, LAST))
        found = blocks(f'<div class="slideshow">{slides}</div>')
        assert [block.text for block in found if block.kind is BlockKind.PARAGRAPH] == [LONG, MORE, LAST]


class TestTablesAndLists:
    def test_a_table_keeps_its_caption_above_it(self) -> None:
        table = (
            "<table><caption>Depths at low tide</caption><tr><th>Pier</th><th>Depth</th></tr>"
            "<tr><td>East</td><td>4 m</td></tr></table>"
        )
        assert between(table) == [para("Depths at low tide"), (BlockKind.TABLE, "Pier\tDepth\nEast\t4 m")]

    def test_a_bulleted_card_with_a_heading_is_no_list_item(self) -> None:
        cards = (
            "<ul><li><h3>East pier</h3><p>It is the older of the two, and the deeper.</p></li>"
            "<li><h3>West pier</h3><p>It was built for herring, and is too narrow.</p></li></ul>"
        )
        assert between(cards) == [
            (BlockKind.HEADING, "East pier"),
            para("It is the older of the two, and the deeper."),
            (BlockKind.HEADING, "West pier"),
            para("It was built for herring, and is too narrow."),
        ]

    def test_a_numbered_step_with_a_heading_keeps_its_number(self) -> None:
        (reading,) = [read_fragment("<ol start=4><li><h3>Hook</h3><p>Take it off.</p></li></ol>")]
        assert [(block.kind, block.number) for block in reading.blocks] == [
            (BlockKind.HEADING, None),
            (BlockKind.LIST_ITEM, 4),
        ]


class TestLiveBlogs:
    def test_each_post_begins_with_its_time_and_heading(self) -> None:
        titles = ("The crane moves", "", "The key is found")
        posts = "".join(
            f'<div class="post p{n}"><div><time>1{n}:05</time></div>{f"<h2>{title}</h2>" if title else ""}'
            f'<span class="author">Mo Tarn</span><div class="body"><p>{n}. {LONG}</p></div></div>'
            for n, title in enumerate(titles)
        )
        found = kinds(blocks(f'<div class="liveblog">{posts}</div>'))
        assert [each for each in found if each[0] is BlockKind.HEADING] == [
            (BlockKind.HEADING, "10:05 · The crane moves"),
            (BlockKind.HEADING, "11:05"),
            (BlockKind.HEADING, "12:05 · The key is found"),
        ]
        assert [words for kind, words in found if kind is BlockKind.PARAGRAPH] == [f"{n}. {LONG}" for n in range(3)]

    def test_an_interview_keeps_who_speaks(self) -> None:
        found = blocks(f"<p>{LONG}</p><p><b>Sound:</b> And now?</p><p><b>Quell:</b> Now we wait.</p><p>{MORE}</p>")
        assert [block.text for block in found] == [LONG, "Sound: And now?", "Quell: Now we wait.", MORE]
        assert [[span.text for span in block.spans if span.marks] for block in found[1:3]] == [["Sound:"], ["Quell:"]]


class TestHead:
    def test_a_standfirst_that_is_the_list_the_text_begins_with_is_not_told_twice(self) -> None:
        points = ("The crane has jammed since Monday.", "Nobody has the key to its cabin.")
        head = f'<meta name="description" content="{" ".join(points)}">'
        items = "".join(f"<li>{point}</li>" for point in points)
        found = draft(f"<ul>{items}</ul>{ARTICLE}", head).story
        assert found.standfirst == ""
        assert [block.text for block in found.document.blocks][:2] == list(points)

    def test_a_linked_keyword_above_the_text_is_the_kicker(self) -> None:
        head = '<meta name="keywords" content="Islands, Ferries">'
        found = draft(f'<h2><a href="https://a.example/islands">Islands</a></h2>{ARTICLE}', head).story
        assert (found.kicker, found.document.blocks[0].text) == ("Islands", LONG)

    def test_a_second_copy_of_a_tables_head_goes(self) -> None:
        head = "<tr><th>Pier</th><th>Depth</th></tr>"
        rows = "<tr><td>East</td><td>4 m</td></tr>" * 2
        assert between(f"<table>{head}{head}{rows}</table>") == [(BlockKind.TABLE, "Pier\tDepth\nEast\t4 m\nEast\t4 m")]


class TestChoice:
    def test_a_story_that_the_judge_passes_over_is_found_by_its_running_text(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(story, "article_text", lambda tree: "The Sound\n49 min read\nCurated")
        head = "<div><p>The Sound</p><p>49 min read</p><p>Curated</p></div>"
        found = draft(ARTICLE * 3, around=f"{head}<div class='sidebar'><p>{LONG}</p></div>{{}}").story.document
        assert {block.text for block in found.blocks} == {LONG, MORE, LAST}

    def test_a_note_of_short_lines_is_whole(self) -> None:
        body = (
            "<div><p>Gone fishing till Sunday.</p></div><div><p>Back on Monday at noon.</p></div><ul><li>The key is "
            "with Mo in the blue house, beside the church.</li></ul><div><p>Please feed the cat.</p></div>"
        )
        assert len(blocks(body)) == 4

    def test_a_text_in_a_place_with_a_misleading_name_is_kept(self) -> None:
        assert text(draft(f'<div class="cta">{ARTICLE}</div><p>{MORE} {LAST}</p>').story.document).startswith(LONG)


class TestHeadings:
    def test_the_subhead_a_story_begins_with_is_kept(self) -> None:
        found = kinds(blocks(f"<h2>The key</h2><p>{LONG}</p><h2>The crane</h2><p>{MORE}</p><p>{LAST}</p>"))
        assert found[0] == (BlockKind.HEADING, "The key")

    def test_a_last_line_set_as_a_heading_is_kept(self) -> None:
        found = kinds(blocks(f"{ARTICLE}<h3>The ferry leaves again on Friday at noon.</h3>"))
        assert found[-1] == (BlockKind.HEADING, "The ferry leaves again on Friday at noon.")

    def test_a_heading_with_nothing_below_it_goes(self) -> None:
        assert kinds(blocks(f"{ARTICLE}<p>{LONG} {MORE}</p><h3>Our other titles</h3>"))[-1] == para(f"{LONG} {MORE}")

    def test_a_subhead_above_pictures_is_kept(self) -> None:
        pictures = '<img src="https://a.example/1.jpg"><img src="https://a.example/1.jpg">'
        found = between(f"<h3>Two views</h3><p>{pictures}</p>")
        assert found[0] == (BlockKind.HEADING, "Two views")


class TestFurniture:
    @pytest.mark.parametrize(
        "box",
        [
            '<div><h3>The morning post</h3><p>All the news of the sound.</p><input type="email"></div>',
            '<div class="inlineSignUp"><h3>Our letter</h3><p>All the news of the sound, every morning.</p></div>',
            '<div class="vjs-menu"><ul><li>descriptions off, selected</li><li>Chapters</li></ul></div>',
            '<div role="dialog" aria-modal="true"><p>Your subscription is being used on another device.</p></div>',
            '<div class="w-condition-invisible"><h3>This is a heading</h3><p>Here goes the text.</p></div>',
            "<p>Video Player</p>",
            "<p>Click to Tweet</p>",
        ],
    )
    def test_boxes_between_paragraphs_go(self, box: str) -> None:
        assert between(box) == []

    def test_cards_under_a_label_at_the_end_become_related_headlines(self) -> None:
        cards = "".join(
            f'<h3>Opinion <a href="https://a.example/{n}">{title}</a></h3><p>A columnist writes that the sound is not '
            "what it was, and that nobody has asked those who live on it what they would do about it.</p>"
            for n, title in enumerate(("Who wants a bridge", "The herring comes back"))
        )
        story = draft(f"{ARTICLE}<h2>More stories</h2>{cards}").story
        assert [block.text for block in story.document.blocks if block.kind is not BlockKind.RELATED] == [
            LONG,
            MORE,
            LAST,
        ]


PAID = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
COUNTED = PAID.replace("false}", 'false,"wordCount":"900"}')


class TestTeasers:
    @pytest.mark.parametrize(
        ("head", "body"),
        [
            (PAID, f"<p>{LONG}</p><p>{MORE}</p>"),
            (COUNTED, ARTICLE + ARTICLE.replace("crane", "mast")),
            ("", f"{ARTICLE}<p>Subscribe now to continue reading</p>"),
            ("", f"{ARTICLE}<div class='paywall'><p>Already a subscriber? <a href='/in'>Sign in</a></p></div>"),
            ("", f"{ARTICLE}<p>Jetzt weiterlesen mit Sund Plus</p>"),
            (PAID, f"{ARTICLE}<p>{LONG} {MORE}</p><p>{MORE} {LAST} And yet…</p>"),
        ],
    )
    def test_the_beginning_of_a_paid_story_says_so(self, head: str, body: str) -> None:
        result = draft(body, head)
        assert NoticeKind.TEASER in [notice.kind for notice in result.notices]
        assert "ubscri" not in text(result.story.document)

    @pytest.mark.parametrize(
        ("head", "body"),
        [
            ("", f"<p>{LONG}</p><p>{MORE}</p>"),
            ("", f"<p>{LONG}</p><p>Readers had to subscribe to the list of the ferry.</p><p>{LAST}</p>"),
            (PAID, "".join(f"<p>{number}. {LONG} {MORE}</p>" for number in range(9))),
            ("", "".join(f"<p>{number}. {LONG} {MORE}</p>" for number in range(12)) + "<p>Subscribe to read more</p>"),
        ],
    )
    def test_a_whole_story_does_not(self, head: str, body: str) -> None:
        assert NoticeKind.TEASER not in [notice.kind for notice in draft(body, head).notices]
