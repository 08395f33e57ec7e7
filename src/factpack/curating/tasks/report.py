"""What is still to do, for people and for machines."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from factpack.curating.marks import Mark, marked
from factpack.curating.sources import text_file
from factpack.curating.tasks.tasks import THEMES, ArticleTasks, Task, Tasks
from factpack.curating.writing import anchor_command
from factpack.evidence import Span, occurrences, whole_words
from factpack.reports import Page, printable
from factpack.reports.columns import cut, wrapped
from factpack.reports.wording import counted
from factpack.seeds import scalar

LONGEST_LINE = 120  # of words, which are tiring to read on longer ones
MARGIN = 6
"""The columns before a sentence: its number, and a sign if it is not done."""
WORD = re.compile(r"\w+")
HINTS = {
    "sentence": "no fact quotes this sentence:",
    "meant": "the quotes of a fact that is meant for it are wrong:",
    "number": "no stated cell takes up this number:",
    "name": "no entity has this name among its forms:",
}


def tasks_text(tasks: Tasks, folder: str, page: Page) -> str:
    """Each article as it stands, with what to do next; those that are done in a line, where there are others."""
    page = page.narrowed(max(0, page.width - LONGEST_LINE))
    blocks = []
    for each in tasks.articles:
        if each.is_done and len(tasks.articles) > 1:
            blocks.append(f"{page.bold(each.article.id)}: {_counts(each)}")
        else:
            blocks.append("\n".join(_article(each, tasks, folder, page)))
    return "\n\n".join([*blocks, "\n".join(_verdict(tasks, page))])


def tasks_json(tasks: Tasks) -> dict[str, Any]:
    """Whether all is done, the mistakes elsewhere, and each article's counts and sentences; offsets as in evidence."""
    return {
        "ok": all(each.is_done for each in tasks.articles) and not (tasks.mistakes or tasks.unread),
        "mistakes": tasks.mistakes,
        "unread": list(tasks.unread),
        "articles": [
            {
                "id": each.article.id,
                "file": text_file(each.article.id),
                "counts": {theme: {"covered": done, "all": every} for theme, (done, every) in each.counts.items()},
                "sentences": [_sentence_json(task, each, tasks) for task in each.tasks],
            }
            for each in tasks.articles
        ],
    }


def _sentence_json(task: Task, each: ArticleTasks, tasks: Tasks) -> dict[str, Any]:
    sentence = task.sentence
    return {
        "ordinal": sentence.ordinal,
        "paragraph": sentence.paragraph,
        "start": sentence.start,
        "end": sentence.end,
        "text": each.article.text[sentence.start : sentence.end],
        "covered": task.covered,
        "waiver": task.waiver,
        "quoted": [{"start": span.start, "end": span.end} for span in task.quoted],
        "uncovered": [
            {"theme": left.theme, "start": left.place.start, "end": left.place.end, "words": left.words}
            for left in task.open
        ],
        "next": [{"why": hint.rstrip(":"), "do": command} for hint, command in _steps(task, each, tasks)],
    }


def _article(each: ArticleTasks, tasks: Tasks, folder: str, page: Page) -> Iterator[str]:
    path = f"{folder}/{text_file(each.article.id)}".removeprefix("./")
    record = each.source.record
    told = f"{record.publisher}, {record.date}, {record.language}"
    yield page.bold(printable(path))
    yield cut(printable(f"{record.headline} ({told})"), page.width)
    for _, paragraph in groupby(each.tasks, key=lambda task: task.sentence.paragraph):
        yield ""
        for task in paragraph:
            yield from _task(task, each, tasks, page)


