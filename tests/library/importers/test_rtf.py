r"""Rich Text Format: structure, alphabets and fields, from several programs' files."""

from __future__ import annotations

import html
import io

import PIL.Image
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.importers._html.story import read_fragment
from library.importers.base import SourceFile
from library.importers.formats import detect
from library.importers.rtf import read
from library.model.document import BlockKind, Document, Mark, text
from library.model.errors import UnreadableFile
from library.model.story import Draft, NoticeKind, Story

HEAD = (
    r"{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Arial;}{\f2\fcharset128 Mincho;}{\f3\fcharset2 Symbol;}}"
    r"{\colortbl;\red9\green9\blue9;}{\stylesheet{\ql Normal;}{\s1\outlinelevel0\b heading 1;}{\s2 Title;}{\s3 Quote;}"
    r"{\*\cs10 \additive Default Paragraph Font;}}"
    r"{\*\listtable{\list{\listlevel\levelnfc0{\leveltext\'02\'00.;}}{\listlevel\levelnfc23{\leveltext\'01*;}}\listid77}}"
    r"{\*\listoverridetable{\listoverride\listid77\ls1}}"
)


def draft(body: str, head: str = HEAD) -> Draft:
    (only,) = read(SourceFile("report.rtf", rf"{{\rtf1\ansi\ansicpg1252\deff0{head}{body}}}".encode("latin-1")))
    return only


def story(body: str, head: str = HEAD) -> Story:
    return draft(body, head).story


def words(body: str) -> str:
    return text(story(body).document)


def png() -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (240, 160), "teal").save(out, "PNG")
    return out.getvalue()


