"""Telling the beginning of a paywalled story from a whole one.

Cautious: many pages say that their story costs money and hold all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from library.importers._html.pieces import Piece
from library.importers._html.region import letters
from library.model.document import BlockKind, word_count
from library.model.story import Notice, NoticeKind

_PAID = re.compile(r'"isAccessibleForFree"\s*:\s*(?:false|"(?:false|no|0)")', re.IGNORECASE)
"""https://schema.org/isAccessibleForFree, as publishers mark paywalled content."""

_WORD_COUNT = re.compile(r'"wordCount"\s*:\s*"?(\d{1,6})\b')
_WALLS = (
    r"(?:subscribe|sign ?(?:in|up)|log ?in|register|join|become a \w+|create (?:a|an)[\w ]* account)\b.{0,60}\b"
    r"(?:to|and) (?:continue|keep|finish|read|unlock|view|access)\b",
    r"(?:to|want to) (?:continue|keep|finish) reading|to read the (?:full|rest|whole)|unlock (?:this|the|full) ",
    r"already (?:a|an) (?:subscriber|member)\b",
    r"(?:this|the) (?:article|story|content|post) is (?:only |exclusively |just )?"
    r"(?:for|available to|reserved for|limited to)\b.{0,30}(?:subscribers|members)",
    r"you(?:['’]ve| have) (?:reached|read|used) (?:your|all)\b.{0,60}\bfree\b",
    r"the rest of this (?:article|story) (?:is|can)",
    r"(?:weiterlesen (?:mit|als)|um (?:diesen? artikel |hier )?weiterzulesen|jetzt (?:abonnieren|weiterlesen)|"
    r"(?:nur|exklusiv) für abonnent|bereits abonnent|lesen sie (?:den ganzen|weiter mit))",
    r"(?:réservée? aux abonnés|il vous reste [\d.,]+\s?%|pour lire la suite|abonnez-vous pour|déjà abonné)",
    r"(?:(?:exclusivo )?para (?:los )?suscriptores|suscríb[ea]te para|para (?:seguir|continuar) leyendo)",
    r"(?:riservat[oa] agli abbonati|abbonati per|per continuare a leggere|exclusiv[oa] para assinantes|assine para)",
    r"(?:(?:alleen|enkel) voor abonnees|verder lezen\?|för prenumeranter|for abonnenter|tylko dla prenumeratorów)",
    r"(?:доступ\w+ (?:только )?(?:подписчикам|по подписке)|この記事は(?:有料|会員)|続きを読むには|残り[\d,]+文字)",
    r"(?:订阅后?(?:继续)?阅读|訂閱後?(?:繼續)?閱讀|付费(?:阅读|后)|유료\s?회원)",
)
_WALL = re.compile("|".join(_WALLS), re.IGNORECASE)
_LONGEST_PROMPT = 400
_BELOW = 8
"""Pieces below the text among which the prompt stands."""

_SHORT, _MEDIUM = 900, 2500
"""Letters below which a paid story is its beginning alone, and below which a prompt or an ellipsis shows that it is."""

_NOTICE = Notice(NoticeKind.TEASER, "The story is behind a paywall; only its beginning is in the file.")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page says of its whole story: whether it has to be paid for, and its words (0 where not said)."""

    paid: bool = False
    words: int = 0


def offer(tree: HtmlElement) -> Offer:
    """Return what the page's labels say; to be asked before scripts are taken out of the tree."""
    paid, words = False, 0
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            text = script.text or ""
            paid = paid or bool(_PAID.search(text))
            words = max([words, *map(int, _WORD_COUNT.findall(text))])
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = (meta.get("content") or "").lower()
        paid = paid or (name == "article:content_tier" and content == "locked")
        paid = paid or (name == "isaccessibleforfree" and content == "false")
    return Offer(paid, words)


def teaser(pieces: list[Piece], chosen: list[Piece], offered: Offer) -> Notice | None:
    """Return a notice if what was chosen of a page's pieces is but the beginning of its story."""
    length = letters(chosen)
    if offered.paid and length < _SHORT:
        return _NOTICE
    if offered.paid and offered.words >= 150 and _words(chosen) < offered.words // 2:
        return _NOTICE
    if length < _MEDIUM and (_has_prompt(pieces, chosen) or (offered.paid and _breaks_off(chosen))):
        return _NOTICE
    return None


def is_prompt(piece: Piece) -> bool:
    """True if the piece asks to pay or to log in for the rest."""
    return len(piece.block.text) <= _LONGEST_PROMPT and bool(_WALL.search(piece.block.text))


def _has_prompt(pieces: list[Piece], chosen: list[Piece]) -> bool:
    ids = {id(piece) for piece in chosen if piece.key}
    last = max((index for index, piece in enumerate(pieces) if id(piece) in ids), default=-1)
    below = [piece for piece in pieces[last + 1 :] if piece.key][:_BELOW]
    return last >= 0 and any(map(is_prompt, (*chosen[-2:], *below)))


def _breaks_off(chosen: list[Piece]) -> bool:
    texts = [piece for piece in chosen if piece.block.kind is BlockKind.PARAGRAPH and piece.key]
    return bool(texts) and texts[-1].block.text.rstrip(' "”»)]').endswith(("…", "...", "[…"))


def _words(chosen: list[Piece]) -> int:
    return sum(word_count(piece.block.text) for piece in chosen)
