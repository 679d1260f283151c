"""Words with a full stop that end no sentence, by language: data alone.

Titles, months and what stands before a number or a name. What as often ends a sentence ("etc.", "p.m.") isn't here:
two sentences read in one breath are a smaller fault than one cut in half, but every unneeded one costs a stop.
"""

from __future__ import annotations

_EVERYWHERE = "dr prof mr mrs ms st no nr vs cf dott"

_BY_LANGUAGE = {
    "en": "messrs mme mlle rev hon sen rep gov gen col maj capt lt sgt adm cmdr pres supt insp det fr sr jr mt ft "
    "ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec vol pp p ch fig figs eq art sec para nos op ed eds "
    "approx est e.g i.e viz al inc ltd corp bros u.s u.k u.n",
    "de": "hr fr frl dipl ing mag med phil jur rer nat h.c bzw ca z d h u o s i d.h z.b u.a o.ä s.o s.u vgl sog "
    "inkl exkl evtl ggf abs art bd hrsg hg jg jh jhd kap mio mrd str tel usw v.chr n.chr geb gest verh zzgl jan feb "
    "aug sept okt nov dez",
    "fr": "m mm mme mmes mlle mlles me mgr p.ex c.-à-d env éd fig art chap vol janv févr avr juil sept oct nov déc av "
    "apr bd tél réf",
    "es": "sr sra sres srta dña d da ud uds lic ing arq gral cnel av avda núm pág págs p.ej ee.uu aprox art cap fig "
    "tel vol ed ene feb abr ago sept oct nov dic",
    "it": "sig sig.ra sigg on avv ing arch geom rag prof.ssa dott.ssa pag pagg fig cap art vol ed tel ecc p.es gen "
    "feb apr ago sett ott nov dic",
    "pt": "sr sra srta dra profa d eng arq exmo exma av r núm pág págs p.ex aprox art cap fig tel vol ed jan fev abr "
    "ago set out nov dez",
    "nl": "dhr mevr mw drs ir ing jhr bijv o.a m.n d.w.z ca blz pag fig art hfdst tel nov dec jan feb apr aug sept okt",
    "sv": "t.ex bl.a d.v.s s.k kl ca fig kap sid tel jan feb apr aug sept okt nov dec",
    "da": "f.eks bl.a dvs ca kl fig kap side tlf jan feb apr aug sept okt nov dec",
    "nb": "f.eks bl.a dvs ca kl fig kap side tlf jan feb apr aug sept okt nov des",
    "pl": "np tzn tzw ul al pl im inż mgr hab red godz ok pkt rys str tel wg św",
    "cs": "např tzv tzn ing mgr mudr judr phdr ul nám tel str obr č odst resp",
    "ru": "г гг в вв ул им т.е т.к т.н т.д т.п д-р проф акад стр рис см ср тыс млн млрд руб",
    "uk": "м вул ім т.зв проф акад див рис стор тис млн млрд грн",
    "el": "κ κα δρ π.χ δηλ βλ σελ αρ",
    "tr": "av doç yrd sn bkz örn vb yy",
    "fi": "esim ns mm n klo ks ym tri puh",
    "hu": "ifj id pl ill ún kb old",
}

_FIGURES = "no nos nr art fig figs p pp ch sec para vol op kap abs"
BEFORE_NUMBERS = frozenset(_FIGURES.split())
"""Abbreviations that are whole words as well, or letters: it is before figures alone that they end no sentence."""

_ORDINALS = frozenset(("de", "da", "nb", "nn", "no", "fi", "cs", "sk", "pl", "hu", "hr", "sr", "sl", "tr", "et", "lv"))
"""Languages that write an ordinal number as figures with a full stop: "am 9. Februar"."""

_TABLES = {language: frozenset(f"{_EVERYWHERE} {words}".split()) for language, words in _BY_LANGUAGE.items()}
_OTHERWISE = frozenset(_EVERYWHERE.split())


def abbreviations(language: str) -> frozenset[str]:
    """Return the abbreviations of a language (a BCP 47 tag), in small letters without their last full stop."""
    return _TABLES.get(language.partition("-")[0].lower(), _OTHERWISE)


def writes_ordinals(language: str) -> bool:
    """True if figures with a full stop are an ordinal number in that language."""
    return language.partition("-")[0].lower() in _ORDINALS
