"""What CLDR lacks of a language: one small table each. Another language is read with CLDR alone.

A "~" in a word stands for the language's `ending`: "доллар~" is "доллар", "доллара", "долларов" …
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from factpack.numerals.numeral import Comparator

_MORE, _LEAST = Comparator.MORE_THAN, Comparator.AT_LEAST
_LESS, _MOST, _ABOUT = Comparator.LESS_THAN, Comparator.AT_MOST, Comparator.ABOUT


def _comparators(groups: Mapping[Comparator, str]) -> dict[str, Comparator]:
    return {phrase.strip(): comparator for comparator, phrases in groups.items() for phrase in phrases.split(",")}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language around a number; `ending` and the other `…_ending` are regular expressions."""

    ending: str = ""
    comparators_before: Mapping[str, Comparator] = field(default_factory=dict)
    comparators_after: Mapping[str, Comparator] = field(default_factory=dict)
    gap_to_comparator_after: str = r"\s"
    # Comparators that may also say until when ("до 2030 года") or to what level ("с 5 до 10", "вырос до 10").
    limits: frozenset[str] = frozenset()
    # Stems of the verbs after which a limit is a level that was reached.
    reaching: tuple[str, ...] = ()
    # May stand between a comparator and its number: "более чем на 84%".
    between: tuple[str, ...] = ()
    # Powers of ten.
    scales: Mapping[str, int] = field(default_factory=dict)
    # Words to ISO 4217 codes or "%".
    units: Mapping[str, str] = field(default_factory=dict)
    years: tuple[str, ...] = ()
    ordinal_ending: str = ""
    month_ending: str = ""
    # None where a month never stands before its day.
    month_before_day_ending: str | None = None


NONE = Words()

RUSSIAN = Words(
    ending="(?:ями|ами|ях|ах|ям|ам|ей|ов|ем|ом|ью|а|е|и|у|ы|ь|ю|я)?",
    comparators_before=_comparators(
        {
            _MORE: "более, больше, свыше, выше, более чем, больше чем, превысил, превысила, превысило, "
            " превысили, превышает, превышают, превысит",
            _LEAST: "не менее, не меньше, не ниже, не менее чем, не меньше чем, минимум, как минимум, по меньшей мере, "
            "по крайней мере",
            _LESS: "менее, меньше, ниже, менее чем, меньше чем",
            _MOST: "не более, не больше, не выше, не свыше, не более чем, не больше чем, максимум, до, вплоть до, "
            "не превышает, не превышают, не превысил, не превысит",
            _ABOUT: "около, примерно, порядка, приблизительно, почти, ориентировочно, где-то",
        },
    ),
    comparators_after=_comparators(
        {
            _MORE: "с лишним",
            _LEAST: "и более, и больше, и выше, или более, или больше",
            _MOST: "и менее, и меньше, и ниже, или менее, или меньше",
        },
    ),
    limits=frozenset({"до", "вплоть до"}),
    reaching=(
        "вырос",
        "выраст",
        "возрос",
        "увелич",
        "расшир",
        "подн",
        "повы",
        "довес",
        "довел",
        "довед",
        "сни",
        "сокра",
        "упа",
    ),
    between=("на", "в", "во", "с", "у", "из", "до", "по", "для"),
    scales={"тыс": 3, "тысяч~": 3, "млн": 6, "миллион~": 6, "млрд": 9, "миллиард~": 9, "трлн": 12, "триллион~": 12},
    units={
        "процент~": "%",
        "доллар~": "USD",
        "доллар~ сша": "USD",
        "долл сша": "USD",
        "долл. сша": "USD",
        "долл": "USD",
        "тенге": "KZT",
        "тг": "KZT",
        "рубл~": "RUB",
        "руб": "RUB",
        "фунт~": "GBP",
        "фунт~ стерлингов": "GBP",
        "британских фунтов": "GBP",
        "юан~": "CNY",
    },
    years=("год", "года", "году", "годом", "годы", "годов", "годам", "годами", "годах", "гг", "г"),
    ordinal_ending=r"[-‐‑](?:ого|его|го|ое|ее|е|ому|му|ым|м|й|я|ю|х|летие)",
)

