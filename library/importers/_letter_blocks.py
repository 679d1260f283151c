"""What of a letter's text isn't the letter's: lines about its delivery at both ends, the head of a forwarded one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from library.importers._html.pieces import folded
from library.importers.tidy import one_line
from library.model.document import Block, BlockKind

_VIEW = re.compile(
    r"(?:view|read|open|see|display|trouble (?:viewing|reading)|problems? (?:viewing|reading)|not displaying|"
    r"can['’]?t (?:see|read|view)|im browser|webversion|online[- ](?:version|ansehen|lesen)|version en ligne|"
    r"dans (?:votre|le) navigateur|en (?:el|tu) navegador|nel browser|in (?:your|the|a|je|uw) (?:web ?)?browser|"
    r"web version|browser version|in browser|в браузере|在浏览器中|ブラウザで)",
    re.IGNORECASE,
)
_VIEW_CERTAIN = re.compile(
    r"browser|web ?version|online|navigateur|navegador|браузер|浏览器|ブラウザ|\bapp\b", re.IGNORECASE
)
_DELIVERY = re.compile(
    r"unsubscrib|opt[- ]?out|(?:manage|update|change|edit) (?:your |my )?(?:e-?mail |subscription |newsletter )?"
    r"(?:preferences|settings|subscription)|you(?:['’]re| are)? (?:are )?receiv(?:ing|ed) this|"
    r"(?:this )?e-?mail was sent to|sent (?:this e-?mail )?to \S+@|why (?:did|am) (?:i|you) (?:get|receiv)|"
    r"our mailing address|to your address book|forward(?:ed)? (?:this (?:e-?mail|newsletter) )?to (?:a friend|you\?)|"
    r"no longer (?:wish|want) to receive|abmelden|abbestellen|newsletter abgemeldet|désabonner|désinscri|"
    r"vous recevez ce|darse de baja|cancelar (?:la )?suscripci|disiscriv|cancella(?:re)? l['’]iscrizione|afmelden|"
    r"uitschrijven|отписаться|退订|配信停止|購読解除|avregistrera|wypisz|odhlásit|peruuta tilaus",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\W*(?:©|\(c\)|copyright|all rights reserved|privacy (?:policy|notice)|terms (?:of|and)|share(?: this)?\b|tweet|"
    r"follow us|facebook|twitter|linkedin|instagram|youtube|mastodon|bluesky|like\W|comment\b|restack|get the app|"
    r"start writing|powered by|sent (?:with|via|by)|impressum|datenschutz|view (?:this )?(?:e-?mail )?in|subscribe|"
    r"sign up|was this (?:e-?mail|newsletter) forwarded|refer a friend|contact us|advertise|about us|"
    r"\d{1,5} .{3,60},.{2,60}\d{4,6})",
    re.IGNORECASE,
)
_SHORT = 420
_FORWARDED = re.compile(
    r"\W*(?:(?:begin )?forwarded message|original message|weitergeleitete nachricht|ursprüngliche nachricht|"
    r"anfang der weitergeleiteten.{0,20}|message transféré|message d['’]origine|mensaje reenviado|"
    r"messaggio inoltrato|doorgestuurd bericht|пересылаемое сообщение|转发的?邮件|转发邮件信息)\W*",
    re.IGNORECASE,
)
_FROM = frozenset(("from", "von", "de", "da", "van", "от", "发件人"))
_DATE = frozenset(("date", "sent", "datum", "gesendet", "envoyé", "fecha", "data", "дата", "日期"))
_SUBJECT = frozenset(("subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "тема", "主题"))
_OTHER = ("to", "an", "à", "para", "a", "aan", "кому", "收件人", "cc", "kopie", "reply-to", "antwort an")
_FIELD = re.compile(
    rf"\W{{0,3}}(?P<name>{'|'.join((*_FROM, *_DATE, *_SUBJECT, *_OTHER))})\s?\*?[:：]\*?\s*(?P<value>.*)", re.IGNORECASE
)
_BEFORE_FORWARDED = 300


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The head of a forwarded letter, as lines say it."""

    blocks: tuple[Block, ...]
    sender: str = ""
    date: str = ""
    subject: str = ""