class TestCharacters:
    @pytest.mark.parametrize(
        ("written", "read_as"),
        [
            (r"caf\'e9", "café"),
            (r"\f1 \'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
            (r"\f2 \'93\'fa\'96\'7b\'8c\'ea", "日本語"),
            (r"\f2 \'83A\'83C", "アイ"),
            (r"\u8220?so\u8221?", "“so”"),
            (r"\ldblquote so\rdblquote\emdash\lquote it\rquote", "“so”—‘it’"),
            (r"\uc2\u8364\'80\'80 5", "€ 5"),
            (r"\uc0\u8364 5", "€5"),
            (r"{\uc3\u233abcd}", "éd"),
            (r"\u-10179?\u-8704?!", "😀!"),
            (r"\u-3913?", "•"),
            (r"{\f3\'b7} x", "• x"),
            (r"a\~b\_c d\-e", "a b‑c de"),
            (r"\{braces\} and \\", "{braces} and \\"),
            ("caf\xc3\xa9", "café"),
            ("caf\xe9", "café"),
        ],
    )
    def test_every_way_to_write_a_character(self, written: str, read_as: str) -> None:
        assert words(rf"\pard {written}\par") == read_as

    @pytest.mark.parametrize(("page", "read_as"), [(r"\ansicpg1251", "Да"), (r"\mac", "ƒ‡"), (r"\pc", "─α")])
    def test_the_files_own_code_page(self, page: str, read_as: str) -> None:
        (found,) = read(SourceFile("a.rtf", rf"{{\rtf1\ansi{page} \'c4\'e0}}".encode()))
        assert text(found.story.document) == read_as


class TestText:
    def test_marks_begin_and_end(self) -> None:
        body = (
            r"\pard Plain {\b bold \i both} \b on\b0  off H{\sub 2}O x{\super 2} {\strike gone}"
            r"{\v unseen}{\deleted cut}.\par"
        )
        spans = story(body).document.blocks[0].spans
        assert [(span.text, span.marks) for span in spans if span.marks] == [
            ("bold ", Mark.STRONG),
            ("both", Mark.STRONG | Mark.EMPHASIS),
            ("on", Mark.STRONG),
            ("2", Mark.SUBSCRIPT),
            ("2", Mark.SUPERSCRIPT),
            ("gone", Mark.STRIKE),
        ]
        assert words(body) == "Plain bold both on off H2O x2 gone."

    def test_headings_quotes_and_line_ends(self) -> None:
        body = (
            r"\pard It rained.\line All day.\par\pard\s1 After\par\pard\s3 So it is.\par\pard\outlinelevel2 Later\par"
        )
        assert [(block.kind, block.text, block.level) for block in story(body).document.blocks] == [
            (BlockKind.PARAGRAPH, "It rained.\nAll day.", 0),
            (BlockKind.HEADING, "After", 1),
            (BlockKind.QUOTE, "So it is.", 1),
            (BlockKind.HEADING, "Later", 3),
        ]

    def test_larger_lines_are_headings_where_no_style_says_so(self) -> None:
        long = "It rained for as long as anyone had been looking. " * 4
        body = rf"\pard\fs48 The Weir\par\fs24 {long}\par\fs30 After\par\fs24 {long}\par"
        found = story(body, "")
        headings = [(block.text, block.level) for block in found.document.blocks if block.kind is BlockKind.HEADING]
        assert (found.headline, headings) == ("The Weir", [("After", 2)])

    def test_lists_by_label_and_by_table(self) -> None:
        body = (
            r"{\listtext 3.\tab}\pard\ls1\ilvl0 three\par{\listtext\f3\'b7\tab}\pard\ls1\ilvl1 inner\par"
            r"{\listtext 4.\tab}\pard\ls1\ilvl0 four\par\pard Between.\par\pard\ls1\ilvl0 five\par"
            r"\pard\ls1\ilvl1 bullet\par{\pntext\'95\tab}\pard old bullet\par"
        )
        assert [(block.text, block.level, block.number) for block in story(body).document.blocks] == [
            ("three", 1, 3),
            ("inner", 2, None),
            ("four", 1, 4),
            ("Between.", 0, None),
            ("five", 1, 5),
            ("bullet", 2, None),
            ("old bullet", 1, None),
        ]

    def test_tables(self) -> None:
        body = (
            r"\trowd\trhdr\cellx1\cellx2\pard\intbl Day\cell Height\cell\row"
            r"\trowd\cellx1\cellx2\pard\intbl Mon\cell 3.1\par\pard\intbl more\cell\row\pard After.\par"
        )
        table, after = story(body).document.blocks
        assert [[(cell.text, cell.header) for cell in row] for row in table.rows] == [
            [("Day", True), ("Height", True)],
            [("Mon", False), ("3.1 more", False)],
        ]
        assert after.text == "After."

    def test_footnotes_and_links(self) -> None:
        body = (
            r"\pard The {\field{\*\fldinst{HYPERLINK "
            r'"https://weir.example/a?b=1&c=2"}}{\fldrslt{\ul gauge}}}{\super\chftn}'
            r"{\footnote\pard\plain{\super\chftn} A {\b brass} one.}"
            r' and {\field{\*\fldinst HYPERLINK \\l "x"}{\fldrslt below}}.\par'
        )
        first, note = story(body).document.blocks
        assert [(span.text, span.link, span.footnote) for span in first.spans] == [
            ("The ", "", ""),
            ("gauge", "https://weir.example/a?b=1&c=2", ""),
            ("1", "", "1"),
            (" and below.", "", ""),
        ]
        assert (note.kind, note.label, note.text) == (BlockKind.FOOTNOTE, "1", "A brass one.")

    @pytest.mark.parametrize("binary", [False, True])
    def test_pictures_are_kept_and_others_reported(self, binary: bool) -> None:
        data = png()
        held = f"\\bin{len(data)} ".encode() + data if binary else data.hex(" ", 40).replace(" ", "\n").encode()
        body = b"{\\rtf1 Rain.\\par{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn x}{\\sv y}}}\\pngblip\\picw9 " + held
        (found,) = read(
            SourceFile("a.rtf", body + b"}}{\\nonshppict{\\pict\\wmetafile8 00}}\\par{\\pict\\emfblip 01}}")
        )
        assert [block.kind for block in found.story.document.blocks] == [BlockKind.PARAGRAPH, BlockKind.IMAGE]
        assert len(found.assets) == 1
        assert [notice.kind for notice in found.notices] == [NoticeKind.MISSING_PICTURE]

    def test_text_boxes_are_read_and_apparatus_is_not(self) -> None:
        body = (
            r"{\header Page head}{\*\bkmkstart x}{\*\bkmkend x}{\*\unknown thing}"
            r"\pard It rained{\*\annotation\pard Really?}.{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv b}}"
            r"{\shptxt\pard Boxed.\par}}{\shprslt fallback}}\par"
        )
        assert sorted(words(body).splitlines()) == ["Boxed.", "It rained."]


class TestFields:
    def test_the_information_group(self) -> None:
        info = (
            r"{\info{\title The Weir}{\author Ines Calder}{\keywords weirs, rain}{\doccomm junk}"
            r"{\creatim\yr2012\mo9\dy28\hr20\min35}{\revtim\yr2012\mo10\dy2\hr1\min5}}"
        )
        found = story(rf"\deflang2057{info}\pard It rained.\par")
        assert (found.headline, found.authors, found.keywords) == ("The Weir", ("Ines Calder",), ("weirs", "rain"))
        assert found.published is not None
        assert found.updated is not None
        assert (found.published.iso, found.updated.iso) == ("2012-09-28T20:35", "2012-10-02T01:05")
        assert (found.language, text(found.document)) == ("en-GB", "It rained.")

    def test_the_style_of_a_title_goes_before(self) -> None:
        found = story(r"{\info{\title Draft}}\pard\s2 The Weir\par\pard By Mo Tarn\par\pard It rained.\par")
        assert (found.headline, found.authors, text(found.document)) == ("The Weir", ("Mo Tarn",), "It rained.")

    def test_a_page_that_a_mail_program_wrapped(self) -> None:
        body = (
            r"\fromhtml1{\*\htmltag64 <p>}\htmlrtf \b junk \htmlrtf0 Rain &{\*\htmltag84 &amp;}"
            r"{\*\htmltag <b>}wind{\*\htmltag </b>}{\*\htmltag </p>}"
        )
        (found,) = read(SourceFile("a.rtf", rf"{{\rtf1\ansi{body}}}".encode()))
        spans = found.story.document.blocks[0].spans
        assert [(span.text, span.marks) for span in spans] == [("Rain &&", Mark.NONE), ("wind", Mark.STRONG)]


PIECES = (
    *(r"\b ", r"\par ", "{", "}", r"\u-999 ", r"\'", r"\'e9", r"\cell ", r"\row ", r"\trowd ", r"\intbl ", "x "),
    *(r"{\footnote ", r"{\pict ", r"\ls1 ", r"{\*\shpinst", r"\pard ", r"\uc9 ", r"{\field", r"\fldrslt ", "\\"),
    *(r"{\listtext 9", r"\fs99 ", r"\f3 ", r"\bin3 ", r"{\info", r"{\title ", r"\yr99999 ", r"\*", r"\htmlrtf "),
)


class TestBadFiles:
    def test_a_file_cut_off_says_so(self) -> None:
        (found,) = read(SourceFile("a.rtf", rb"{\rtf1\ansi\pard It rained {\b all"))
        assert text(found.story.document) == "It rained all"
        assert [notice.kind for notice in found.notices] == [NoticeKind.DAMAGED]

    @pytest.mark.parametrize(
        "data", [rb"{\rtf1}", b"plain", rb"{\rtf1{\info{\author A B}}\par}", b"{\\rtf1" + b"{" * 9000]
    )
    def test_a_file_without_text_is_refused(self, data: bytes) -> None:
        with pytest.raises(UnreadableFile):
            list(read(SourceFile("a.rtf", data)))

    def test_a_length_that_is_not_true_is_survived(self) -> None:
        assert words(r"It rained.\par{\pict\pngblip\bin-5 }{\pict\pngblip\bin4000000000 x}") == "It rained."

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(
            st.sampled_from(PIECES),
            max_size=60,
        )
    )
    def test_any_words_in_any_order_are_a_story_or_unreadable(self, pieces: list[str]) -> None:
        assert story_or_sentence(("{\\rtf1 " + HEAD + "".join(pieces)).encode())

    @settings(max_examples=100, deadline=None)
    @given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40))
    def test_any_text_written_in_escapes_is_read_back(self, said: str) -> None:
        units = said.encode("utf-16-le")
        codes = [int.from_bytes(units[place : place + 2], "little") for place in range(0, len(units), 2)]
        escaped = "".join(f"\\u{code - 65536 if code > 32767 else code}?" for code in codes)
        expected = text(Document(read_fragment(f"<p>x {html.escape(said)} x</p>").blocks))
        assert words(rf"\pard x {escaped} x\par") == expected


def story_or_sentence(data: bytes) -> bool:
    """True if the bytes give a story or one sentence on why not; anything else raises."""
    try:
        (found,) = read(SourceFile("a.rtf", data))
    except UnreadableFile as error:
        return str(error).endswith(".")
    return bool(found.story.document.blocks)


@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n"])
def test_a_file_is_told_by_how_it_begins(start: str) -> None:
    assert detect(f"{start}{{\\rtf1 <html><p>It rained.}}".encode(), "letter.doc").id == "rtf"