ENGLISH = Words(
    ending="s?",
    comparators_before=_comparators(
        {
            _MORE: "more than, over, above, exceeding, exceeds, exceeded, in excess of, upwards of, greater than",
            _LEAST: "at least, no less than, no fewer than, not less than, not fewer than, a minimum of, minimum",
            _LESS: "less than, fewer than, under, below",
            _MOST: "at most, up to, no more than, not more than, not exceeding, a maximum of, as much as, as many as",
            _ABOUT: "about, around, approximately, approx., roughly, some, nearly, almost, circa, ca., c.",
        },
    ),
    comparators_after=_comparators(
        {_LEAST: "or more, or above, and more, and above", _MOST: "or less, or fewer, or below"},
    ),
    limits=frozenset({"up to"}),
    reaching=("rise", "rose", "grow", "grew", "increas", "climb"),
    between=("a", "an", "the"),
    scales={"k": 3, "m": 6, "mn": 6, "mln": 6, "b": 9, "bn": 9, "bln": 9, "t": 12, "tn": 12, "trn": 12}
    | {"thousand~": 3, "million~": 6, "billion~": 9, "trillion~": 12},
    units={
        "percent": "%",
        "per cent": "%",
        "dollar~": "USD",
        "us dollar~": "USD",
        "u.s. dollar~": "USD",
        "american dollar~": "USD",
        "tenge": "KZT",
        "rouble~": "RUB",
        "ruble~": "RUB",
        "pound~": "GBP",
        "pound~ sterling": "GBP",
        "yuan": "CNY",
    },
    ordinal_ending=r"(?:st|nd|rd|th)(?:\sof)?",
    month_before_day_ending="",
)

KAZAKH = Words(
    ending=r"[^\W\d_]{0,8}",
    comparators_before=_comparators(
        {
            _LEAST: "кемінде, кем дегенде, ең азы, ең кемі",
            _MOST: "ең көбі, көп дегенде",
            _ABOUT: "шамамен, жуықтап алғанда, жобамен",
        },
    ),
    comparators_after=_comparators(
        {
            _MORE: "астам, артық, аса, көп, жоғары, асты, асады, асып",
            _LEAST: "кем емес, аз емес, кем болмайтын, төмен емес",
            _LESS: "кем, аз, төмен",
            _MOST: "артық емес, аспайтын, аспайды, көп емес, дейін",
            _ABOUT: "жуық, жақын, тарта",
        },
    ),
    # The comparator follows a number, a unit or up to two nouns in the ablative or dative: "500 компаниядан астам".
    gap_to_comparator_after=r"[-‐‑]?[^\W\d_]{0,12}(?:\s[^\W\d_]{1,24}){0,2}?(?<=[дтн][ае]н|.[ғгқкн][ае])\s",
    scales={"мың~": 3, "млн": 6, "миллион~": 6, "млрд": 9, "миллиард~": 9, "трлн": 12, "триллион~": 12},
    units={
        "пайыз~": "%",
        "процент~": "%",
        "доллар~": "USD",
        "ақш доллар~": "USD",
        "теңге~": "KZT",
        "тг": "KZT",
        "рубл~": "RUB",
        "ресей рубл~": "RUB",
        "еуро~": "EUR",
        "фунт~": "GBP",
        "фунт стерлинг~": "GBP",
        "британ~ фунт~": "GBP",
        "юан~": "CNY",
    },
    years=("жыл", "жылы", "жылғы", "жылға", "жылдың", "жылдан", "жж", "ж"),
    ordinal_ending=r"[-‐‑](?:ыншы|інші|ншы|нші|шы|ші)",
    month_ending=r"[^\W\d_]{0,7}",
    month_before_day_ending="[ндт][ыі]ң",
)

WORDS: Mapping[str, Words] = {"ru": RUSSIAN, "en": ENGLISH, "kk": KAZAKH}
