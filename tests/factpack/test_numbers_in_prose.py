"""A table of numbers as prose prints them: what a careful reader takes each for, and where there is none."""

import re
from decimal import Decimal

import pytest

from factpack.numerals import Comparator, Numeral, read_numerals

# A text, and each number in it: comparator, value, unit, "of" the month, "to" the worth of the last digit printed.
RUSSIAN = [
    # digits
    ("10 000 тонн", "10000"),
    ("10\u00a0000 км", "10000"),
    ("1\u2009250 мест", "1250"),
    ("1\u202f234\u202f567 человек", "1234567"),
    ("5 400 000,50 рубля", "5400000.50 RUB to 0.01"),
    ("1,5 балла", "1.5 to 0.1"),
    ("1.5 балла", "1.5 to 0.1"),
    ("12.5 млн тонн", "12.5e6 to 1e5"),
    ("1.234.567 голосов", "1234567"),
    ("2026 500 заявок", "2026; 500"),
    ("их 5, а тех 7", "5; 7"),
    # scale words
    ("20,3 млн", "20.3e6 to 1e5"),
    ("5 тыс. человек", "5e3 to 1e3"),
    ("3 млн. тонн", "3e6 to 1e6"),
    ("5 миллионам детей", "5e6 to 1e6"),
    ("владеет 40 тысячами гектаров", "40e3 to 1e3"),
    ("о 2 триллионах рублей", "2e12 RUB to 1e12"),
    ("с 3 миллиардами тенге", "3e9 KZT to 1e9"),
    ("1,5-миллионный город", "1.5e6 to 1e5"),
    ("2 с половиной миллиона", "2.5e6 to 1e5"),
    ("1 млн 200 тыс. тенге", "1.2e6 KZT to 1e3"),
    ("10 тысячелетий, 21 миллионер", "10; 21"),
    # currencies
    ("1,6 млрд долларов США", "1.6e9 USD to 1e8"),
    ("$1,18 млрд", "1.18e9 USD to 1e7"),
    ("£5,4 млн", "5.4e6 GBP to 1e5"),
    ("€300 тыс.", "300e3 EUR to 1e3"),
    ("5 тыс. евро", "5e3 EUR to 1e3"),
    ("350 млрд тенге", "350e9 KZT to 1e9"),
    ("1 200 ₸", "1200 KZT"),
    ("₸1 200", "1200 KZT"),
    ("500 тг", "500 KZT"),
    ("USD 100", "100 USD"),
    ("50 долл. США", "50 USD"),
    ("60 руб. за штуку", "60 RUB"),
    ("7 млрд юаней", "7e9 CNY to 1e9"),
    ("2 млн фунтов стерлингов", "2e6 GBP to 1e6"),
    ("10 млн австралийских долларов", "10e6 AUD to 1e6"),
    ("с 10 млн канадскими долларами", "10e6 CAD to 1e6"),
    ("20 млн индийских рупий", "20e6 INR to 1e6"),
    ("3 млн сингапурских долларов", "3e6 to 1e6"),
    # percentages
    ("на 84%", "84 % to 1"),
    ("84\u00a0%", "84 % to 1"),
    ("84 процентами", "84 % to 1"),
    ("0,5 процента", "0.5 % to 0.1"),
    ("10-процентный рост", "10 % to 1"),
    ("5,5%-ный рост", "5.5 % to 0.1"),
    ("5 процентных пунктов", "5"),
    ("на 5 п.п.", "5"),
    # ranges
    ("на 2026-2027 годы", "2026; 2027"),
    ("5–6 млрд", "5e9 to 1e9; 6e9 to 1e9"),
    ("$5-6 млрд", "5e9 USD to 1e9; 6e9 USD to 1e9"),
    ("10—15%", "10 % to 1; 15 % to 1"),
    ("от 5 до 10 млрд тенге", "5e9 KZT to 1e9; 10e9 KZT to 1e9"),
    ("вырос с 5 до 10%", "5 % to 1; 10 % to 1"),
    ("2-3 тыс. человек", "2e3 to 1e3; 3e3 to 1e3"),
    ("с 5 по 10 марта", "5 of 3; 10 of 3"),
    ("с 2020 года по 5 марта", "2020; 5 of 3"),
    # ordinals
    ("34-летие", "34"),
    ("21-й век", "21"),
    ("на 3-м заседании", "3"),
    ("XXI век, III форум", ""),
    ("10-го марта", "10 of 3"),
    ("в 1990-х годах", "~1990"),
    # signs
    ("снижение (-5%)", "-5 % to 1"),
    ("при −15 градусах", "-15"),
    ("рост +3,2%", "3.2 % to 0.1"),
    ("рост – 5%", "5 % to 1"),
    ("5 - 3", "5; 3"),
    # comparators
    ("более 500 компаний", ">500"),
    ("чуть более 500", ">500"),
    ("свыше $1 млрд", ">1e9 USD to 1e9"),
    ("более чем в 3 раза", ">3"),
    ("превысило 84%", ">84 % to 1"),
    ("500 с лишним компаний", ">500"),
    ("более 2000 лет", ">2000"),
    ("не менее чем на 5,5 процента", ">=5.5 % to 0.1"),
    ("минимум 10", ">=10"),
    ("500 и более", ">=500"),
    ("менее 20 британских фунтов", "<20 GBP"),
    ("не превышает 5%", "<=5 % to 1"),
    ("до 500 мест", "<=500"),
    ("не более, чем 500", "<=500"),
    ("около 1,5 млн", "~1.5e6 to 1e5"),
    ("почти на 20%", "~20 % to 1"),
    ("порядка 300", "~300"),
    ("~500", "~500"),
    ("≥500", ">=500"),
    ("до 2030 года", "2030"),
    ("к 2030 году", "2030"),
    ("вырос до 10 млрд", "10e9 to 1e9"),
    ("увеличить грузооборот порта до 15 млн тонн", "15e6 to 1e6"),
    ("увеличить экспорт в полтора раза – до 15 млн", "15e6 to 1e6"),
    ("вырос на 12%, до 5 млрд", "12 % to 1; 5e9 to 1e9"),
    ("штраф – до 5 млн", "<=5e6 to 1e6"),
    ("упаковка весит до 5 кг", "<=5"),
    # dates
    ("27 февраля 2026 года", "27 of 2; 2026"),
    ("27.02.2026", "27 of 2; 2; 2026"),
    ("2026-02-27", "2026; 2; 27 of 2"),
    ("27/02/2026, 03/04/2026", "27 of 2; 2; 2026; 3 of 4; 4; 2026"),
    ("27 февр. 2026 г.", "27 of 2; 2026"),
    ("27-28 ФЕВРАЛЯ", "27 of 2; 28 of 2"),
    ("до 10 марта", "10 of 3"),
    ("в феврале 22", "22"),
    ("в 14:30", "14; 30"),
    # traps
    ("COVID-19, Ту-154, ЭКСПО-2017", ""),
    ("саммит G20, формат C5+1", ""),
    ("+7 (7172) 72-05-18", ""),
    ("+7 701 123 45 67", ""),
    ("8 (727) 250-00-00", ""),
    ("8-800-080-77-77", ""),
    ("рост +10 000 000 000 тенге", "1e10 KZT"),
    ("двадцать два", ""),
    ("полмиллиона", ""),
    ("стоит 5. Доллар упал", "5"),
]