def _task(task: Task, each: ArticleTasks, tasks: Tasks, page: Page) -> Iterator[str]:
    around = Span(task.sentence.start, task.sentence.end)
    marks = [(Mark.DONE, around)] if task.waiver else [(Mark.DONE, span) for span in task.quoted]
    marks += [(Mark.OPEN, place) for place in _joined([left.place for left in task.open], each.article.text)]
    number = f"{task.sentence.ordinal:>3}"
    head = f"{page.dim(number)}   " if task.is_done else f"{page.bold(page.red(f'{number} !'))} "
    for line in marked(each.article.text, around, marks, page.narrowed(MARGIN)):
        yield f"{head}{line}"
        head = " " * MARGIN
    if task.waiver:
        yield from (
            f"{head}{page.dim(line)}" for line in wrapped(f"waived: {printable(task.waiver)}", page.width - MARGIN)
        )
    steps = list(_steps(task, each, tasks, page.width - MARGIN - 2))
    for hint, commands in groupby(steps, key=lambda step: step[0]):
        yield from (f"{head}{page.yellow(line)}" for line in wrapped(hint, page.width - MARGIN))
        yield from (f"{head}  {printable(command)}" for _, command in commands)


def _joined(places: Sequence[Span], text: str) -> list[Span]:
    """The places, those as one that a single sign parts: "27.02.2026" is three numbers."""
    joined: list[Span] = []
    for place in places:
        if joined and joined[-1].end + 1 == place.start and not text[joined[-1].end].isspace():
            joined[-1] = Span(joined[-1].start, place.end)
        else:
            joined.append(place)
    return joined


def _steps(task: Task, each: ArticleTasks, tasks: Tasks, most: int = 10_000) -> Iterator[tuple[str, str]]:
    """What is to do next, and the command for it: quote the sentence; where that is done, take up its numbers; names.

    A number of a sentence that no fact quotes is taken up with it.
    """
    words = each.article.text[task.sentence.start : task.sentence.end].rstrip(".!?…")
    if task.is_meant and not task.covered:
        yield HINTS["meant"], "factpack check"
    elif not task.covered:
        yield HINTS["sentence"], anchor_command(words, _article_option(words, each, tasks), most)
    for left in task.open:
        if left.theme == "number" and task.covered:
            words = _telling(left.place, task, each.article.text)
            yield HINTS["number"], anchor_command(words, _article_option(words, each, tasks))
    for left in task.open:
        if left.theme == "name":
            yield HINTS["name"], f"seeds/entities.yaml, forms: [{scalar(left.words, in_flow=True)}]"


def _telling(place: Span, task: Task, text: str) -> str:
    """The words at the place, with as many of its sentence around them as let them stand once in the text."""
    words = [Span(*word.span()) for word in WORD.finditer(text, task.sentence.start, task.sentence.end)]
    before = [word.start for word in words if word.end <= place.start]
    after = [word.end for word in words if word.start >= place.end]
    place = whole_words(place, text)
    while len(list(occurrences(text[place.start : place.end], text))) > 1 and (before or after):
        start = before.pop() if before else place.start
        place = Span(start, after.pop(0) if after and start == place.start else place.end)
    return text[place.start : place.end]


def _article_option(words: str, each: ArticleTasks, tasks: Tasks) -> str:
    """The article's id where the words stand in another article too."""
    others = (text for article, text in tasks.texts.items() if article != each.article.id)
    return each.article.id if any(words in text for text in others) else ""


def _counts(each: ArticleTasks) -> str:
    """The same words as those of `factpack build`."""
    return ", ".join(f"{done} of {every} {THEMES[theme]}s" for theme, (done, every) in each.counts.items())


def _verdict(tasks: Tasks, page: Page) -> Iterator[str]:
    """The counts of each article last, so that they can be seen under a long one; and where to go from here."""
    for each in tasks.articles:
        if not each.is_done or len(tasks.articles) == 1:
            what = each.article.id if len(tasks.articles) > 1 else "coverage"
            yield from wrapped(f"{what}: {_counts(each)}", page.width)
    told = [f"{printable(name)} cannot be read: factpack check says why" for name in tasks.unread]
    if tasks.mistakes:
        count = counted(tasks.mistakes, "mistake")
        told.append(f"the seeds have {count} besides, which factpack check shows; what is wrong may not count here")
    yield from (page.red(line) for each in told for line in wrapped(each, page.width))
    if all(each.is_done for each in tasks.articles):
        if not (tasks.mistakes or tasks.unread):
            yield page.green("nothing is left to do: factpack build publishes it")
        return
    waive = "what no fact is to take up is waived in article.yaml, with a reason, under sentences: or waivers:"
    yield from (page.dim(line) for line in wrapped(waive, page.width))
