"""Bylines to names: what remains of "By IDA QUELL and Mo Tarn, Staff Writers, 3 May 2021" is two people."""

from __future__ import annotations

import re
from collections.abc import Iterable

from library.importers.dates import locate
from library.model.stamp import StampOrigin

_BY_WORDS = (
    r"by|von|par|por|di|door|af|av|autor(?:in|a|e|es|en)?|authors?|auteurs?|autore|författare|forfatter|автор|текст|"
    r"text(?:e|o)?|testo|tekst|作者|著者|文|記者|记者|撰文|כתב(?:ת|ו)?|מאת|بقلم|كتب(?:ت)?|إعداد|oleh|yazan|"
    r"tác giả|글|γράφει(?: ο| η)?"
)
_BY = re.compile(
    r"^\W*(?:(?:written|posted|published|reported|story|text|words|article|review(?:ed)?|analysis|opinion|report|"
    r"ein beitrag|geschrieben|veröffentlicht|écrit|publié|escrito|scritto|a cura|propos recueillis)\s+)?"
    rf"(?:{_BY_WORDS})(?:\s*[:：/|]\s*|\s+(?=\S)|$)",
    re.IGNORECASE,
)
_BY_LINE = re.compile(
    # A byline among the lines by the headline: the words that can stand in a sentence have to be followed by a name.
    r"^\W{0,3}(?:(?i:(?:written|story|words|text|reported|posted) by|geschrieben von|(?:ein beitrag|eine kolumne|"
    r"ein kommentar|eine analyse|ein gastbeitrag) von|écrit par|publié par|escrito por|scritto da|a cura di)[\s:]+|"
    r"(?:(?i:review )?[Bb]y|BY|Von|VON|Par|PAR|Por|POR|"
    r"Door|Af|Av|Di|Oleh)\s+"
    r"(?=[^\W\d_a-z][\w.'’-]*(?:\s|$))|"
    r"(?:作者|著者|文|撰文|記者|记者|בקלם|מאת|بقلم|كتب(?:ت)?|إعداد)(?:\s*[:：/|／]\s*|\s+))"
)
_LABEL = re.compile(
    r"(?:^|[\s(（|])(?i:autor(?:in|a|e|es|en)?|authors?|auteurs?|autore|författare|forfatter|автор|texte?|testo|"
    r"作者|著者|撰文|责编|責編|责任编辑|編輯)\s*[:：／/]\s*(?P<names>[^:：|)）]{2,80})"
)
_OTHERS_WORK = re.compile(
    r"(?<=\S)[\s,;|–—-]+(?:edited|photograph(?:s|y|ed)|photos?|pictures|illustrat(?:ed|ions?)|graphics?|"
    r"videos?|translat(?:ed|ion)|fotos?|bild(?:er)?|illustration(?:en)?|übersetzt|photographies|traduit|traducción|"
    r"fotografías?|foto di|medically reviewed|fact checked)\b\s*(?:by|von|par|por|de|di|:).*$",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT = re.compile(
    r"\s*(?:;|\||\s/\s|、|，|／|•|·|\n|\s&\s|\s\+\s|"
    r"\s(?i:and|und|et|y|e|en|og|och|i|и|та|ve|dan|sowie|with)\s(?!(?i:the)\b)(?=[^a-zß-ÿ])|"
    r"\s(?i:im gespräch mit|in conversation with|as told to|interviewed by)\s)\s*",
)
_SLASH = re.compile(r"(?<=[^\W\d_]{2})/(?=[^\W\d_])")
_AFTER = re.compile(
    r"\s*(?:\(.*|\[.*|（.*|\s[-–—|•]\s.*|@\w+.*|\b(?:on|am|le|um|at|for|für|in|updated|published|posted|opublikowano|"
    r"publié|aktualisiert|last)\b[\s:,]*(?:\d.*)?$|\d{1,2}[:.]\d\d\b.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"https?:|www\.", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(r"[<(]?[^\s<>()@]+@[^\s<>()@]+\.[^\s<>()@]+[>)]?")
_ROLE_WORDS = (
    r"staff|writers?|reporters?|correspondents?|editors?|columnists?|contributors?|contributing|producer|chief|"
    r"authors?|journalist(?:in|e)?s?|redakteur(?:in)?|redaktion|korrespondent(?:in)?|autor(?:in)?|guest|senior|"
    r"professor|special to|photographers?|médecin|rédact(?:eur|rice)|journaliste|correspondant(?:e)?|envoyée?|"
    r"spéciale?|periodista|corresponsal|redactora?|jornalista|repórter|giornalista|inviat[oa]|verslaggever|redacteur|"
    r"toimittaja|redaktør|redaktör|journalist|muhabiri?|корреспондент|обозреватель|журналист|редактор|"
    r"freelance|assistant|managing|deputy"
)
_ROLE = re.compile(rf"\b(?:{_ROLE_WORDS})\b", re.IGNORECASE)
_ROLE_BEFORE = re.compile(rf"^(?:(?:{_ROLE_WORDS}|the)\b[\s,:]*)+(?=\S+\s+\S)", re.IGNORECASE)
_ROLE_BEHIND = re.compile(rf"(?<=\S)(?:\s+(?:{_ROLE_WORDS}|for|of|in))+$|\s*(?:记者|記者|기자|특파원)$", re.IGNORECASE)
_FOR_SOMEBODY = re.compile(r"\s(?:at|for|using)\s", re.IGNORECASE)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|administrator|by|author|unknown|none|null|anonymous|staff|editor|guest|"
    r"view all|more|share|undefined|webmaster|redaktion|redaktionen|rédaction|la rédaction|redacción|redazione|"
    r"редакция|default|user|root|"
    r"follow|profile|posts?|comments?|email|twitter|facebook|updated|published)$|\b(?:see all|read more|"
    r"view (?:all|author|my)|minutes? read|rss feed|alle posts|"
    r"posts by|follow)\b|[<>{}=]|copyright|©|\b(?:gmbh|ltd|llc|inc|kg|ag)\b\.?|^\S+\.(?:com|org|net|de|fr|uk|at|"
    r"ch|it|es|nl|ru|info)$|"
    r"\b(?:von|by|par|por)$",
    re.IGNORECASE,
)
_NO_HOUSE = re.compile(
    r"https?:|www\.|@|[<>{}=]|\d{4}|^(?:admin|administrator|by|author|unknown|none|null|"
    r"anonymous|undefined|webmaster|default|user|root)$",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"de|dell?a?|di|da|do|dos|das|van|von|der|den|ten|la|le|el|al|bin|ibn|y|e|zu", re.IGNORECASE)
_LONGEST = 60
_LONGEST_LINE = 1000
_MOST_WORDS = 6


def authors(bylines: Iterable[str], source: str = "") -> tuple[str, ...]:
    """Return the names in bylines, each once, in order: without "By", roles, places, addresses and dates.

    A name that is the publication's own is no author, nor is an agency beside a person. Shouted names are set as
    names are.
    """
    found: dict[str, str] = {}
    for byline in bylines:
        for part in _parts(byline):
            name = _clean(part)
            if name and not _is_source(name, source):
                found.setdefault(name.casefold(), name)
    people = [name for name in found.values() if not _is_agency(name)]
    return tuple(people or found.values())[:20]


def are_people(found: tuple[str, ...]) -> bool:
    """True if a name among them is a person's in full, not a login, a first name alone or an agency's letters."""
    return any(" " in name or not name.isascii() for name in found)


def is_full_name(text: str) -> bool:
    """True if a text is written as a person's name is: two to five words, all but particles with a capital."""
    words = text.split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() or _PARTICLE.fullmatch(word) for word in words)


