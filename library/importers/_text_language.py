"""The language of a story, where its script or its commonest words leave no doubt."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 20_000
_SCRIPTS = (
    # Scripts that one language writes, and the ranges of their letters.
    ("he", "\u05d0", "\u05ea"),
    ("el", "\u0391", "\u03ce"),
    ("th", "\u0e01", "\u0e4f"),
    ("ko", "\uac00", "\ud7a3"),
    ("hy", "\u0531", "\u0587"),
    ("ka", "\u10d0", "\u10ff"),
)
_STOP_WORDS = {
    "en": "the of and to in is that for it was with on as he at by his from they have this said not are",
    "de": "der die und das ist nicht ein eine zu den mit von auf für sich dem des auch im werden wird dass",
    "fr": "le les des et une est dans que qui pour pas sur avec au du plus ce cette ont été aux",
    "es": "el los las y una que del por con para se su no es al lo como más fue ha",
    "it": "il che di della gli per una con non sono nel del dei alla anche è più si ha delle",
    "pt": "o os que do da em uma com não para dos das ao mais foi pela são à também é",
    "nl": "de het een van en dat niet op te zijn voor met die aan ook er bij naar heeft werd",
    "sv": "och att det som en på är av för med den inte till har om ett var jag från",
    "da": "og at det som en på er af for med den ikke til har om et var jeg fra blev",
    "no": "og at det som en på er av for med den ikke til har om et var jeg fra ble",
    "pl": "w i na z się nie że do to jest o jak po co ale tak od za przez był",
    "cs": "a se na je v že s to z do o i ve jako za by ale k po jsem",
    "fi": "ja on ei että se oli hän mutta ovat myös kun joka sen niin kuin ole mukaan",
    "tr": "ve bir bu için ile da de olarak daha çok olan gibi ama en sonra kadar",
    "hu": "a az és hogy nem is egy ez volt meg de mint el csak már még",
    "ro": "și în de la cu pe nu o că care mai din este un pentru au fost",
    "ru": "и в не на что с он как это по но они к у из за от же так для",
    "uk": "і в не на що з він як це та але вони до у із за від ж так для є",
    "bg": "и в не на че с той като това по но те към у от за се да са е",
}
_WORDS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Return a BCP 47 tag, or empty where it isn't certain (Arabic script, related languages, few words)."""
    sample = text[:_SAMPLE]
    letters = [char for char in sample if char.isalpha()]
    if not letters:
        return ""
    for language, first, last in _SCRIPTS:
        if sum(first <= char <= last for char in letters) * 10 > len(letters) * 6:
            return language
    kana = sum("\u3041" <= char <= "\u30ff" for char in letters)
    han = sum("\u3400" <= char <= "\u9fff" for char in letters)
    if (kana + han) * 2 > len(letters):
        return "ja" if kana * 20 > kana + han else "zh" if not kana and han >= 8 else ""
    return _vote(sample)


def _vote(sample: str) -> str:
    words = Counter(word.casefold() for word in _LETTERS.findall(sample))
    total = words.total()
    votes = sorted(((sum(words[word] for word in known), language) for language, known in _WORDS.items()), reverse=True)
    (best, language), (second, _) = votes[0], votes[1]
    return language if best >= 5 and best * 8 >= total and best * 10 >= second * 13 else ""
