"""Reanchoring: what a corrected text means for the facts of its article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path

from factpack.article import Article, ArticleError, decode, digest, read_article, split
from factpack.checks.basis import gaps, statements_hold_known_numbers
from factpack.checks.coverage import items, waivers_are_needed
from factpack.checks.evidence import quotes_stand_once
from factpack.checks.references import never_mentioned
from factpack.curating.reanchoring.corrected import corrected_source, likeness
from factpack.curating.reanchoring.requoting import Correction, Requote, State
from factpack.curating.received import received_text
from factpack.draft import Part, forms_of, part_of
from factpack.findings import Finding
from factpack.mentions import Forms
from factpack.project import Project
from factpack.record import Entity, Fact
from factpack.seeds import Seed, Seeds, Source, read_seeds

CHANGED = "evidence/article-changed"


@dataclass(frozen=True, slots=True)
class Refact:
    """A fact, its quotes, and what would be wrong with it if it quoted what is proposed."""

    seed: Seed
    fact: Fact
    quotes: tuple[Requote, ...]
    contradictions: tuple[Finding, ...] = ()

    @property
    def stands(self) -> bool:
        """True if nobody has to look at it."""
        return not self.contradictions and all(quote.state is State.STANDS for quote in self.quotes)

    @property
    def can_be_accepted(self) -> bool:
        """True if there is something to quote for each of its quotes."""
        return not self.obstacles

    @property
    def obstacles(self) -> tuple[Requote, ...]:
        """The quotes for which there is nothing to quote instead."""
        return tuple(quote for quote in self.quotes if not quote.proposed)

    @property
    def proposed(self) -> Seed:
        """The fact with what is proposed in the place of its quotes."""
        quotes = tuple(each.proposed or each.quote for each in self.quotes)
        return replace(self.seed, record=self.fact.model_copy(update={"evidence": quotes}))


@dataclass(frozen=True, slots=True)
class Reanchored:
    """An article as it is read now, a corrected text of it, and what that means for its facts.

    `correction` has both texts. `notes` are what else of the seeds the corrected text would no longer bear out, `open`
    how many of its sentences and numbers no fact would take up, `unread` what keeps records of this article from being
    read, `files` the bytes of the article's folder when all that was found out.
    """

    source: Source
    path: Path
    data: bytes
    likeness: float
    correction: Correction
    facts: tuple[Refact, ...]
    notes: tuple[Finding, ...]
    open: Mapping[str, int]
    unread: tuple[Finding, ...]
    files: Mapping[Path, bytes]

    @property
    def is_the_same(self) -> bool:
        """True if the text is the one that the seeds were made from."""
        return digest(self.data) == self.source.record.sha256 == self.source.article.sha256

    @property
    def undecided(self) -> tuple[Refact, ...]:
        """The facts that somebody has to look at."""
        return tuple(fact for fact in self.facts if not fact.stands)


def reanchor(project: Project, path: Path, article: str | None = None) -> Reanchored:
    """What the corrected text in the file at `path` means for the facts of its article.

    The article is the one of this id, else the one that the text is by far the most like. Raises DataError for a text
    that is no article, and where it is not plain which article it corrects.
    """
    data = received_text(path)
    files = {each: each.read_bytes() for each in (project.root / "seeds").glob("[!.]*/*") if each.is_file()}
    seeds = read_seeds(project.root, project.dataset.article_class, project.dataset.written)
    source = corrected_source(seeds, data, path, article)
    after, notes = _corrected(source, data)
    is_known = source.article.sha256 == source.record.sha256
    correction = Correction(source.article if is_known else None, after)
    facts = [_refact(seed, correction) for seed in seeds.records if _is_current(seed, source)]
    alone = _alone(seeds, source)
    corrected = Source(after, source.seed)
    forms = Forms((entity, form) for entity, words in forms_of(alone) for form in words)
    then = part_of(project.dataset.classes, _afterwards(alone, corrected, facts), forms)
    before = part_of(project.dataset.classes, alone, forms) if is_known else None
    others = [each.article.text for each in seeds.sources if each is not source]
    notes += _notes(before, then, others)
    return Reanchored(
        source,
        path,
        data,
        likeness(source.article.text, after.text),
        correction,
        tuple(_judged(facts, then)),
        tuple(sorted(notes, key=attrgetter("place"))),
        _open(then, corrected),
        tuple(each for each in seeds.findings if _is_unread(each, source)),
        {each: content for each, content in files.items() if each.parent.name == after.id},
    )


def _corrected(source: Source, data: bytes) -> tuple[Article, list[Finding]]:
    """The corrected article, and a finding for each of its joins that joins nothing any more."""
    record, text = source.record, decode(data)
    notes, joins = [], []
    for position, join in enumerate(record.joins):
        try:
            split(text, record.language, [join])
        except ArticleError as error:
            place = source.seed.place("joins", position)
            mend = "correct or remove the join: until then the article cannot be read"
            notes.append(Finding("seed/join-without-effect", place, str(error), mend, source.article.id))
        else:
            joins.append(join)
    return read_article(source.article.id, data, record.language, joins), notes


def _is_current(seed: Seed, source: Source) -> bool:
    return isinstance(seed.record, Fact) and seed.article == source.article.id and not seed.record.is_withdrawn


def _refact(seed: Seed, correction: Correction) -> Refact:
    assert isinstance(seed.record, Fact)  # noqa: S101 (narrows the type; _is_current makes it so)
    return Refact(seed, seed.record, tuple(map(correction.requote, seed.record.evidence)))


def _alone(seeds: Seeds, source: Source) -> Seeds:
    """The seeds of this article, and what all articles share: others need not be proved again."""
    own = tuple(each for each in seeds.records if each.article in {"", source.article.id})
    return Seeds((source,), own, seeds.findings)


def _afterwards(seeds: Seeds, corrected: Source, facts: Sequence[Refact]) -> Seeds:
    """The seeds as they would be with the corrected text and all that is proposed."""
    proposed = {(each.seed.file.name, each.seed.path): each.proposed for each in facts}
    records = tuple(proposed.get((each.file.name, each.path), each) for each in seeds.records)
    return Seeds((corrected,), records, seeds.findings)


def _judged(facts: Sequence[Refact], then: Part) -> Iterator[Refact]:
    """Each fact with what the words that it would quote contradict."""
    hidden = {finding.record.partition(".")[0] for finding in then.seeds.findings}
    known = {entity for entity, _ in forms_of(then.seeds) if hidden.isdisjoint(("", entity))}
    found = [finding for look in (quotes_stand_once, statements_hold_known_numbers) for finding in look(then)]
    found += [finding for finding, entities in gaps(then) if known.issuperset(entities)]
    for each in facts:
        own = [finding for finding in found if finding.record.partition(".")[0] == each.fact.id]
        if not each.can_be_accepted:  # that a quote has no place is told already
            own = [finding for finding in own if finding.rule not in {"evidence/not-found", "evidence/found-twice"}]
        yield replace(each, contradictions=tuple(own))


def _notes(before: Part | None, then: Part, others: Sequence[str]) -> Iterator[Finding]:
    """What the seeds say beside their facts that the corrected text does not bear out, and the old one did."""
    known = set(map(_said, waivers_are_needed(before))) if before else set()
    yield from (finding for finding in waivers_are_needed(then) if _said(finding) not in known)
    named_now, named_before = _named(then), _named(before) if before else None
    for seed in then.seeds.records:
        entity = seed.record
        if not isinstance(entity, Entity) or entity.id in named_now:
            continue
        forms = Forms((entity.id, form) for form in entity.forms)
        if (named_before is None or entity.id in named_before) and not any(map(forms.mentions, others)):
            yield never_mentioned(seed)


def _named(part: Part) -> set[str]:
    return {named.entity for reading in part.readings.values() for named in reading.mentions}


def _said(finding: Finding) -> tuple[str, object, str]:
    return finding.rule, finding.place, finding.message


def _open(then: Part, source: Source) -> Mapping[str, int]:
    left = [item.theme for item in items(then, source) if not item.covered]
    return {theme: left.count(theme) for theme in ("sentence", "number")}


def _is_unread(finding: Finding, source: Source) -> bool:
    folder = source.seed.file.name.rpartition("/")[0]
    return finding.place.file.startswith(f"{folder}/") and finding.rule != CHANGED
