"""What was answered in the invented case: two instruments in January, and again in December."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

NONE_OF_THESE = dict.fromkeys(
    (
        "weapon_in_current_offence",
        "domestic_abuse_perpetrator",
        "daily_drug_user",
        "prev_aggravated_burglary",
        "prev_arson",
        "prev_criminal_damage_endangering_life",
        "prev_firearms",
        "prev_gbh",
        "prev_homicide",
        "prev_kidnap",
        "prev_robbery",
        "prev_weapons_not_firearms",
    ),
    False,
)
OGRS4_ANSWERS = MappingProxyType(
    {
        **NONE_OF_THESE,
        "date_of_birth": date(1996, 4, 12),
        "sex": "M",
        "sanctions_total": 6,
        "sanctions_violent": 0,
        "age_at_first_sanction": 17,
        "current_sanction_date": date(2025, 12, 15),
        "community_date": date(2025, 12, 15),
        "accommodation_suitability": 1,
        "unemployed": True,
        "partner_relationship_quality": 0,
        "relationship_status": 3,
        "activities_encourage_offending": 1,
        "drug_motivation": 0,
        "chronic_drinking": 0,
        "binge_drinking": 1,
        "impulsivity": 1,
        "temper_control": 0,
        "procriminal_attitudes": 1,
        "offence_category": "Theft (non-motor)",
    }
)
BC_CRNA_ANSWERS = MappingProxyType(
    {
        "family_rating": "A",
        "living_rating": "C",
        "living_comment": "two moves since the spring; the present room is until May",
        "companions_rating": "B",
        "skills_rating": "B",
        "employment_rating": "D",
        "employment_comment": "no work for fourteen months; good references before",
        "finances_rating": "C",
        "finances_comment": "behind with one bill",
        "stability_rating": "B",
        "substances_rating": "B",
        "attitude_rating": "B",
        "overall_needs_rating": "medium",
        "current_convictions": 1,
        "prior_dispositions": 3,
        "prior_supervisions": 2,
        "prior_failures_to_comply": 1,
        "age_at_first_arrest": 2,
        "ever_imprisoned": True,
        "escape_history": False,
        "weapon_use": False,
        "violence_frequency": "low",
        "violence_severity": "low",
        "overall_risk_rating": "high",
        "sources_contacted": "court record; interview; former employer",
    }
)
OGRS4_IN_DECEMBER = MappingProxyType(
    {
        **OGRS4_ANSWERS,
        "accommodation_suitability": 0,
        "unemployed": False,
        "activities_encourage_offending": 0,
        "binge_drinking": 0,
        "procriminal_attitudes": 0,
    }
)
BC_CRNA_IN_DECEMBER = MappingProxyType(
    {
        **BC_CRNA_ANSWERS,
        "living_rating": "B",
        "living_comment": "a room of their own since October",
        "employment_rating": "B",
        "employment_comment": "in regular work since June",
        "finances_rating": "B",
        "finances_comment": "the bill is paid",
        "overall_needs_rating": "low",
        "sources_contacted": "court record; interview; employer; workshop",
    }
)
