"""What pages call their parts: words of `class` and `id` attributes, whole between blanks, dashes and underscores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_KICKER = "kicker eyebrow overline dachzeile topline spitzmarke rubric pretitle supertitle antetitulo"
_STANDFIRST = (
    r"standfirst dek deck sub-?title sub-?head(?:line)? sub-?heading sub-?deck tagline strapline chapo chapeau "
    r"entradilla "
    r"bajada sottotitolo vorspann "
    r"(?:article|post|entry|story|content)[-_]*(?:dek|summary|description|subtitle|intro|lead|standfirst|teaser|"
    r"excerpt|abstract)"
)
_BYLINE = r"byline\w* author\w* by-?author writer autor\w* posted-?by written-?by contributors? reporter"
_DATE = r"\w*date\w* published\w* pub-?time time(?:stamp)? posted-?on datum fecha meta byline dateline"
_CAPTION = (
    "wp-caption-text caption cutline bildunterschrift bu figcaption caption[_-]?text legende "
    "(?:img|image|photo|picture|media|article|foto|bild|figure)[_-]?(?:caption|legend)"
)
_CREDIT = "(?:photo|image|img|media|picture|foto|bild|caption)?[_-]?(?:credits?|copyright|source|quelle|photographer)"
_FURNITURE = (
    r"share sharing social addthis sharedaddy jp-relatedposts related recirc\w* recommend\w* promos? promotion "
    r"newsletter\w* "
    r"sign-?up subscribe subscription advert\w* ads? adslot ad-?unit sponsor\w* outbrain taboola comments? "
    r"disqus respond "
    r"breadcrumbs? pagination pager nav navigation navbar menu toolbar sidebar popular trending mostread "
    r"most-read "
    r"read-?more more-(?:on|from|stories|news) cookies? consent gdpr banner footer tags? taglist post-?tags "
    r"author-?(?:bio|box|info|card) about-author bio byline meta post-?meta entry-?meta article-?meta dateline "
    r"timestamp "
    r"teasers? cards? print-?only noprint rating votes? paywall login copyright credits? skip slideshow-nav "
    r"carousel-nav "
    r"correction-form feedback cta call-to-action subscri\w+ sign-?up-\w+ inline-?sign-?up paid-?content piano"
)
_HIDDEN = (
    r"sf-hidden sr-only visually-?hidden visually-hidden-\w+ screen-?reader(?:-text|-only)? a11y-hidden print-only "
    r"mw-editsection gutter line-numbers-rows lineno linenos w-condition-invisible hide-visually u-visually-hidden "
    r"assistive-text a11y-only sr-text"
)


def _named(words: str, before: str = r"[\s_-]", after: str = r"[\s_-]") -> re.Pattern[str]:
    return re.compile(rf"(?:^|{before})(?:{'|'.join(words.split())})(?:$|{after})", re.IGNORECASE)


KICKER = _named(_KICKER)
STANDFIRST = _named(_STANDFIRST)
BYLINE = _named(_BYLINE)
DATE = _named(_DATE)
CAPTION = _named(_CAPTION)
CREDIT = _named(_CREDIT)
CREDIT_LINE = _named("credits? credits?-?line additional-?reporting")
RELATED = _named("related\\w* read-?(?:more|also) more-(?:on|from|stories)")
PROMPT = _named(
    r"newsletter[\w-]* (?:inline-?)?sign-?up subscribe subscription-\w+ cta call-to-action cookies? consent "
    r"gdpr advert(?:isement)?s? ad-?slot ad-?unit outbrain taboola disqus sharedaddy "
    r"social-?(?:share|links|media|icons) share-?(?:bar|buttons|tools|links)"
)
"""Boxes that want something of the reader: never the story, even where a judge of text takes them for it."""

CALLOUT = _named("admonition callout")
"""Boxes in which a text says something beside itself."""

LIVE = _named(r"live-?(?:blog|ticker|feed|updates?|posts?|stream|coverage)[\w-]*")
GALLERY = _named("(?:photo|image|picture|full)?-?(?:gallery|galerie|galeria|slideshow|slide-?show|carousel)")
PLAYER = re.compile(r"(?:^|\s)(?:video-js|vjs-[\w-]+|jwplayer|jw-[\w-]+|mejs-[\w-]+|plyr__[\w-]+|bmpui-[\w-]+)", re.I)
"""Video players of the usual makes: without a script their controls lie about as text."""

PULL_QUOTE = _named("pull-?_?quotes?")
FURNITURE = _named(_FURNITURE)
_WIDGET = _named(r"widgets?(?!-(?:container|wrap\w*|inner)\b)")
_BUILT = re.compile(
    r"(?:widget|type|block)-(?:(?:image|picture|photo|figure|video|heading|html|table|icon-list)\b|text-editor|rich-?text|"
    r"theme-post)",
    re.IGNORECASE,
)
"""Widgets that page builders make whole stories of, as against those of sidebars."""

HIDDEN = _named(_HIDDEN, r"\s", r"\s")

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")

NO_BYLINE = re.compile(
    r"bio|comment|related|more|avatar|image|photo|follow|social|about|archive|widget|recent|list|links?$|desc",
    re.IGNORECASE,
)
"""Parts whose name begins like a byline's but that are something else."""

ELSEWHERE = re.compile(
    "comment|related|sidebar|footer|recommend|popular|most-?read|teaser|widget|promo|more-|advert", re.IGNORECASE
)
"""Parts whose bylines and dates are those of other stories."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What the names of one element say of it."""

    caption: bool = False
    credit: bool = False
    pull_quote: bool = False
    hidden: bool = False
    player: bool = False


_NO_TRAITS = Traits()


def traits(element_class: str | None) -> Traits:
    """Return what a `class` attribute says; remembered, for pages say the same over and over."""
    if not element_class:
        return _NO_TRAITS
    return _traits(element_class) if len(element_class) < 300 else Traits(hidden=bool(HIDDEN.search(element_class)))


@lru_cache(maxsize=8192)
def _traits(names: str) -> Traits:
    found = Traits(
        caption=bool(CAPTION.search(names)),
        credit=bool(CREDIT.search(names)),
        pull_quote=bool(PULL_QUOTE.search(names)),
        hidden=bool(HIDDEN.search(names)),
        player=bool(PLAYER.search(names)),
    )
    return found if found != _NO_TRAITS else _NO_TRAITS


def are(pattern: re.Pattern[str], names: str) -> bool:
    """True if the pattern is found in the names; remembered, for pages say the same names over and over."""
    return _are(pattern, names) if len(names) < 300 else pattern.search(names) is not None


@lru_cache(maxsize=8192)
def are_furniture(names: str) -> bool:
    """True if the names are those of something else than a story's text."""
    return bool(FURNITURE.search(names) or (_WIDGET.search(names) and not _BUILT.search(names)))


@lru_cache(maxsize=8192)
def _are(pattern: re.Pattern[str], names: str) -> bool:
    return pattern.search(names) is not None


def names(element_class: str | None, element_id: str | None) -> str:
    """Return an element's class and id as one string to match, or empty if they are too long to be names.

    `inlineSignUp` is parted as `inline-Sign-Up`.
    """
    joined = f"{element_class or ''} {element_id or ''}"
    return _HUMP.sub("-", joined) if 1 < len(joined) < 300 else ""
