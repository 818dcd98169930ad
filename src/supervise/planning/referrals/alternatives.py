"""What else there is when a referral leads nowhere: the same needs, other services.

It proposes; a referral to another service is a new referral, and a person's decision.
"""

from __future__ import annotations

from datetime import date

import attrs

from supervise.planning.referrals.referral import Referral
from supervise.planning.services import (
    Directory,
    HelpWanted,
    MatchReport,
    Seeker,
    match_needs,
)


def alternatives(
    referral: Referral, directory: Directory, seeker: Seeker, *, on: date
) -> MatchReport:
    """Other services for the needs that a referral serves, explained as in any match.

    The service itself is left out, whoever it was that said no.
    A need for which nothing else fits is an unmet need with its reason.
    """
    wanted = [
        HelpWanted(domain=domain, goals=referral.goals) for domain in referral.needs
    ]
    report = match_needs(wanted, directory, seeker, on=on)
    return attrs.evolve(
        report,
        needs=tuple(
            attrs.evolve(
                need,
                matches=tuple(m for m in need.matches if m.service != referral.service),
            )
            for need in report.needs
        ),
    )