def unwrapped(blocks: tuple[Block, ...]) -> Forwarded | None:
    """Return the letter that these blocks do no more than forward, or None.

    That is one after a line that says so, with no more than a remark before it, and with a sender named below.
    """
    before = 0
    for index, block in enumerate(blocks[:8]):
        first, _, rest = block.text.strip().partition("\n")
        if _FORWARDED.fullmatch(first):
            lines, after = _head(blocks[index + 1 :], rest)
            found = _fields(lines)
            if "from" not in found:
                return None
            return Forwarded(_unquoted(after), found["from"], found.get("date", ""), found.get("subject", ""))
        before += len(block.text)
        if before > _BEFORE_FORWARDED:
            return None
    return None


def _head(blocks: tuple[Block, ...], rest: str) -> tuple[list[str], tuple[Block, ...]]:
    """The lines that are fields, and the blocks after them."""
    lines = [line for line in rest.split("\n") if line.strip()]
    if not all(_FIELD.match(line) for line in lines):
        lines = [line for line in lines if _FIELD.match(line)]
        return lines, blocks
    for index, block in enumerate(blocks):
        own = [line for line in block.text.split("\n") if line.strip()]
        if not own or not all(_FIELD.match(line) for line in own) or len(block.text) > 1000:
            return lines, blocks[index:]
        lines += own
    return lines, ()


def _fields(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if match := _FIELD.match(line):
            name, value = match["name"].lower(), one_line(match["value"]).strip(" *")
            kind = "from" if name in _FROM else "date" if name in _DATE else "subject" if name in _SUBJECT else ""
            if kind:
                found.setdefault(kind, value)
    return found


def _unquoted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take a level of quoting off, if all of the text is quoted."""
    texts = [block for block in blocks if block.text.strip() and block.kind in (BlockKind.QUOTE, BlockKind.PARAGRAPH)]
    if not texts or not all(block.kind is BlockKind.QUOTE for block in texts):
        return blocks
    return tuple(_one_less(block) if block.kind is BlockKind.QUOTE else block for block in blocks)


def _one_less(block: Block) -> Block:
    if block.level > 1:
        return replace(block, level=block.level - 1)
    return replace(block, kind=BlockKind.PARAGRAPH, level=0)


def online_address(blocks: tuple[Block, ...]) -> str:
    """Return the address that a line such as "View in browser" links to, or empty."""
    for block in (*blocks[:8], *blocks[-12:]):
        if _is_view(block):
            return next((span.link for span in block.spans if span.link.startswith("http")), "")
    return ""


def without_delivery(blocks: tuple[Block, ...], headline: str) -> tuple[Block, ...]:
    """Return the blocks without the lines about the letter's delivery, at their two ends, and without its headline."""
    kept = [block for index, block in enumerate(blocks) if not (index < 8 and _is_view(block))]
    kept = [block for index, block in enumerate(kept) if not (index < 5 and _is_headline(block, headline))]
    kept = _without_footer(kept)
    while kept and kept[0].kind is BlockKind.RULE:
        del kept[0]
    return tuple(kept)


def _is_view(block: Block) -> bool:
    text = block.text.strip()
    is_line = block.image is None and 0 < len(text) <= 160 and any(span.link for span in block.spans)
    return is_line and bool(_VIEW.search(text) and _VIEW_CERTAIN.search(text))


def _is_headline(block: Block, headline: str) -> bool:
    return block.kind is BlockKind.HEADING and bool(headline) and folded(block.text) == folded(headline)


def _without_footer(blocks: list[Block]) -> list[Block]:
    """Cut the end off at the first line about delivery in the letter's second half, and what stands right before it."""
    total = sum(len(block.text) for block in blocks)
    passed = 0
    for index, block in enumerate(blocks):
        passed += len(block.text)
        rest = total - passed
        if passed > total // 2 and _is_delivery(block) and rest <= max(1500, total // 5):
            return _trimmed(blocks[:index])
    return [block for block in blocks if not (_is_delivery(block) and any(span.link for span in block.spans))]


def _is_delivery(block: Block) -> bool:
    return block.image is None and len(block.text) <= _SHORT and bool(_DELIVERY.search(block.text))


def _trimmed(blocks: list[Block]) -> list[Block]:
    while len(blocks) > 1 and _is_around(blocks[-1]):
        blocks.pop()
    return blocks


def _is_around(block: Block) -> bool:
    text = block.text.strip()
    if block.kind is BlockKind.RULE or (block.image is None and not text.strip("-_–— ") and not block.rows):
        return True
    return block.image is None and len(text) <= 160 and bool(_AROUND.match(text))