ENGLISH = [
    # digits
    ("1,234,567 people", "1234567"),
    ("10\u202f000 people", "10000"),
    ("10 000 people", "10000"),
    ("1,234.56", "1234.56 to 0.01"),
    ("in 2026, 500 firms", "2026; 500"),
    # scale words and letters
    ("5 million people", "5e6 to 1e6"),
    ("3 thousand", "3e3 to 1e3"),
    ("1.2 trillion", "1.2e12 to 1e11"),
    ("2mn tonnes", "2e6 to 1e6"),
    ("5 m long", "5"),
    ("1 million 200 thousand tenge", "1.2e6 KZT to 1e3"),
    ("2 and a half million", "2.5e6 to 1e5"),
    # currencies
    ("$1.18 billion", "1.18e9 USD to 1e7"),
    ("£5.4m", "5.4e6 GBP to 1e5"),
    ("US$5bn", "5e9 USD to 1e9"),
    ("€5K", "5e3 EUR to 1e3"),
    ("KZT 350bn", "350e9 KZT to 1e9"),
    ("¥300 million", "300e6 JPY to 1e6"),
    ("A$5 million", "5e6 AUD to 1e6"),
    ("HK$5 million", "5e6 to 1e6"),
    ("5 million tenge", "5e6 KZT to 1e6"),
    ("1.6 billion US dollars", "1.6e9 USD to 1e8"),
    ("5 million Australian dollars", "5e6 AUD to 1e6"),
    ("a 10-million-dollar deal", "10e6 USD to 1e6"),
    ("lost -$5 million", "-5e6 USD to 1e6"),
    # percentages
    ("84%", "84 % to 1"),
    ("84 per cent", "84 % to 1"),
    ("a 5.5-percent rise", "5.5 % to 0.1"),
    ("5 percentage points", "5"),
    ("+3.2%", "3.2 % to 0.1"),
    # ranges
    ("2026–2027", "2026; 2027"),
    ("$5-6 billion", "5e9 USD to 1e9; 6e9 USD to 1e9"),
    ("between $5 and $6 million", "5e6 USD to 1e6; 6e6 USD to 1e6"),
    ("from 5 to 10 percent", "5 % to 1; 10 % to 1"),
    ("1-5 March", "1 of 3; 5 of 3"),
    ("March 1–5", "1 of 3; 5 of 3"),
    ("from 2020 to 10 March", "2020; 10 of 3"),
    # ordinals
    ("the 1st, 22nd and 3rd", "1; 22; 3"),
    ("the 21st of February", "21 of 2"),
    ("in the 1990s", "~1990"),
    # comparators
    ("more than 500", ">500"),
    ("just over 500", ">500"),
    ("exceeding 5%", ">5 % to 1"),
    ("at least 5 percent", ">=5 % to 1"),
    ("500+ firms", ">=500"),
    ("500 or more", ">=500"),
    ("fewer than 20", "<20"),
    ("under £5m", "<5e6 GBP to 1e6"),
    ("up to 50 billion tenge", "<=50e9 KZT to 1e9"),
    ("no more than 10", "<=10"),
    ("some 300", "~300"),
    ("nearly 1.5 million", "~1.5e6 to 1e5"),
    ("rose up to 10%", "10 % to 1"),
    # dates
    ("27 February 2026", "27 of 2; 2026"),
    ("February 27, 2026", "27 of 2; 2026"),
    ("Feb. 27", "27 of 2"),
    ("2026-02-27", "2026; 2; 27 of 2"),
    ("27/02/2026, 2/27/2026", "27 of 2; 2; 2026; 2; 27 of 2; 2026"),
    ("03/04/2026", "3; 4; 2026"),
    ("24/7, 1/2/3, 27/02/2026/1", "24; 7; 1; 2; 3; 27; 2; 2026; 1"),
    ("and 5 may join", "5"),
    # in words
    ("eight of eighteen regions", "8; 18"),
    ("more than five hundred firms", ">500"),
    ("Twenty-two per cent", "22 % to 1"),
    ("up to twenty\u2011two", "<=22"),
    ("one point five million dollars", "1.5e6 USD to 1e5"),
    ("one and a half million", "1.5e6 to 1e5"),
    ("two hundred thousand tenge", "200e3 KZT to 1e3"),
    ("two million three hundred thousand", "2.3e6 to 1e3"),
    ("almost a million people", "~1e6 to 1e6"),
    ("a hundred and five", "105"),
    ("of the twenty, two joined", "20; 2"),
    ("the second and third meetings", "2; 3"),
    ("the first two", "1; 2"),
    ("the twenty-first of February", "21 of 2"),
    ("five to ten", "5; 10"),
    ("in 2026 five firms", "2026; 5"),
    # words that are none, or that a machine cannot be sure of
    ("half a million, a quarter of a million", ""),
    ("hundreds, tens of thousands, several hundred thousand", ""),
    ("two-thirds, three quarters, one third", ""),
    ("nineteen ninety-nine and twenty twenty-six", ""),
    ("between a hundred and five hundred", ""),
    ("a dozen, someone, often, tender", ""),
    # traps
    ("COVID-19, B-52, A320, C5+1", ""),
    ("+44 20 7946 0018", ""),
    ("call 020 7946 0018", ""),
    ("(020) 7946 0018", ""),
    ("+1-202-555-0143", ""),
]

