"""What the page itself says, in each language of its readers."""

from collections.abc import Mapping

LANGUAGES = ("en", "ru")

_WORDING: Mapping[str, tuple[str, str]] = {
    "this_language": ("In English", "По-русски"),
    "skip_to_facts": ("Skip to the facts", "К фактам"),
    "words": ("The words", "Слова"),
    "facts": ("The facts", "Факты"),
    "coverage": ("Coverage", "Охват"),
    "coverage_is": (
        "Each square is a sentence; the number says how many facts quote it.",
        "Каждый квадрат — предложение; число показывает, сколько фактов его цитирует.",
    ),
    "pictures": ("Pictures", "Картинки"),
    "how_to_pictures": (
        "Choose a mark to see its fact. The arrow keys ← → go from one to the next.",
        "Выберите знак на картинке, чтобы увидеть его факт. Клавиши ← → ведут от одного к другому.",
    ),
    "sentences": ("sentences", "предложений"),
    "quoted_by_facts": ("quoted by facts", "цитируют факты"),
    "set_aside": ("set aside for a reason", "оставлены без факта с объяснением"),
    "quoted_share": ("of the letters quoted", "букв приведено"),
    "sentence": ("Sentence", "Предложение"),
    "facts_quote_it": ("facts quoting it:", "фактов с цитатой:"),
    "no_fact": ("no fact is taken from it", "факта из него нет"),
    "gaps": (
        "These are the words that facts quote; … stands for what is left out between them.",
        "Здесь слова, которые цитируют факты; знак … стоит вместо пропущенного между ними.",
    ),
    "whole": ("Marked words are quoted by facts.", "Выделенные слова цитируют факты."),
    "how_to_words": (
        "Choose marked words to see their facts. The arrow keys ← → go from one to the next.",
        "Выберите выделенные слова, чтобы увидеть их факты. Клавиши ← → ведут от одних к другим.",
    ),
    "quoted_by": ("facts:", "факты:"),
    "filters": ("Filters", "Отбор"),
    "search": ("Search", "Поиск"),
    "search_in": ("statement, quote, name", "утверждение, цитата, имя"),
    "table": ("Table", "Таблица"),
    "speaker": ("Speaker", "Кто говорит"),
    "all": ("all", "все"),
    "nobody": ("nobody named", "не назван"),
    "shown": ("Shown: {shown} of {all}", "Показано: {shown} из {all}"),
    "show_all": ("Show all", "Показать все"),
    "none_shown": ("Nothing fits. Take a filter away.", "Ничего не подошло. Снимите один из отборов."),
    "link_to": ("Link to this fact", "Ссылка на этот факт"),
    "says": ("Speaker:", "Говорит:"),
    "withdrawn": ("Withdrawn", "Отозван"),
    "also_read": ("Another reading", "Другое прочтение"),
    "how_known": ("How each field is known", "Откуда известно каждое поле"),
    "stated": ("stated", "сказано"),
    "inferred": ("inferred", "выведено"),
    "editorial": ("editorial", "выбор составителей"),
    "computed": ("computed", "вычислено"),
    "basis_withdrawn": ("nothing vouches for it any more", "больше ничем не подтверждено"),
    "in_the_quotes": ("in the quotes", "в цитатах"),
    "from_facts": ("from", "из"),
    "above": (
        "The statement and any other reading are editorial; the quote is put together from the words above.",
        "Утверждение и другое прочтение — выбор составителей; цитата составлена из приведённых слов.",
    ),
    "yes": ("yes", "да"),
    "no": ("no", "нет"),
    "licence": ("Licence", "Лицензия"),
    "made_of": ("Made from the data package", "Сделано из пакета данных"),
}

# Columns that the engine gives facts and derivations; what a dataset adds has its own title alone.
_COLUMNS: Mapping[str, str] = {
    "speaker": "Кто говорит",
    "article": "Статья",
    "sentence": "Предложение",
    "reported_by": "Кто сообщил",
    "value": "Значение",
    "unit": "Единица",
    "low": "Нижняя граница",
    "high": "Верхняя граница",
    "period": "Период",
    "comparator": "Сравнение",
    "status": "Состояние",
}

# The words of the engine's own vocabularies, by column; those of a dataset are what they are, in English.
_CODES: Mapping[str, Mapping[str, str]] = {
    "status": {"current": "действует", "withdrawn": "отозван"},
    "comparator": {
        "exact": "ровно",
        "more_than": "более",
        "at_least": "не менее",
        "less_than": "менее",
        "at_most": "не более",
        "about": "около",
    },
}
_TABLES: Mapping[str, str] = {"derivations": "Вычисленное"}


def wording(language: str) -> Mapping[str, str]:
    """What the page says in the language, by key."""
    place = LANGUAGES.index(language)
    return {key: texts[place] for key, texts in _WORDING.items()}


def column_title(name: str, title: str, language: str) -> tuple[str, str]:
    """The title of a column, and the language that it is in."""
    return _known(_COLUMNS.get(name), title, language)


def code_word(column: str, code: str, language: str) -> tuple[str, str]:
    """A word of the column's vocabulary as it is read, and the language that it is in."""
    return _known(_CODES.get(column, {}).get(code), code.replace("_", " "), language)


def table_title(name: str, title: str, language: str) -> tuple[str, str]:
    """The title of a table, and the language that it is in."""
    return _known(_TABLES.get(name), title, language)


def _known(russian: str | None, english: str, language: str) -> tuple[str, str]:
    return (russian, "ru") if russian and language == "ru" else (english, "en")
