"""Words by which a line shows that it belongs to the page and not to the story, in the languages we met them in.

Each table is a list of regular expressions for one meaning; a line is matched from its first letter on, in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_RELATED = (
    r"(?:also )?(?:read|see|watch|listen)(?: (?:more|next|also|on|this|here|it))?(?: (?:about|on|in|at|"
    r"from)\b[^:]{0,40})?",
    r"related(?: (?:stories|story|articles?|content|coverage|posts?|links?|news|video|topics?|reading))?",
    r"more(?: (?:on|from|about|news|stories|coverage)\b[^:]{0,40})?|must[ -]reads?|don['’]t miss|recommended|"
    r"further reading",
    r"you (?:may|might) (?:also )?(?:like|be interested in)|see also|previously|earlier",
    r"(?:other )?people are (?:also )?reading|what to read next|up next|popular(?: (?:now|on [\w ]{2,30}))?",
    r"(?:most (?:read|popular)|trending)(?: now)?|latest (?:news|stories|articles|headlines)",
    r"other [\w ]{2,20} (?:columns|stories|articles)",
    r"lesen sie (?:auch|hier|mehr|dazu)|mehr (?:zum thema|dazu|lesen|lesen sie)|auch interessant|siehe auch|"
    r"zum thema",
    r"weitere (?:videos|artikel|nachrichten|themen|meldungen|beiträge)|mehr (?:news|artikel)|passend dazu|"
    r"hintergrund|lire aussi|à lire(?: aussi| également)?|voir aussi|sur le même sujet",
    r"lee también|lea también|leer más|ver también|te puede interesar|más información|leggi anche|vedi anche",
    r"(?:le )?puede(?:s)? (?:interesar|ver)|leia (?:também|mais)|saiba mais|veja também|lees (?:ook|meer)",
    r"läs (?:också|mer|även)|les (?:også|mer)|læs også|czytaj (?:też|także|więcej)|zobacz (?:też|także)",
    r"читайте (?:также|ещ[её])|смотрите также|читай также|по теме|διαβάστε (?:επίσης|ακόμα)|baca juga|ayrıca oku",
    r"související|súvisiace|(?:artículos|noticias|notas|contenidos?|artigos|notícias|conteúdos?) relacionad[oa]s?|"
    r"relacionad[oa]s|articoli correlati|articles (?:liés|similaires|connexes)|ähnliche (?:artikel|beiträge)|"
    r"verwandte (?:artikel|themen|beiträge)|gerelateerde? \w+|ilgili (?:haberler|yazılar)|powiązane(?: artykuły)?|"
    r"похожие (?:статьи|новости|материалы)|kapcsolódó (?:cikkek|hírek)|relaterade? (?:artiklar|artikler)",
    "猜你喜欢|猜您喜欢|你可能(?:也|还)?喜欢|您可能(?:也|还)?(?:喜欢|感兴趣)|热门文章|最新文章|相关文章|相关阅读|相关新闻|延伸阅读|延伸閱讀|相關報導|相關新聞|相关报道|推荐阅读|関連記事|関連ニュース|あわせて読みたい|관련기사",
    "اقرأ أيضا|اقرأ أيضاً|إقرأ أيضاً|شاهد أيضا|ذات صلة|קראו (?:גם|עוד)|לקריאה נוספת|כתבות נוספות",
)
_CONTROLS = (
    r"(?:story|article) continues(?: .{0,60})?|(?:continue|keep) reading(?: .{0,60})?|scroll (?:down )?(?:for|"
    r"to)(?: .{0,60})?",
    r"(?:share|tweet|pin|e-?mail|print|save|comments?|reply|like|follow|subscribe|copy link|listen|play|close|"
    r"skip|loading)",
    r"(?:share|tweet|post|pin|e?mail|send|save|print) (?:this|it|on|via|to|by|with|article|story|page)\b.{0,60}",
    r"share this (?:story|article|post)\s*:.{0,200}|"
    r"kommentare?|commentaires?|comentarios?|commenti|reacties|コメント|评论区",
    r"\d+\s*(?:shares?|comments?|likes?|views?|replies|kommentare?|commentaires?|comentarios?|condivisioni)",
    r"(?:no|leave a|add a|post a|view|see all|show|hide|all|load|write a) comments?\b.{0,40}|leave a reply.{0,40}",
    r"join the (?:conversation|discussion).{0,80}|(?:click|tap) (?:here|to)\b.{0,80}|(?:hide|toggle) caption",
    r"\d+\s*[-–]?\s*min(?:ute)?s?\s*(?:read|to read|lesezeit|de lecture|de lectura)|(?:lesezeit|reading time).{0,30}",
    r"(?:view|see|open) (?:gallery|photos?|slideshow|image|all photos|full image).{0,40}|"
    r"enlarge(?: (?:this )?(?:image|photo))?",
    r"(?:image|photo|video|picture|video player|swipe|back to (?:gallery|video)|click to tweet|embed)s?\W{0,3}|"
    r"image source|(?:image|media) caption|media playback.{0,80}|playback (?:is )?not supported.{0,60}",
    r"video player is loading.*|this video (?:is|can).{0,80}|(?:back to|return to) (?:the )?(?:top|home|"
    r"article).{0,20}",
    r"(?:next|previous|prev|older|newer)(?: (?:article|story|post|page|slide))?",
    r"(?:分享|分享到|分享让更多人看到|收藏|打印|评论|责任编辑|返回|点击|订阅)(?:\W.{0,40})?",
)
_PROMPTS = (
    r"(?:advertise?ment|advertising|sponsored(?: content)?|anzeige|werbung|publicité|publicidad|reklama|"
    r"реклама)(?: .{0,30})?",
    "(?:广告|廣告|広告|إعلان|פרסומת)(?: .{0,30})?",
    r"(?:sign up|subscribe|register)\b.{0,20}\b(?:for|to)\b.{0,80}\b(?:newsletters?|e?mails?|alerts?|updates?|"
    r"briefing|inbox)\b.{0,120}",
    r"get (?:our|the|daily|all|more)\b.{0,60}\b(?:newsletter|inbox|headlines|email)\b.{0,120}",
    r".{0,60}\bdelivered (?:straight |directly )?to your inbox\b.{0,80}|(?:please )?enter (?:a valid|"
    r"your) e-?mail.{0,60}",
    r"thank you for (?:signing up|subscribing|registering).{0,120}|never miss\b.{0,60}\bby signing up\b.{0,80}",
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.{0,300}|.{0,80}all rights reserved",
    r"(?:like|follow|find|join) (?:us|me|him|her|them|@?\w+(?: \w+)?) on "
    r"(?:facebook|twitter|instagram|x|youtube|linkedin|telegram|whatsapp)\b.{0,120}|follow @?\w+",
    r"(?:download|get) (?:the|our) .{0,30}\bapp\b.{0,60}|(?:support|donate to) (?:our|us|the|quality) .{0,80}",
    r"(?:have a tip|got a tip|contact us|send us).{0,120}@?.{0,40}",
    r"(?:filed under|posted in|tagged(?: (?:with|as))?|tags?|topics?|categor(?:y|ies)|labels?|schlagwörter|"
    r"mots[- ]clés|"
    r"etiquetas|теги|标签|標籤|关键词|タグ)\s*[:：].{0,200}",
)
_DATED = (
    r"(?:first |originally |last )?(?:published|posted|updated|modified|created|edited)\b.{0,90}",
    r"(?:veröffentlicht|aktualisiert|erstellt|stand|publié|mis à jour|publicado|actualizado|pubblicato|"
    r"aggiornato)\b.{0,90}",
    "(?:opublikowano|опубликовано|обновлено|发布时间|发表|時間|时间|更新).{0,90}",
    r"(?:原创|原創|转载|轉載|首发|来源|來源)\s*[:：]?\s*\S.{0,60}?\d{4}[-年./]\s?\d{1,2}[-月./]\s?\d{1,2}.{0,30}",
)
_BYLINES = (
    r"(?:(?:written|posted|reported|story|words|text)\s+)?(?:by|von|par|por|di|door|av|autor(?:in|a)?|author|автор)"
    r"(?:\s*[:：/|]\s*|\s+)\S.{0,90}",
    r"(?:作者|记者|記者|文|來源|来源|编辑)(?:\s*[:：/|]\s*|\s+)\S.{0,90}",
)
_CREDITS = (
    r"(?:sources?|credits?|quellen?|fuentes?|fonte|来源|來源|출처|источник)\s*[:：]\s*\S.{0,120}",
    r"(?:additional |with )?(?:reporting|writing|compiled|editing|translation|research|written|edited) by\b.{0,400}",
    r"with (?:additional )?reporting (?:by|from)\b.{0,400}|[\w .'’-]{3,60}(?:contributed|reported from)\b.{0,200}",
    r"(?:\(c\)|©|copyright)\s*(?:©|\(c\)|by)?\s*(?:19|20)?\d{0,2}\b.{0,200}",
)
_CONTACTS = (
    r"(?:follow|find|reach|e-?mail|contact|write to|tweet at|connect with|send (?:tips|feedback))\b.{0,120}"
    r"(?:@|twitter|facebook|instagram|e-?mail|https?:).{0,160}|(?:subscribe|sign up|join)\b.{0,200}",
    r"(?:if you (?:enjoyed|liked) (?:this|the) (?:article|story|post)|have (?:something|anything) to (?:add|"
    r"share))\b.{0,250}",
    r"(?:got (?:a|any) (?:tips?|story|news)|do you have (?:a|any) (?:tips?|story)|"
    r"thanks? (?:you )?for reading)\b.{0,250}",
    r"get [\w ]{3,30} on the go\b.{0,60}",
)


def _line(expressions: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(expressions)})\W*$", re.IGNORECASE | re.DOTALL)


RELATED_LABEL = re.compile(rf"^\W*(?:{'|'.join(_RELATED)})\s*(?P<mark>[:：>»→|\-–—]+\s*|$)", re.IGNORECASE)
"""A line that begins so and is a link, or ends there, points to other stories. Its group `mark` is what divides."""

FURNITURE = _line((*_CONTROLS, *_PROMPTS))
"""A whole line that is a control, a prompt or a label of the page."""

DATE_LINE = _line(_DATED)
"""A line that dates the story."""

BYLINE = _line(_BYLINES)
"""A line that names who wrote the story."""

CLOSING_CREDIT = _line(_CREDITS)
"""A line at a story's end that says who made it or where it came from."""

CONTACT = _line(_CONTACTS)
"""A line at a story's end that asks the reader for something."""