def house(bylines: Iterable[str]) -> tuple[str, ...]:
    """Return the first byline as it stands, if it is a short one, for a story that its publication or "Staff" signs."""
    for byline in bylines:
        text = _BY.sub("", " ".join(byline[:_LONGEST_LINE].split())).strip(" .,:;|-")
        if 2 <= len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and not _NO_HOUSE.search(text):
            return (text,)
    return ()


def labelled(line: str) -> str:
    """Return the names in a line that says that they are the authors', or empty."""
    if match := _BY_LINE.match(line):
        return line[match.end() :]
    match = _LABEL.search(line)
    return match["names"] if match else ""


def _is_source(name: str, source: str) -> bool:
    """True for the publication's own name, or a one-word name that is the beginning of it."""
    one, other = name.casefold(), source.casefold()
    return one == other or (" " not in one and len(one) > 4 and other.startswith(one))


def _is_agency(name: str) -> bool:
    """True for the letters of a wire service."""
    return " " not in name and name.isascii() and (name.isupper() or name in ("dpa", "afp", "apa", "ots"))


def _parts(byline: str) -> list[str]:
    text = _BY.sub("", " ".join(byline[:_LONGEST_LINE].replace("\n", " ; ").split()))
    text = _OTHERS_WORK.sub("", text)
    if any(char.isdigit() for char in text) and (found := locate(text, StampOrigin.TEXT)):
        text = text[: found.start] if found.start > 2 else text[found.end :]
    chunks = [piece for chunk in _SPLIT.split(text) for piece in _slash_parts(chunk)]
    return [part for chunk in chunks for part in _comma_parts(chunk) if part]


