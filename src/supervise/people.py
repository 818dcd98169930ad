"""People as opaque references, the roles they act in, and who may see what.

No name, date of birth or address belongs here: an identifier means something only to the host.
"""

from collections.abc import Iterable
from enum import StrEnum

import attrs


class Role(StrEnum):
    """In which capacity somebody acts on, or may see, a record."""

    PERSON = "person"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    PROVIDER = "provider"
    SUPPORTER = "supporter"
    COURT = "court"
    RESEARCHER = "researcher"
    SYSTEM = "system"


class Sensitivity(StrEnum):
    """Which protection the content of a record needs."""

    STANDARD = "standard"
    HEALTH = "health"
    SUBSTANCE_USE_TREATMENT = "substance_use_treatment"
    VICTIM = "victim"
    THIRD_PARTY = "third_party"


NEVER_TO_THE_PERSON = frozenset({Sensitivity.VICTIM, Sensitivity.THIRD_PARTY})


def _opaque(_: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if type(value) is not str or not value.strip():
        raise ValueError(f"{attribute.name} must be a non-empty opaque text")


@attrs.frozen
class PersonRef:
    """A person under supervision, as the host's opaque identifier."""

    id: str = attrs.field(validator=_opaque)


@attrs.frozen
class Actor:
    """Somebody who did or decided something: an opaque identifier and a role."""

    id: str = attrs.field(validator=_opaque)
    role: Role = attrs.field(validator=attrs.validators.instance_of(Role))


def _as_roles(roles: Iterable[Role]) -> frozenset[Role]:
    return frozenset(roles)


@attrs.frozen(kw_only=True)
class Visibility:
    """Who may see a record: its sensitivity and the roles it is meant for.

    The default is the narrowest: officers and their supervisors.

    >>> Visibility(sensitivity=Sensitivity.VICTIM, roles=frozenset({Role.PERSON}))
    Traceback (most recent call last):
    ...
    ValueError: content about victims or third parties never reaches the person's own view
    """

    sensitivity: Sensitivity = Sensitivity.STANDARD
    roles: frozenset[Role] = attrs.field(
        default=frozenset({Role.OFFICER, Role.SUPERVISOR}), converter=_as_roles
    )

    def __attrs_post_init__(self) -> None:
        if self.sensitivity in NEVER_TO_THE_PERSON and Role.PERSON in self.roles:
            raise ValueError(
                "content about victims or third parties never reaches the person's own view"
            )

    def allows(self, role: Role) -> bool:
        """Whether somebody in this role may see the record."""
        return role in self.roles
