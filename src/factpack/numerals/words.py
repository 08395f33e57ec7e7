"""What CLDR lacks of a language: one small table each. Another language is read with CLDR alone.

A "~" in a word stands for the language's `ending`: "доллар~" is "доллар", "доллара", "долларов" …
The names of currencies that CLDR gives have it after every word, less the end that `stripped` matches.
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
    # None where CLDR's forms are all that there are.
    stripped: str | None = None
    comparators_before: Mapping[str, Comparator] = field(default_factory=dict)
    comparators_after: Mapping[str, Comparator] = field(default_factory=dict)
    gap_to_comparator_after: str = r"\s"
    # Comparators that may also say until when ("до 2030 года") or to what level ("с 5 до 10", "вырос до 10"). One after
    # the number that is not among them makes a count of the years before it: "2000 жылдан астам".
    limits: frozenset[str] = frozenset()
    # Stems of the verbs after which a limit is a level that was reached.
    reaching: tuple[str, ...] = ()
    # May stand between a comparator and its number: "более чем на 84%".
    between: tuple[str, ...] = ()
    # What stands before a range in words, at its first end and between its ends: "от 5 до 10 млрд", "5-тен 10 пайызға".
    range_opens: str = ""
    range_joins: str = "(?!)"
    # After a whole number, what adds a half to it: "2 с половиной миллиона".
    halves: tuple[str, ...] = ()
    # What stands before a number in words that begins with a hundred or more ("a million", but not "several million" or
    # "half a million"), and after one that is a fraction's ("three quarters").
    one_of: str = "(?!)"
    fractions: tuple[str, ...] = ()
    # Words that text2num takes for numbers, and this project does not.
    no_numbers: frozenset[str] = frozenset()
    # Powers of ten.
    scales: Mapping[str, int] = field(default_factory=dict)
    # Words to ISO 4217 codes or "%"; what looks like a unit and is none, to "".
    units: Mapping[str, str] = field(default_factory=dict)
    years: tuple[str, ...] = ()
    # What makes ten years of a year that ends in 0: "1990s".
    decade: str = "(?!)"
    ordinal_ending: str = ""
    month_ending: str = ""
    # None where a month never stands before its day.
    month_before_day_ending: str | None = None


NONE = Words()

RUSSIAN = Words(
    # Of nouns and adjectives, and little else: "21 миллионер" is no 21 million.
    ending="(?:(?!ер)[аеийоуыьюя][а-я]{0,2})?",
    stripped="[аияы]ми|[ео](?:го|му)|[аеиоыя]м|[аияы]х|[еиоы][ей]|[ая]я|[ую]ю|ов|ью|[аеийуыьюя]",
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
    limits=frozenset({"до", "вплоть до", "и более", "и больше", "и выше", "и менее", "и меньше", "и ниже"}),
    reaching=(
        "вырос",
        "выраст",
        "возрос",
        "увелич",
        "расшир",
        "подня",
        "подни",
        "повыс",
        "повыш",
        "довес",
        "довел",
        "довед",
        "сниж",
        "сниз",
        "сокра",
        "упал",
        "упад",
    ),
    between=("на", "в", "во", "с", "у", "из", "до", "по", "для"),
    range_opens="от|с|со",
    range_joins=r"\s(?:до|по)\s",
    halves=("с половиной",),
    scales={"тыс": 3, "тысяч~": 3, "млн": 6, "миллион~": 6, "млрд": 9, "миллиард~": 9, "трлн": 12, "триллион~": 12}
    | {"тысячн~": 3, "миллионн~": 6, "миллиардн~": 9},
    units={
        "процент~": "%",
        "процентн~": "%",
        "процентн~ пункт~": "",
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
        "британск~ фунт~": "GBP",
        "юан~": "CNY",
    },
    years=("год", "года", "году", "годом", "годы", "годов", "годам", "годами", "годах", "гг", "г"),
    decade=r"[-‐‑](?:ые|ых|ым|ыми|е|х|м|ми)(?!\w)",
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
    range_opens="from|between",
    range_joins=r"\s(?:to|and)\s",
    halves=("and a half",),
    one_of=r"(?<!half\s)(?<!quarter\sof\s)(?<!third\sof\s)(?<!\w)a\s",
    no_numbers=frozenset({"tens", "o"}),
    fractions=("half", "halves", "quarter", "quarters", "thirds", "fifths", "tenths", "hundredths", "thousandths"),
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
    decade=r"['’]?s(?!\w)",
    # Of an ordinal in digits, or behind one in words.
    ordinal_ending=r"(?:(?:st|nd|rd|th)|(?<=st|nd|rd|th))(?:\sof)?",
    month_before_day_ending="",
)

KAZAKH = Words(
    # Case endings agglutinate; "мыңжылдық" is a millennium.
    ending=r"(?!жыл)[^\W\d_]{0,8}",
    stripped="",
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
            _ABOUT: "жуық, жақын, тарта, -дай, -дей, -тай, -тей",
        },
    ),
    # The comparator follows a number, a unit or up to two nouns: "500 компаниядан астам". They are in the ablative,
    # before some in the dative; "84 пайызға көп" is more by 84 %.
    gap_to_comparator_after=r"[-‐‑]?[^\W\d_]{0,12}(?:\s[^\W\d_]{1,24}){0,2}?"
    r"(?:(?<=[дтн][ае]н)\s|(?<=[ғгқкн][ае])\s(?=дейін|жуық|жақын|тарта))",
    limits=frozenset({"дейін"}),
    reaching=("өс", "арт", "ұлғай", "көбей", "көтеріл", "жет", "төменде", "азай", "қысқар", "кемі"),
    range_joins=r"[-‐‑]?[дтн][ае]н\s",
    halves=("жарым",),
    scales={"мың~": 3, "млн": 6, "миллион~": 6, "млрд": 9, "миллиард~": 9, "трлн": 12, "триллион~": 12},
    units={
        "пайыз~": "%",
        "процент~": "%",
        "пайыздық тармақ~": "",
        "пайыздық пункт~": "",
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
    years=("жыл", "жылы", "жылғы", "жылға", "жылдың", "жылдан", "жылмен", "жылдары", "жылдарға", "жж", "ж"),
    decade=r"[-‐‑](?:ыншы|інші|ншы|нші|шы|ші)\sжылдар",
    ordinal_ending=r"[-‐‑](?:ыншы|інші|ншы|нші|шы|ші)",
    month_ending=r"[^\W\d_]{0,7}",
    month_before_day_ending="[ндт][ыі]ң",
)

WORDS: Mapping[str, Words] = {"ru": RUSSIAN, "en": ENGLISH, "kk": KAZAKH}
