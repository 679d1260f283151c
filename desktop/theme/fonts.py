"""Which families set the page and the window: the faces that come with the program, then the usual ones of a system.

Qt walks a list of families letter by letter, so each list ends in families for the scripts that ours lack.
"""

from __future__ import annotations

import functools
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from PySide6.QtGui import QFontDatabase

from desktop.theme.typography import Face

CUTS = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"
LEGIBLE = "Atkinson Hyperlegible"
"""Drawn for the Braille Institute for readers with low vision: no two letters of it look alike."""

_HAN = {
    "SC": ("CJK SC", "Songti SC", "PingFang SC", "SimSun", "Microsoft YaHei"),
    "TC": ("CJK TC", "Songti TC", "PingFang TC", "PMingLiU", "Microsoft JhengHei"),
    "JP": ("CJK JP", "Hiragino Mincho ProN", "Hiragino Sans", "Yu Mincho", "Yu Gothic"),
    "KR": ("CJK KR", "AppleMyungjo", "Apple SD Gothic Neo", "Batang", "Malgun Gothic"),
}
_OTHER_SERIF = (
    *("Noto Naskh Arabic", "Geeza Pro", "Traditional Arabic", "Noto Serif Hebrew", "New Peninim MT", "David"),
    *("Noto Serif Devanagari", "Kohinoor Devanagari", "Mangal", "Noto Serif Thai", "Thonburi", "Leelawadee UI"),
    *("Noto Serif", "Georgia", "Times New Roman", "DejaVu Serif"),
)
_OTHER_SANS = (
    *("Noto Sans Arabic", "Noto Naskh Arabic", "Geeza Pro", "Segoe UI", "Noto Sans Hebrew", "Arial Hebrew"),
    *("Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI", "Noto Sans Thai", "Thonburi", "Leelawadee UI"),
    *("Noto Sans", "Helvetica Neue", "Arial", "DejaVu Sans"),
)
_MONO = ("Source Code Pro", "SF Mono", "Menlo", "Cascadia Mono", "Consolas", "DejaVu Sans Mono", "Noto Sans Mono")
_EMOJI = ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji")


@functools.cache
def register_fonts() -> None:
    """Make the faces that come with the program known to Qt. Needs a QGuiApplication; a second call does nothing.

    TrueType outlines: they load in two thirds of the time of the OpenType ones (9 against 15 ms for all twelve).
    Raises FileNotFoundError where a packaged font is missing.
    """
    for package, stem in ((font_source_sans_pro, "SourceSansPro"), (font_source_serif_pro, "SourceSerifPro")):
        for cut in CUTS:
            file = Path(package.font_directory) / f"{stem}-{cut}.ttf"
            if QFontDatabase.addApplicationFont(str(file)) < 0:
                raise FileNotFoundError(f"the font {file.name} can't be loaded")


@functools.cache
def _register_legible() -> None:
    """Make the face for high legibility known, with its first use: a start needn't wait for it."""
    from fontpkg_atkinson_hyperlegible import ROOT

    for cut in ("Regular", "Italic", "Bold", "BoldItalic"):
        file = ROOT / "files" / f"AtkinsonHyperlegible-{cut}.ttf"
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FileNotFoundError(f"the font {file.name} can't be loaded")


@functools.lru_cache(maxsize=64)
def families(face: Face, region: str = "SC", chosen: str = "", han_first: bool = False) -> list[str]:
    """Return the families for a face, best first, that this machine has.

    `region` (see `han_region`) is whose Han letters come first; `chosen` is the reader's own family for the running
    text, empty for the program's. With `han_first` the region's Han face comes before our own, which has no Han
    letters but the signs between them. Needs a QGuiApplication.
    """
    register_fonts()
    if chosen == LEGIBLE:
        _register_legible()
    regions = [region, *(other for other in _HAN if other != region)]
    serif = face is Face.TEXT and chosen not in (SANS, LEGIBLE)
    style = "Serif" if serif else "Sans"
    han = [name if not name.startswith("CJK") else f"Noto {style} {name}" for at in regions for name in _HAN[at]]
    own = {Face.TEXT: (SERIF,), Face.SANS: (SANS,), Face.MONO: (*_MONO, SANS)}[face]
    first = (chosen, *own) if chosen and face is Face.TEXT else own
    if han_first and face is not Face.MONO and chosen in ("", SERIF, SANS, LEGIBLE):
        first = (*han[: len(_HAN[region])], *first)
    others = _OTHER_SERIF if serif else _OTHER_SANS
    known = _installed() | {LEGIBLE} if chosen == LEGIBLE else _installed()
    return [family for family in dict.fromkeys((*first, *han, *others, *_EMOJI)) if family in known]


def offered_families() -> tuple[str, ...]:
    """Return the families a reader can choose for running text, the program's own first. Needs a QGuiApplication."""
    register_fonts()
    own = (SERIF, SANS, LEGIBLE)
    others = (
        family
        for family in _installed()
        if QFontDatabase.isSmoothlyScalable(family) and not QFontDatabase.isPrivateFamily(family)
    )
    return (*own, *sorted(set(others) - set(own), key=str.casefold))


@functools.cache
def _installed() -> frozenset[str]:
    """Return every family there is, asked for once: `hasFamily` takes 0.1 ms for each of our 80 names.

    One that several foundries make is listed as `Family [foundry]`.
    """
    return frozenset(family.partition(" [")[0] for family in QFontDatabase.families())


def han_region(language: str) -> str:
    """Return the region whose letter forms a language is written in: SC, TC, JP or KR."""
    tag = language.lower().replace("_", "-")
    if tag.startswith("ja"):
        return "JP"
    if tag.startswith("ko"):
        return "KR"
    if tag.startswith("zh") and any(part in ("hant", "tw", "hk", "mo") for part in tag.split("-")):
        return "TC"
    return "SC"
