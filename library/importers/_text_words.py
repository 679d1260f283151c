"""The furniture of newspaper pages as scraped text has it: labels, credits, share bars. Tables and their tests."""

from __future__ import annotations

import re


def _any(table: str) -> str:
    """One pattern out of a table's lines: each line is one or more alternatives."""
    return "|".join(line.strip() for line in table.strip().splitlines())


_JUNK_CORES = frozenset(
    re.split(
        r"\s+",
        """share email e-mail print facebook twitter tweet whatsapp pinterest linkedin reddit telegram flipboard pocket
        image images teilen drucken partager imprimer compartir imprimir condividi stampa delen""",
    )
)
_JUNK_WORDS = _JUNK_CORES | frozenset(
    re.split(
        r"\s+",
        """shares mail tweets messenger copy link save bookmark like comment comments follow subscribe pin this on via
        by for later article story page with friends us google+ tumblr x buffer instagram youtube more options icon
        photo video gallery caption kommentare envoyer enviar deel""",
    )
)
_JUNK_LINE = re.compile(
    _any(
        r"""
        image(?:[ :]*(?:image|source|caption|copyright)?)?|photo|video|play video|loading
        advertise?ments?|advertising|sponsored(?: content)?|promoted(?: content)?
        (?:story|article|content|text) continues (?:after|below)(?: the)? (?:advert\w*|ad|image|video)
        continue reading(?: (?:below|the main story))?|read more
        skip (?:advertisement|to (?:main )?content|past .{0,40})|back to (?:the )?top|return to top
        close|menu|search|sign (?:in|up)|log ?in|subscribe(?: now)?
        (?:sign up|subscribe) (?:for|to) (?:our|the) .{0,40}newsletter.{0,40}
        click (?:here )?to (?:share|print|email|enlarge).{0,30}
        (?:view|see) (?:full[ -]?size|larger) image|enlarge(?: image)?
        this (?:page|site) (?:uses|requires) (?:cookies|javascript).{0,40}|we use cookies.{0,60}
        \d+ ?(?:shares?|comments?|views?|likes?)|(?:add|leave|post) a comment|view comments
        anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|reklama|reklame|annonce
        реклама|広告|广告|廣告
        """
    ),
    re.IGNORECASE,
)
_TOKENS = re.compile(r"[\s|•·,/&()\[\]:>»]+")
_LABELS = {
    # What a label announces, and how papers print it.
    "published": r"""
        published(?: on| at)?|publish date|publication date|(?:first|originally) published(?: on)?|posted(?: on)?|date
        date published|created|issued|veröffentlicht(?: am)?|publié(?: le)?|publicado(?: el| em)?
        pubblicato(?: il)?|gepubliceerd(?: op)?|publicerad|publisert|udgivet|opublikowano|опубликовано|дата
        发布时间|发布于|發布時間|日期|時間|公開日|公開|配信|掲載日|등록|입력|datum|fecha|data|תאריך|نشر في|نشر
        تاريخ النشر|yayınlanma(?: tarihi)?|diterbitkan
        """,
    "updated": r"""
        updated(?: on| at)?|last updated(?: on| at)?|last modified(?: on)?|modified|update|revised
        aktualisiert(?: am)?|stand|zuletzt aktualisiert|mis à jour(?: le)?|mise à jour|actualizado(?: el)?
        atualizado(?: em)?|aggiornato(?: il)?|bijgewerkt(?: op)?|uppdaterad|oppdatert|opdateret|zaktualizowano
        обновлено|更新时间|更新於|更新|最終更新|수정|güncellenme(?: tarihi)?|diperbarui|تحديث|עודכן
        """,
    "author": r"""
        authors?|byline|written by|words by|text by|story by|reporter|autor|autorin|autore|auteur|автор|作者|撰文
        記者|记者|文|기자|מאת|by|from
        """,
    "source": r"source|publication|newspaper|publisher|site|quelle|fuente|fonte|bron|источник|来源|來源|出典|출처",
    "section": r"section|category|rubric|desk|department|ressort|rubrik|rubrique|sección|seção|sezione|categor[ií]a",
    "keywords": r"""
        tags?|keywords?|topics?|filed under|related topics|schlagworte|mots[- ]clés|etiquetas|temas|parole chiave
        标签|關鍵詞|关键词|タグ
        """,
    "url": r"url|link|web|web address|address|permalink|original url|canonical",
    "headline": r"headline|title|subject|titel|titre|título|titolo|标题|標題|タイトル",
    "standfirst": r"standfirst|subtitle|sub-?headline|summary|abstract|dek|deck|chapeau",
    "kicker": r"kicker|overline|strapline",
    "organisation": r"organi[sz]ation",
    "transport": r"lines|to|cc|bcc|reply-to|message-id|newsgroups|x-[\w-]+|content-[\w-]+|mime-version|references",
}
_LABEL = re.compile("|".join(f"(?P<{kind}>{_any(words)})" for kind, words in _LABELS.items()), re.IGNORECASE)
_LABELLED = re.compile(r"(?P<label>[^\s:：][^:：\n]{0,30}?)\s{0,9}[:：]\s{0,9}(?P<value>\S.*)", re.DOTALL)
_RELATED_LABEL = re.compile(
    rf"""[■◆●【]?\s?(?:{
        _any(
            '''
            related(?: (?:articles?|stories|story|content|links?|coverage|news))?|read (?:more|also|next)|see also
            more (?:on|from) [^:]{1,30}|also read|you may also like|most (?:read|popular)|more stories|recommended
            further reading|don['’]t miss|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|sur le même sujet
            lea también|también te puede interesar|leia (?:também|mais)|leggi anche|lees ook|läs också|czytaj także
            читайте также|по теме|関連(?:リンク|記事|ニュース)|(?:相关|相關)(?:阅读|新闻|報導|新聞|链接)|관련기사
            '''
        )
    })】?\s?[:：]?""",
    re.IGNORECASE,
)
_AGENCY = (
    r"(?:reuters|afp|ap|associated press|agence france[- ]presse|bloomberg|dpa|upi|pa media|xinhua|tass|efe|ansa|kyodo)"
)
_CREDIT = re.compile(
    r"[(\[（【—–-]{0,3}\s?(?:"
    + _any(
        rf"""
        additional (?:reporting|research|material|writing)|(?:with )?reporting by|reported by
        with (?:contributions?|files|reporting|material|additional reporting) (?:from|by)
        (?:writing|editing|edited|compiled|translated|translation|photographs?|photos?|photography|pictures?) by
        (?:illustrations?|graphics?|video|words) by|{_AGENCY} (?:contributed|and .{{2,40}} contributed)
        (?:the )?{_AGENCY}\s?[)\].]?$|contributors?:|contributing:|staff writers?$
        (?:photo|image|picture|photograph)s?(?: credits?)?\s?:|credits?\s?:|sources?\s?:
        this (?:article|story|piece|report) (?:was |is )?(?:first |originally )?(?:appeared|published)\b
        this (?:article|story|piece|report) was provided by
        originally published|reprinted (?:with|from|by)|follow .{{2,80}} on (?:twitter|facebook|google)
        责任编辑|責任編輯|编辑[:：]|編輯[:：]|来源[:：]|來源[:：]|文責|取材|摄影|攝影
        fotos?:|mit material von|avec (?:l['’])?(?:afp|reuters|agences)|con información de|redaktion:
        """
    )
    + ")",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"\W{0,3}(?:copyright\b|©|\(c\)\s|all rights reserved|alle rechte vorbehalten|tous droits réservés|"
    r"版权所有|版權所有|todos los derechos reservados|tutti i diritti riservati)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[(\[*—–-]{0,2}\s?(?:"
    + _any(
        r"""
        corrections?|clarification|editor['’]?s?['’]? note|editorial note|note to readers|amendment|erratum|errata
        berichtigung|korrektur|anmerkung der redaktion|rectificatif|note de la rédaction|fe de errores
        nota (?:del editor|de la redacción)|rettifica|更正|编者按|編者按|訂正|정정
        """
    )
    + r")(?:\s?\([^)]{0,40}\)|[\w ,]{0,30})?\s?[:：—]"
    r"|\W{0,2}this (?:article|story|post|piece|column) (?:was|has been) (?:amended|corrected|updated|edited) ",
    re.IGNORECASE,
)
LONGEST_LINE = 400
"""Code points: no line of furniture is longer, so longer ones are never matched."""