KAZAKH = [
    # digits
    ("10 000 адам", "10000"),
    ("10\u00a0000 теңге", "10000 KZT"),
    ("1\u202f234\u202f567 адам", "1234567"),
    ("1,5 балл", "1.5 to 0.1"),
    ("12.5 млн тонна", "12.5e6 to 1e5"),
    # scale words
    ("20,3 миллион", "20.3e6 to 1e5"),
    ("жылына 500 мың тонна", "500e3 to 1e3"),
    ("3 миллионның", "3e6 to 1e6"),
    ("2 триллионды", "2e12 to 1e12"),
    ("5 миллиардқа", "5e9 to 1e9"),
    ("1 миллион 200 мың теңге", "1.2e6 KZT to 1e3"),
    ("2 жарым миллион", "2.5e6 to 1e5"),
    ("10 мыңжылдық", "10"),
    # currencies
    ("5,4 млрд теңге", "5.4e9 KZT to 1e8"),
    ("2 триллион теңгені", "2e12 KZT to 1e12"),
    ("1,6 млрд АҚШ доллары", "1.6e9 USD to 1e8"),
    ("1,6 млрд АҚШ долларына", "1.6e9 USD to 1e8"),
    ("$1,18 млрд", "1.18e9 USD to 1e7"),
    ("5,4 млн фунт стерлинг", "5.4e6 GBP to 1e5"),
    ("300 млн еуроны", "300e6 EUR to 1e6"),
    ("10 млрд ресей рублі", "10e9 RUB to 1e9"),
    ("7 млрд юаньға", "7e9 CNY to 1e9"),
    ("500 ₸", "500 KZT"),
    ("10 миллион Аустралия доллары", "10e6 AUD to 1e6"),
    ("20 млн Канада долларын", "20e6 CAD to 1e6"),
    # percentages
    ("84 пайыз", "84 % to 1"),
    ("84 пайызға", "84 % to 1"),
    ("84 пайызын", "84 % to 1"),
    ("10 процентке", "10 % to 1"),
    ("84%-ға", "84 % to 1"),
    ("5,5 пайыздық өсім", "5.5 % to 0.1"),
    ("5 пайыздық тармаққа", "5"),
    # ranges
    ("2026-2027 жылдары", "2026; 2027"),
    ("5-6 млрд", "5e9 to 1e9; 6e9 to 1e9"),
    ("10-15 пайыз", "10 % to 1; 15 % to 1"),
    ("5-тен 10 пайызға дейін", "5 % to 1; 10 % to 1"),
    ("1-5 наурыз", "1 of 3; 5 of 3"),
    # ordinals
    ("5-ші отырыс", "5"),
    ("21-ғасыр", "21"),
    ("облыстың 8-і", "8"),
    ("34 жылдығы", "34"),
    ("1990-шы жылдары", "~1990"),
    ("2026-2030 жылдары", "2026; 2030"),
    ("ХХІ ғасыр", ""),
    # signs
    ("-15 градус", "-15"),
    ("+3,2%", "3.2 % to 0.1"),
    # comparators
    ("500-ден астам компания", ">500"),
    ("500 компаниядан астам", ">500"),
    ("3 миллионнан астам адам", ">3e6 to 1e6"),
    ("84%-дан артық", ">84 % to 1"),
    ("10 пайыздан асты", ">10 % to 1"),
    ("2000 жылдан астам тарих", ">2000"),
    ("500-ден кем емес", ">=500"),
    ("кемінде 500", ">=500"),
    ("кем дегенде 3", ">=3"),
    ("500-ден кем", "<500"),
    ("500-ге дейін", "<=500"),
    ("10 пайыздан аспайды", "<=10 % to 1"),
    ("ең көбі 10", "<=10"),
    ("100 мыңға жуық адам", "~1e5 to 1e3"),
    ("5 есеге жуық", "~5"),
    ("шамамен 1,5 миллион", "~1.5e6 to 1e5"),
    ("500-дей компания", "~500"),
    ("былтырғыдан 84 пайызға көп", "84 % to 1"),
    ("10 млрд теңгеге артық", "10e9 KZT to 1e9"),
    ("100 долларға тарта", "~100 USD"),
    ("10 пайызға дейін өсті", "10 % to 1"),
    ("2030 жылға дейін", "2030"),
    # dates
    ("2026 жылы", "2026"),
    ("2026 жылғы 27 ақпан", "2026; 27 of 2"),
    ("27 ақпанда", "27 of 2"),
    ("27-28 ақпанда", "27 of 2; 28 of 2"),
    ("ақпанның 27-сінде", "27 of 2"),
    ("27.02.2026", "27 of 2; 2; 2026"),
    ("27/02/2026", "27 of 2; 2; 2026"),
    ("10 наурызға дейін", "10 of 3"),
    ("2025 жылмен салыстырғанда", "2025"),
    # traps
    ("COVID-19, Ту-154, ЭКСПО-2017", ""),
    ("+7 (7172) 72-05-18", ""),
    ("500 маман, 3 қазақ, 5 мамандық", "500; 3; 5"),
    ("жиырма екі", ""),
]

