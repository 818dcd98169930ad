"""Who may see what of a case: a scope, and whether a record lies within it.

What is not allowed is denied. A scope names its sensitivities one by one; only standard
content needs no naming. What is said of victims and third parties never reaches the
person's own view, whatever a record or a scope says.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from supervise.errors import DeclarationError
from supervise.people import NEVER_TO_THE_PERSON, Role, Sensitivity, Visibility


def _sensitivities(each: Iterable[Sensitivity]) -> frozenset[Sensitivity]:
    return frozenset(each)


@attrs.frozen(kw_only=True)
class Scope:
    """In which role somebody looks at a case, and which protected content they may see.

    A provider has an organisation, and sees what belongs to its own referrals alone.
    """

    role: Role
    organisation: str = ""
    sensitivities: frozenset[Sensitivity] = attrs.field(
        default=frozenset({Sensitivity.STANDARD}), converter=_sensitivities
    )

    def __attrs_post_init__(self) -> None:
        defects = []
        if self.role is Role.PROVIDER and not self.organisation:
            defects.append("a provider looks for an organisation: name it")
        if self.role is Role.PERSON and self.sensitivities & NEVER_TO_THE_PERSON:
            defects.append(
                "content about victims or third parties never reaches the person's view"
            )
        if defects:
            raise DeclarationError(f"scope of a {self.role}", defects)

    def sees(self, visibility: Visibility) -> bool:
        """Whether a record of this visibility lies within the scope."""
        if self.role is Role.PERSON and visibility.sensitivity in NEVER_TO_THE_PERSON:
            return False
        return (
            visibility.allows(self.role)
            and visibility.sensitivity in self.sensitivities
        )

    @property
    def is_of_the_agency(self) -> bool:
        """Whether it is an officer's or a supervisor's."""
        return self.role in {Role.OFFICER, Role.SUPERVISOR}
