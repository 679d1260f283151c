"""Words by which books call their parts: what is bound around the text, sections of an article, bare numbers."""

from __future__ import annotations

import re

_NOT_TEXT_KINDS = (
    "cover titlepage halftitlepage title-page toc landmarks copyright-page colophon dedication index loi lot imprint "
    "seriespage frontispiece other-credits page-list copyright"
)
_NOT_TEXT_STEMS = "cover|title|half-?title|front|copyright|colophon|dedication|imprint|toc|nav|contents?"
_NOT_TEXT_TITLES = (
    r"(?:table of |summary of )?contents|copyright(?: (?:page|notice))?|colophon|imprint|cover(?: page| image)?|"
    r"title page|half title|dedication|notices|navigation|inhalt(?:sverzeichnis)?|impressum|umschlag|titelseite|"
    r"sommaire|table des matières|page de titre|índice|indice|portada|目录|目次|目錄|封面|"
    r"版权(?:页|信息)?|奥付|書籍情報|оглавление|содержание"
)
_SECTIONS = (
    r"abstract|introduction|background|methods?|methodology|materials and methods|results|discussion|findings|analysis|"
    r"limitations|conclusions?|summary|references|bibliography|notes|endnotes|footnotes|appendix(?: \w)?|"
    r"acknowledge?ments?|further reading|see also|einleitung|hintergrund|methoden?|ergebnisse|diskussion|fazit|"
    r"literatur|conclusión|introducción|引言|结论|参考文献"
)
_NUMBERED = "chapter|part|section|page|kapitel|teil|seite|chapitre|partie|capítulo|parte|глава|часть|第"
_NUMBERS = r"\d{1,3}|[ivxl]{1,7}|[〇一二三四五六七八九十百]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten"


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{pattern})\W*", re.IGNORECASE)


NOT_TEXT_KINDS = frozenset(_NOT_TEXT_KINDS.split())
"""Words of `epub:type` and of the guide (EPUB Structural Semantics 1.1; OPF 2.0.1 §2.6)."""

NOT_TEXT_NAME = re.compile(
    rf"(?:{_NOT_TEXT_STEMS})[-_ ]?(?:page)?s?\d{{0,3}}|table[-_ ]?of[-_ ]?contents|jacket|landing", re.IGNORECASE
)
NOT_TEXT_TITLE = _whole(_NOT_TEXT_TITLES)
SECTION_TITLE = _whole(rf"(?:\d{{1,2}}(?:\.\d+)*\.?\s+)?(?:{_SECTIONS})")
NUMBERED_TITLE = _whole(rf"(?:{_NUMBERED})?\s*(?:{_NUMBERS})\s*(?:章|节|部|回|of \d+)?")
NOTES_HEADING = _whole("(?:(?:foot|end)?notes?|fußnoten|anmerkungen|notas|注释|注|脚注)")
