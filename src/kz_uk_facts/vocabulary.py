"""The words that coded columns may hold."""

from enum import StrEnum


class Act(StrEnum):
    """What the article's verb says was done with the words; `reported` where there is no such verb."""

    REPORTED = "reported"
    SAID = "said"
    NOTED = "noted"
    STRESSED = "stressed"
    DISCUSSED = "discussed"
    CONFIRMED = "confirmed"
    AGREED = "agreed"
    CONCURRED = "concurred"
    THANKED = "thanked"
    DEVOTED_ATTENTION = "devoted_attention"


class Modality(StrEnum):
    """In what way the fact holds; `reported` is what exists or happened, as the article reports it."""

    REPORTED = "reported"
    AGREED = "agreed"
    CONFIRMED = "confirmed"
    PLANNED = "planned"
    DISCUSSED = "discussed"
    OPINION = "opinion"


class RoleName(StrEnum):
    """The part that an entity plays in a fact."""

    SUBJECT = "subject"
    OBJECT = "object"
    PARTY = "party"
    PARTICIPANT = "participant"
    PARTNER = "partner"
    ADDRESSEE = "addressee"
    SECTOR = "sector"
    PLACE = "place"


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    GROUP = "group"
    COUNTRY = "country"
    CITY = "city"
    REGION = "region"
    ORGANISATION = "organisation"
    UNIVERSITY = "university"
    COMPANY = "company"
    MINERAL = "mineral"
    DOCUMENT = "document"
    EVENT = "event"
    FORMAT = "format"
    ROUTE = "route"
    TOPIC = "topic"
    CURRENCY = "currency"
    LANGUAGE = "language"


class Measure(StrEnum):
    """What a number counts or measures; `other` where no word fits, and the statement says what."""

    TRADE_TURNOVER = "trade_turnover"
    TRADE_GROWTH = "trade_growth"
    EXPORTS = "exports"
    IMPORTS = "imports"
    INVESTMENT = "investment"
    COST = "cost"
    COMPANIES = "companies"
    PROJECTS = "projects"
    STUDENTS = "students"
    MINERALS_LISTED = "minerals_listed"
    MINERALS_PRODUCED = "minerals_produced"
    ANNIVERSARY = "anniversary"
    OTHER = "other"


class DocumentKind(StrEnum):
    """What a document is."""

    AGREEMENT = "agreement"
    ROADMAP = "roadmap"
    STRATEGY = "strategy"
    DICTIONARY = "dictionary"


class DocumentStage(StrEnum):
    """How far a document has come."""

    SIGNED = "signed"
    PUBLISHED = "published"


class EventKind(StrEnum):
    """What kind of event it is."""

    DISPATCH = "dispatch"
    VISIT = "visit"
    MEETING = "meeting"
    CEREMONY = "ceremony"
    LAUNCH = "launch"


class PresenceKind(StrEnum):
    """In what form an organisation is present."""

    BRANCH = "branch"
    CAMPUS = "campus"
    PRESENCE = "presence"


class PresenceState(StrEnum):
    """How far a presence has come."""

    OPENED = "opened"
    DISCUSSED = "discussed"
