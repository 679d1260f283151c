"""Letters and mailboxes: who is the author, what is the text, what came along with it."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow

from library.importers import eml, mbox, sniff, sniff_archives
from library.importers.base import SourceFile
from library.model.document import Block, BlockKind, text
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind, Story

BODY = (
    "The canal has been shut for eleven days, and I have had time to walk it from end to end, which I had not done "
    "since the year of the great flood."
)
MORE = "At the mill they broke the ice by hand, the way their grandfathers did, and nobody fell in until the Thursday."


def png() -> bytes:
    out = io.BytesIO()
    Pillow.radial_gradient("L").resize((120, 80)).save(out, "PNG")
    return out.getvalue()


def letter(content: str = "", markup: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    fields = {"From": "Ines Holt <ines@home.example>", "Subject": "The ice", "Date": "Sun, 14 Jan 2024 07:30:00 +0100"}
    for name, value in {**fields, **headers}.items():
        if value:
            message[name.replace("_", "-")] = value
    if content:
        message.set_content(content)
    if markup and content:
        message.add_alternative(markup, subtype="html")
    elif markup:
        message.set_content(markup, subtype="html")
    return message


def read(message: EmailMessage | bytes) -> Draft:
    data = message if isinstance(message, bytes) else message.as_bytes()
    (draft,) = eml.read(SourceFile("ice.eml", data))
    return draft


def texts(story: Story) -> list[str]:
    return [block.text for block in story.document.blocks]


def test_a_newsletters_sender_is_the_publication() -> None:
    message = letter(
        "Plain.",
        f"<html lang='en'><body><h1>The ice</h1><p>{BODY}</p><h2>The mill</h2><p>{MORE}</p></body></html>",
        From="The Lock Keeper <keeper@letters.example>",
        List_Unsubscribe="<https://letters.example/u>",
        Message_ID="<17@letters.example>",
    )
    story = read(message).story
    assert (story.headline, story.source, story.authors) == ("The ice", "The Lock Keeper", ())
    assert (story.guid, story.language) == ("17@letters.example", "en")
    assert story.published is not None
    assert story.published.iso == "2024-01-14T07:30:00+01:00"
    assert texts(story) == [BODY, "The mill", MORE]


@pytest.mark.parametrize(
    ("headers", "authors", "source"),
    [
        ({}, ("Ines Holt",), ""),
        (
            {"From": "Ines Holt from The Lock Keeper <k@letters.example>", "List_Id": "<k.letters.example>"},
            ("Ines Holt",),
            "The Lock Keeper",
        ),
        ({"From": "Lock News <no-reply@lock.example>"}, (), "Lock News"),
        ({"From": "no-reply@lock.example"}, (), "lock.example"),
        (
            {"List_Id": "Towpath talk <towpath.lists.example>", "List_Post": "<mailto:towpath@lists.example>"},
            ("Ines Holt",),
            "Towpath talk",
        ),
        ({"From": "=?utf-8?q?In=C3=A9s?= =?utf-8?q?_Holt?= <ines@home.example>"}, ("Inés Holt",), ""),
    ],
)
def test_author_and_source_are_told_apart_by_the_headers(
    headers: dict[str, str], authors: tuple[str, ...], source: str
) -> None:
    story = read(letter(f"{BODY}\n", **headers)).story
    assert (story.authors, story.source) == (authors, source)


@pytest.mark.parametrize(
    ("headers", "line", "url"),
    [
        ({"Archived_At": "<https://lists.example/m/17>"}, "", "https://lists.example/m/17"),
        ({"List_Post": "<https://k.letters.example/p/ice>"}, "", "https://k.letters.example/p/ice"),
        ({"List_Post": "<mailto:t@lists.example>"}, "", ""),
        (
            {},
            "<p><a href='https://l.example/view?1'>View this email in your browser</a></p>",
            "https://l.example/view?1",
        ),
        ({}, "<p>Probleme? <a href='https://l.example/v'>Im Browser ansehen</a></p>", "https://l.example/v"),
        ({}, "<p>See <a href='https://l.example/v'>the report</a></p>", ""),
    ],
)
def test_the_address_on_the_web_is_found(headers: dict[str, str], line: str, url: str) -> None:
    story = read(letter("", f"{line}<p>{BODY}</p><p>{MORE}</p>", **headers)).story
    assert story.url == url
    assert texts(story)[-2:] == [BODY, MORE]
    assert (len(story.document.blocks) == 2) is ("report" not in line)


FOOTERS = [
    "<p>© 2024 The Lock Keeper</p><p><a href='https://l.example/u'>Unsubscribe</a></p>",
    "<hr><p>You are receiving this email because you signed up.</p><p>12 Towpath, Lower Weir 40213</p>",
    "<p>Facebook</p><p>Sent to you@home.example. Manage your preferences.</p><p>Powered by Postie</p>",
    "<p>Sie können den Newsletter hier <a href='https://l.example/u'>abbestellen</a>.</p><p>Impressum</p>",
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_lines_about_delivery_are_left_out(footer: str) -> None:
    preheader = "<div style='display:none;mso-hide:all'>Eleven days of ice</div><span class='preheader'>Ice!</span>"
    story = read(letter("", f"{preheader}<p>{BODY}</p><p>{MORE}</p>{footer}")).story
    assert texts(story) == [BODY, MORE]


def test_a_story_about_such_lines_keeps_them() -> None:
    about = "To unsubscribe from the winter is not possible, the keeper says, and he has tried to do so every year."
    assert texts(read(letter("", f"<p>{about}</p><p>{BODY}</p><p>{MORE}</p><p>{BODY}</p>")).story)[1:] == [
        BODY,
        MORE,
        BODY,
    ]


def test_pictures_in_the_letter_are_kept_and_counting_pixels_are_not() -> None:
    markup = f"<p>{BODY}</p><img src='cid:ice@x'><img src='https://t.example/o.gif' width='1' height='1'><p>{MORE}</p>"
    message = letter("Plain.", markup)
    message.get_payload()[1].add_related(png(), "image", "png", cid="<ice@x>")  # type: ignore[union-attr, index]
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="Kosten für 2023.pdf")
    draft = read(message)
    assert [block.image.width for block in draft.story.document.blocks if block.image] == [120]
    assert [asset.data for asset in draft.assets] == [png()]
    (notice,) = draft.notices
    assert "Kosten für 2023.pdf" in notice.sentence


@pytest.mark.parametrize(
    "name", ["Content-ID", "Content-Disposition", "Content-Location", "Content-Language", "Subject"]
)
def test_damaged_headers_of_parts_cost_nothing_else(name: str) -> None:
    data = (
        letter(BODY, f"<p>{BODY}</p>")
        .as_bytes()
        .replace(b"Content-Type: text/html", name.encode() + b": <\x80@x>\nContent-Type: text/html")
    )
    assert b"\x80" in data
    assert texts(read(data).story)[0] == BODY


def test_flowed_text_is_joined_and_quotes_are_quotes() -> None:
    content = (
        "On Sunday, Bo wrote:\r\n> The gates were held fast by a plate \r\n> of ice.\r\n>> And who measured?\r\n\r\n"
        "The county paper did, \r\nand got nineteen.\r\n\r\nInes\r\n"
    )
    data = (
        "From: Ines Holt <i@home.example>\r\nSubject: Re: Ice\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n{content}"
    )
    blocks = read(data.encode()).story.document.blocks
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (BlockKind.PARAGRAPH, 0, "On Sunday, Bo wrote:"),
        (BlockKind.QUOTE, 1, "The gates were held fast by a plate of ice."),
        (BlockKind.QUOTE, 2, "And who measured?"),
        (BlockKind.PARAGRAPH, 0, "The county paper did, and got nineteen."),
        (BlockKind.PARAGRAPH, 0, "Ines"),
    ]


def test_wrapped_quotes_are_joined_and_short_lines_stay_lines() -> None:
    content = (
        "> The gates were held fast by a plate of ice as thick\n> as a door, and a boy skated from the lock down to\n"
        "> the mill.\n\nInes Holt\n12 Towpath\nLower Weir\n"
    )
    found = texts(read(letter(content)).story)
    assert found == [
        "The gates were held fast by a plate of ice as thick as a door, and a boy skated from the lock down "
        "to the mill.",
        "Ines Holt\n12 Towpath\nLower Weir",
    ]


def test_a_mailing_lists_footer_and_tag_are_left_out() -> None:
    footer = (
        f"{'_' * 47}\nTowpath mailing list\nTowpath@lists.example\nhttps://lists.example/mailman/listinfo/towpath\n"
    )
    message = letter(
        f"> Was it cold?\n\n{BODY}\n{footer}",
        Subject="Re: [towpath] ice",
        List_Id="Towpath talk <towpath.lists.example>",
        List_Post="<mailto:towpath@lists.example>",
    )
    story = read(message).story
    assert (story.headline, texts(story)) == ("Re: ice", ["Was it cold?", BODY])


GMAIL = (
    "---------- Forwarded message ---------\nFrom: Ines Holt from The Lock Keeper <k@letters.example>\n"
    "Date: Sun, 14 Jan 2024 at 07:30\nSubject: The ice letter\nTo: <bo@home.example>\n\n\n"
)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(
            letter(f"For you.\n\n{GMAIL}{BODY}\n\n{MORE}\n", Subject="Fwd: x", From="Bo <bo@home.example>"), id="text"
        ),
        pytest.param(
            letter(
                "",
                "<div>For you.</div><div class=gmail_quote><div class=gmail_attr>---------- Forwarded message ---------"
                "<br>From: <b>Ines Holt from The Lock Keeper</b> &lt;k@letters.example&gt;<br>Date: Sun, 14 Jan "
                "2024 at "
                f"07:30<br>Subject: The ice letter<br>To: "
                f"&lt;bo@home.example&gt;<br></div><p>{BODY}</p><p>{MORE}</p></div>",
            ),
            id="gmail",
        ),
        pytest.param(
            letter(
                "",
                "<div>Begin forwarded message:</div><blockquote type=cite><div><b>From: </b>Ines Holt from The Lock "
                "Keeper &lt;k@letters.example&gt;</div><div><b>Subject: </b>The ice letter</div><div><b>Date: </b>14 "
                f"January 2024 at 07:30</div>"
                f"<div><b>To: </b>bo@home.example</div><p>{BODY}</p><p>{MORE}</p></blockquote>",
            ),
            id="apple",
        ),
    ],
)
def test_a_forwarded_newsletter_is_the_newsletter(message: EmailMessage) -> None:
    story = read(message).story
    assert (story.headline, story.authors, story.source) == ("The ice letter", ("Ines Holt",), "The Lock Keeper")
    assert story.published is not None
    assert story.published.iso == "2024-01-14T07:30"
    assert [(block.kind, block.text) for block in story.document.blocks] == [
        (BlockKind.PARAGRAPH, BODY),
        (BlockKind.PARAGRAPH, MORE),
    ]


def test_a_letter_that_comments_on_a_forwarded_one_stays_itself() -> None:
    story = read(letter(f"{BODY} {MORE} {BODY}\n\n{GMAIL}{MORE}\n")).story
    assert (story.headline, story.authors) == ("The ice", ("Ines Holt",))
    assert BODY in text(story.document)


def test_a_letter_attached_whole_is_the_letter() -> None:
    outer = letter("See this.", From="Bo <bo@home.example>", Subject="Fwd: ice")
    outer.add_attachment(letter(f"{BODY}\n", Subject="The ice letter"))
    story = read(outer).story
    assert (story.headline, story.authors, texts(story)) == ("The ice letter", ("Ines Holt",), [BODY])


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-2", "iso-8859-2"), ("utf-7", "utf-7"), ("unknown-8bit", "utf-8"), ("", "utf-8")],
)
def test_odd_encodings_of_text_and_headers_are_read(charset: str, encoding: str) -> None:
    content = f"Žluťoučký kůň skočil na led a ledař se podivil. {BODY}"
    label = f"; charset={charset}" if charset else ""
    head = f"From: Bo <b@x.example>\nSubject: Kůň na ledě\nMIME-Version: 1.0\nContent-Type: text/plain{label}\n\n"
    story = read(head.encode("utf-8") + content.encode(encoding)).story
    assert story.headline == "Kůň na ledě"
    assert text(story.document) == content


def test_apple_mails_own_form_is_read() -> None:
    data = letter(f"{BODY}\n").as_bytes()
    wrapped = b"%d\n" % len(data) + data + b'<?xml version="1.0"?><plist><dict/></plist>'
    assert texts(read(wrapped).story) == [BODY]
    assert sniff_archives.eml(wrapped, "1.emlx") > 0.9


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"From: x\nSubject: y\n\n",
        letter("", "<html><body></body></html>").as_bytes(),
        b"Content-Type: image/png\n\n\x89PNG",
    ],
)
def test_a_letter_without_text_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
        read(data)


def test_parts_nested_without_end_are_refused_in_a_sentence_or_read() -> None:
    nest = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    with pytest.raises(UnreadableFile, match=r"^[A-Z].*\.$"):
        read(b"From: a@b.example\nMIME-Version: 1.0\n" + nest)


WHOLE = letter(f"{BODY}\n", f"<p>{BODY}</p><p><a href='https://l.example/u'>Unsubscribe</a></p>").as_bytes()


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 1200), st.binary(max_size=9)), max_size=5))
def test_damaged_bytes_give_a_story_or_a_sentence(changes: list[tuple[int, bytes]]) -> None:
    data = WHOLE
    for place, piece in changes:
        data = data[:place] + piece + data[place + len(piece) :]
    try:
        assert read(data).story.document.blocks
    except UnreadableFile:
        return


def box(*messages: EmailMessage, line: bytes = b"From MAILER-DAEMON Mon Jan 15 10:00:00 2024") -> bytes:
    return b"".join(
        line + b"\n" + message.as_bytes().replace(b"\nFrom ", b"\n>From ") + b"\n\n" for message in messages
    )


def stories(data: bytes) -> list[Story]:
    return [draft.story for draft in mbox.read(SourceFile("all.mbox", data))]


@pytest.mark.parametrize(
    "line", [b"From a@b.example Mon Jan 15 10:00:00 2024", b"From - Mon Jan 15 10:00:00 2024", b"From - "]
)
def test_each_letter_of_a_mailbox_is_a_story(line: bytes) -> None:
    first = letter(f"{BODY}\n\nFrom the mill in 2024 they came: by boat.\n", Subject="One")
    found = stories(box(first, letter(f"{MORE}\n", Subject="Two"), line=line))
    assert [story.headline for story in found] == ["One", "Two"]
    assert [(block.kind, block.text) for block in found[0].document.blocks] == [
        (BlockKind.PARAGRAPH, BODY),
        (BlockKind.PARAGRAPH, "From the mill in 2024 they came: by boat."),
    ]


def test_deleted_letters_stay_out_and_labels_come_along() -> None:
    data = box(
        letter(f"{BODY}\n", Subject="Gone", X_Mozilla_Status="0009"),
        letter(f"{BODY}\n", Subject="Rubbish", X_Gmail_Labels="Spam,Unread"),
        letter(f"{BODY}\n", Subject="Kept", X_Gmail_Labels="Inbox,Starred,Canals"),
    )
    (draft,) = mbox.read(SourceFile("all.mbox", data))
    assert draft.story.headline == "Kept"
    assert draft.carried is not None
    assert (draft.carried.starred, draft.carried.read, draft.carried.tags) == (True, True, ("Canals",))


def test_a_letter_without_text_costs_itself_alone() -> None:
    (draft,) = mbox.read(SourceFile("all.mbox", box(letter("", "<p></p>", Subject="Empty"), letter(f"{BODY}\n"))))
    assert [notice.kind for notice in draft.notices] == [NoticeKind.RECORD]
    with pytest.raises(UnreadableFile):
        stories(box(letter("", "<p></p>")))


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 2), max_size=9), st.integers(600, 6000))
def test_pieces_hold_every_letter_once(chosen: list[int], size: int) -> None:
    kinds = [letter(f"{BODY * (9**n)}\n", Subject=f"Kind {n}") for n in range(3)]
    data = box(*(kinds[n] for n in chosen))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mbox, "PIECE", size)
        cut = list(mbox.pieces(io.BytesIO(data)))
    assert b"".join(data[piece.start : piece.end] for piece in cut) == data
    together = [story.headline for piece in cut for story in stories(data[piece.start : piece.end])]
    assert together == [f"Kind {n}" for n in chosen]


@pytest.mark.parametrize(
    ("data", "name", "as_letter", "as_box"),
    [
        (WHOLE, "a.eml", True, False),
        (b"From a@b.example Mon Jan 15 10:00:00 2024\n" + WHOLE, "a", False, True),
        (b"Received: by x\n" + WHOLE, "a.txt", True, False),
        (b"From: the editor\nSubject: a note\n\nDear all", "a.eml", True, False),
        (b"From: the editor\nSubject: a note\n\nDear all", "a.txt", False, False),
        (b"From the mill in 2024 came a letter: it said\nnothing", "a.txt", False, False),
        (b"Title: A post\nDate: 2024-01-01\n\nText", "a.md", False, False),
    ],
)
def test_letters_and_mailboxes_are_told_by_their_headers(data: bytes, name: str, as_letter: bool, as_box: bool) -> None:
    assert (sniff_archives.eml(data, name) > 0.8) is as_letter
    assert (sniff_archives.mbox(data, name) > 0.8) is as_box
    assert not as_letter or sniff_archives.eml(data, name) > sniff.text(data, name)


def test_a_block_of_a_letter_is_what_it_seems() -> None:
    table = "<table border=1><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    markup = f"<p>One</p><ul><li>Two</li></ul>{table}"
    blocks: tuple[Block, ...] = read(
        letter("", f"<table><tr><td>{markup}</td></tr></table><p>{BODY}</p>")
    ).story.document.blocks
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
    ]