def _slash_parts(chunk: str) -> list[str]:
    """A slash parts a full name from what follows; within one word it belongs to an agency's ("dpa/lno")."""
    parts = _SLASH.split(chunk)
    return parts if len(parts) > 1 and len(parts[0].split()) > 1 else [chunk]


def _comma_parts(chunk: str) -> list[str]:
    parts = [part.strip() for part in chunk.split(",") if part.strip()]
    if len(parts) == 2 and all(len(part.split()) == 1 for part in parts) and parts[0].isascii():
        return parts if _ROLE.search(chunk) else [f"{parts[1]} {parts[0]}"]
    if len(parts) > 1 and len(parts[0].split()) > 1:
        parts = [parts[0], *(part for part in parts[1:] if len(part.split()) > 1)]  # a place, or an agency
    kept = [part for part in parts if not _ROLE.search(part)]
    return kept or parts[:1]


def _clean(part: str) -> str:
    if _ADDRESS.search(part):
        return ""
    name = _AFTER.sub("", _BY.sub("", _MAIL_ADDRESS.sub("", part).strip())).strip(" \t.,:;-–—|/*•·\u00a0\u200b")
    name = _without_shouted_tail(name)
    name = _ROLE_BEHIND.sub("", _ROLE_BEFORE.sub("", name)).strip(" ,.")
    if _ROLE.fullmatch(name) or _FOR_SOMEBODY.search(name):
        return ""
    if not 2 <= len(name) <= _LONGEST or _NOT_A_NAME.search(name) or len(name.split()) > _MOST_WORDS:
        return ""
    return _not_shouted(name) if any(char.isalpha() for char in name) else ""


def _without_shouted_tail(name: str) -> str:
    """A name without the publication's that was printed behind it in capitals ("Meg Tarn DAILY SOUND")."""
    words = name.split(" ")
    if len(words) < 3 or any(word.isupper() and len(word) > 2 for word in words[:2]):
        return name
    while len(words) > 2 and words[-1].isupper() and len(words[-1]) > 2 and "." not in words[-1]:
        words.pop()
    return " ".join(words)


def _not_shouted(name: str) -> str:
    """A full name in capitals alone, set as names are; initials and one word (an agency's letters) stay."""
    words = name.split()
    if len(words) < 2 or not name.isupper() or not any(len(word) > 2 for word in words):
        return name
    return " ".join(word if _is_initials(word) else _capitalised(word, place) for place, word in enumerate(words))


def _is_initials(word: str) -> bool:
    return "." in word[:-1] or len(word.rstrip(".")) == 1 or word in ("II", "III", "IV", "JJ", "TJ", "AJ", "JP")


def _capitalised(word: str, place: int) -> str:
    if place and _PARTICLE.fullmatch(word):
        return word.lower()
    set_small = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    return re.sub(r"\bMc(\w)", lambda match: f"Mc{match[1].upper()}", set_small)
