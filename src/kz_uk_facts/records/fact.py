"""What every fact of this dataset says beyond what factpack asks of it."""

from pydantic import Field

from factpack import record
from factpack.record import Editorial, SeedOnly
from factpack.record.seeded import Entities
from kz_uk_facts.vocabulary import Act, Modality, RoleName


class Fact(record.Fact):
    """One fact that the article states, whatever its table; the first thing to load."""

    act: Editorial[Act] = Field(description="What the article's verb says was done: said, confirmed, agreed …")
    modality: Editorial[Modality] = Field(description="In what way it holds; `reported`: it exists or happened.")
    speaker: record.Stated[record.EntityId | None] = Field(
        default=None, description="Who says it, where the article names somebody; empty for a passive."
    )
    roles: SeedOnly[dict[RoleName, Entities]] = Field(  # type: ignore[assignment] # a role's name is a str
        default={}, description="Which entities play which part."
    )


class Role(record.Role):
    """An entity's part in a fact."""

    role: Editorial[RoleName] = Field(description="The part.")
