"""The themes are complete, and everything that is read in them can be read."""

from __future__ import annotations

from importlib import resources

import pytest
from PySide6.QtCore import Qt

from desktop.theme.themes import THEME_NAMES, Role, Theme, load_theme, parse_theme, system_theme
from library.model.annotation import Colour

HIGHLIGHTS = [role for role in Role if role.startswith("highlight.")]
MARKERS = [role for role in Role if role.startswith("marker.")]
PAGE_GROUNDS = [Role.PAGE, Role.SHADE]
SPECIAL_GROUNDS = [*HIGHLIGHTS, Role.SEARCH_HIT, Role.SEARCH_CURRENT, Role.ADDED, Role.REMOVED, Role.SELECTION]
SPECIAL_GROUNDS.append(Role.SPOKEN)
WINDOW_GROUNDS = [
    Role.LIST,
    Role.LIST_HOVER,
    Role.LIST_SELECTION,
    Role.SIDEBAR,
    Role.SIDEBAR_SELECTION,
    Role.CHROME,
    Role.FIELD,
    Role.BUTTON_HOVER,
    Role.BUTTON_PRESSED,
]
READ = [
    *((Role.TEXT, ground) for ground in PAGE_GROUNDS + SPECIAL_GROUNDS + WINDOW_GROUNDS),
    *((Role.MUTED, ground) for ground in PAGE_GROUNDS + WINDOW_GROUNDS),
    *((Role.LINK, ground) for ground in [*PAGE_GROUNDS, *HIGHLIGHTS, Role.CHROME]),
    *((Role.ACCENT, ground) for ground in [*PAGE_GROUNDS, Role.LIST, Role.LIST_SELECTION, Role.CHROME]),
    *(
        (role, ground)
        for role in (Role.ERROR, Role.WARNING, Role.SUCCESS)
        for ground in (Role.PAGE, Role.CHROME, Role.SHADE)
    ),
    (Role.ON_ACCENT, Role.ACCENT),
]
SEEN = [
    *((marker, ground) for marker in MARKERS for ground in (Role.PAGE, Role.CHROME, Role.LIST)),
    *((Role.LIST_UNREAD, ground) for ground in (Role.LIST, Role.LIST_HOVER, Role.LIST_SELECTION)),
    *((Role.FOCUS, ground) for ground in (Role.PAGE, Role.CHROME, Role.LIST, Role.FIELD, Role.SIDEBAR)),
    *((Role.FIELD_BORDER, ground) for ground in (Role.CHROME, Role.FIELD)),
    (Role.ORNAMENT, Role.PAGE),
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: Theme, one: Role, other: Role) -> float:
    dark, light = sorted(luminance(theme.colour(role)) for role in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    black = dict.fromkeys(Role, "#000000") | {Role.PAGE: "#ffffff"}
    assert contrast(Theme("x", "X", False, black), Role.TEXT, Role.PAGE) == pytest.approx(21)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_everything_read_has_contrast_of_four_and_a_half(name: str) -> None:
    theme = load_theme(name)
    weak = {(str(one), str(other)): round(contrast(theme, one, other), 2) for one, other in READ}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_mark_that_carries_meaning_has_contrast_of_three(name: str) -> None:
    theme = load_theme(name)
    weak = {(str(one), str(other)): round(contrast(theme, one, other), 2) for one, other in SEEN}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3.0} == {}


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_role_but_the_decorative_ones_is_checked_for_contrast(name: str) -> None:
    checked = {role for pair in READ + SEEN for role in pair}
    assert set(Role) - checked == {Role.RULE, Role.BORDER}
    assert set(load_theme(name).colours) == set(Role)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_highlights_differ_from_one_another_and_from_the_page(name: str) -> None:
    theme = load_theme(name)
    grounds = [theme.highlight(colour) for colour in Colour]
    assert len({*grounds, theme.colour(Role.PAGE), theme.colour(Role.SEARCH_HIT)}) == len(Colour) + 2
    assert len({theme.marker(colour) for colour in Colour}) == len(Colour)


def test_night_is_dark_but_not_black_and_the_others_are_light() -> None:
    pages = {name: luminance(load_theme(name).colour(Role.PAGE)) for name in THEME_NAMES}
    assert 0.005 < pages["night"] < 0.03
    assert min(pages["paper"], pages["sepia"]) > 0.75
    assert [load_theme(name).dark for name in THEME_NAMES] == [False, False, True]


def test_system_theme_follows_the_desktop() -> None:
    assert system_theme(Qt.ColorScheme.Dark) == "night"
    assert system_theme(Qt.ColorScheme.Light) == "paper"
    assert system_theme(Qt.ColorScheme.Unknown) == "paper"


def test_unknown_theme_is_refused() -> None:
    with pytest.raises(ValueError, match="no such theme"):
        load_theme("../secret")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('page = "ivory"\n', "", "missing.*page"),
        ('page = "ivory"', 'page = "ivory"\npaeg = "ivory"', "unknown.*paeg"),
        ('page = "ivory"', 'page = "ebony"', "without a colour.*page"),
    ],
)
def test_a_wrong_theme_file_says_what_is_wrong(old: str, new: str, complaint: str) -> None:
    source = (resources.files("resources") / "themes" / "paper.toml").read_text(encoding="utf-8")
    assert old in source
    with pytest.raises(ValueError, match=complaint):
        parse_theme("broken", source.replace(old, new))