def is_junk(line: str) -> bool:
    """True for a line no reader misses: an image's alt text, a share bar, an advert's label, a menu's word."""
    if len(line) > 120:
        return False
    bare = line.strip(" .*-–—|[](){}<>»«•·…")
    if _JUNK_LINE.fullmatch(bare):
        return True
    words = [word for word in _TOKENS.split(bare.casefold()) if word]
    if not 0 < len(words) <= 20 or any(word not in _JUNK_WORDS and not word.isdecimal() for word in words):
        return False
    cores = sum(word in _JUNK_CORES for word in words)
    return cores * 2 >= len(words) or cores >= 2


def labelled(line: str) -> tuple[str, str] | None:
    """Return what a labelled line announces ("published", "author", …) and its value, or None."""
    if len(line) > LONGEST_LINE:
        return None
    match = _LABELLED.fullmatch(line.strip())
    kind = _LABEL.fullmatch(match["label"]) if match else None
    if match is None or kind is None or kind.lastgroup is None:
        return None
    return kind.lastgroup, match["value"].strip()


def is_related_label(line: str) -> bool:
    """True for a line that announces headlines of other stories."""
    return len(line) <= 60 and bool(_RELATED_LABEL.fullmatch(line.strip(" *-–—")))


def related_headline(line: str) -> str:
    """Return the headline behind an announcement on its own line ("Read also: …"), or empty."""
    if len(line) > LONGEST_LINE or not (match := _RELATED_LABEL.match(line)):
        return ""
    rest = line[match.end() :].strip()
    return rest if rest and match[0].rstrip().endswith((":", "：")) and rest[-1:] not in ".。" else ""


def is_credit(line: str) -> bool:
    """True for a closing line that says who else worked on the story, where it came from, or whose it is."""
    return len(line) <= LONGEST_LINE and bool(_CREDIT.match(line) or _COPYRIGHT.match(line))


def is_note(line: str) -> bool:
    """True for a correction, a clarification or another word of the editors about the story."""
    return bool(_NOTE.match(line[:LONGEST_LINE]))