CASES = {"ru": RUSSIAN, "en": ENGLISH, "kk": KAZAKH}
NUMBER = re.compile(
    r"(?P<comparator>[<>~]?=?)(?P<value>[-0-9.e]+)(?: (?P<unit>[A-Z]{3}|%))?"
    r"(?: of (?P<month>[0-9]+))?(?: to (?P<step>[0-9.e]+))?"
)
COMPARATORS = {
    "": Comparator.EXACT,
    ">": Comparator.MORE_THAN,
    ">=": Comparator.AT_LEAST,
    "<": Comparator.LESS_THAN,
    "<=": Comparator.AT_MOST,
    "~": Comparator.ABOUT,
}


def meant(number: str) -> tuple[object, ...]:
    """What the notation of the table says."""
    match = NUMBER.fullmatch(number)
    assert match, number
    month = int(match["month"]) if match["month"] else None
    step = Decimal(match["step"] or 0)
    return COMPARATORS[match["comparator"]], Decimal(match["value"]), match["unit"], month, step


def read(numeral: Numeral) -> tuple[object, ...]:
    """What was read, in the same order."""
    return numeral.comparator, numeral.value, numeral.unit, numeral.month, numeral.step


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [pytest.param(language, *case, id=f"{language} {case[0]}") for language, cases in CASES.items() for case in cases],
)
def test_a_number_is_read_as_a_careful_reader_reads_it(language: str, text: str, numbers: str) -> None:
    """Value, unit, comparator, month and rounding of each number of the text, and no number where there is none."""
    expected = [meant(number) for number in numbers.split("; ") if number]
    assert [read(numeral) for numeral in read_numerals(text, language)] == expected
