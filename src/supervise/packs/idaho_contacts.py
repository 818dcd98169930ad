"""Idaho: contact and assessment standards, in rolling days.

Department of Correction, as encoded in the public shared engine of Recidiviz. The comment in that
engine states two contacts in thirty days where its constant says one in fifteen; the constant
counts there, and here.

What the source leaves open is chosen here and listed among the limitations.
"""

from supervise.dates import Period, business_days, days
from supervise.monitoring import (
    Count,
    Initial,
    OnChange,
    Pause,
    PauseMode,
    Rolling,
    Row,
    Standard,
    StandardsPack,
)
from supervise.rules import Condition, Events, Latest, Ref
from supervise.sources import Purpose, Source

READ = (
    "Recidiviz pulse-data, Idaho compliance constants, last public version (May 2025)"
)
CALENDAR = "idaho_business_days"

level, case_type, sex, setting = (
    Ref("level"),
    Ref("case_type"),
    Ref("recorded_sex"),
    Ref("setting"),
)
sex_offence = case_type.is_("sex_offence")
treatment = case_type.is_("sex_offence", "treatment")

completed = Ref("status").is_("completed")
face_to_face = Events(
    "contact", completed & Ref("with").is_("person") & Ref("method").is_("in_person")
)
home_visit = Events(
    "contact", completed & Ref("with").is_("person") & Ref("place").is_("home")
)
treatment_contact = Events("contact", completed & Ref("with").is_("treatment_provider"))
employment_check = Events("contact", completed & Ref("verified_employment").yes)
lsi_r = Events("assessment", Ref("tool").is_("lsi_r"))

in_custody = Pause(
    when=setting.is_("custody"),
    mode=PauseMode.RESTART,
    citation="chosen here: release is an official start, and official starts restart clocks",
)


def one_in(number: int, of: Events) -> dict:  # type: ignore[type-arg]
    """The schedule and quota of one event in so many rolling days."""
    return {"schedule": Rolling(days(number)), "quota": Count(1, of)}


def rows(
    of: Events,
    low: int,
    moderate: int,
    high: int,
    *,
    prefix: str,
    also: Condition | None,
) -> tuple[Row, ...]:
    """A row for each level, from the lowest."""
    return tuple(
        Row(
            id=f"{prefix}{code}",
            when=level.is_(code) if also is None else level.is_(code) & also,
            citation=READ,
            **one_in(number, of),
        )
        for code, number in (("low", low), ("moderate", moderate), ("high", high))
    )


NOTHING_ELSE = Row(id="not_required", citation=f"{READ}: no standard for other cases")

FACE_TO_FACE = Standard(
    id="face_to_face",
    title="Contact face to face",
    rows=(
        *rows(face_to_face, 90, 30, 30, prefix="sex_offence_", also=sex_offence)[:2],
        Row(
            id="sex_offence_high",
            when=level.is_("high") & sex_offence,
            schedule=Rolling(days(30)),
            quota=Count(2, face_to_face),
            citation=READ,
        ),
        *rows(face_to_face, 180, 45, 15, prefix="", also=None),
    ),
    initial=Initial(within=business_days(3, CALENDAR), citation=READ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)
HOME_VISIT = Standard(
    id="home_visit",
    title="Visit at home",
    rows=(
        *rows(home_visit, 90, 60, 30, prefix="sex_offence_", also=sex_offence),
        *rows(home_visit, 365, 365, 90, prefix="", also=None),
    ),
    initial=Initial(within=days(30), citation=READ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)
TREATMENT = Standard(
    id="treatment_contact",
    title="Contact with the treatment provider",
    rows=(
        *rows(treatment_contact, 90, 30, 30, prefix="", also=treatment),
        NOTHING_ELSE,
    ),
    initial=Initial(within=days(14), citation=READ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)
EMPLOYMENT = Standard(
    id="employment_check",
    title="Verification of employment",
    rows=(
        *rows(employment_check, 90, 60, 30, prefix="", also=sex_offence),
        NOTHING_ELSE,
    ),
    initial=Initial(within=days(30), citation=READ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)

# Somebody whose case is a sex offence is assessed again only from these scores on.
scored_21 = Latest(lsi_r, Ref("score") >= 21)
scored_23 = Latest(lsi_r, Ref("score") >= 23)
REASSESSMENT = Standard(
    id="reassessment",
    title="LSI-R again",
    rows=(
        Row(
            id="sex_offence",
            when=sex_offence
            & ((sex.is_("male") & scored_21) | (sex.is_("female") & scored_23)),
            citation=READ,
            **one_in(365, lsi_r),
        ),
        Row(id="sex_offence_below", when=sex_offence, citation=READ),
        Row(
            id="low",
            when=level.is_("low"),
            citation=f"{READ}: none at the lowest level",
        ),
        Row(id="general", citation=READ, **one_in(365, lsi_r)),
    ),
    pauses=(in_custody,),
    on_change=OnChange.SOFTEN,
    citation=READ,
)

PACK = StandardsPack(
    id="idaho_contacts",
    version="2020-07-23",
    title="Idaho: contacts and assessments",
    purpose=Purpose.SUPERVISION,
    source=Source(
        citation=READ,
        licence="facts only; the engine is GPL-3.0 and none of it is here",
        population="adults on probation and parole in Idaho",
        checked="2026-11-01",
        url="https://github.com/Recidiviz/pulse-data",
    ),
    in_force=Period("2020-07-23"),
    supervised=Ref("supervised").yes,
    states={
        "supervised": (True, False),
        "level": ("low", "moderate", "high"),
        "case_type": ("general", "sex_offence", "treatment"),
        "recorded_sex": ("female", "male"),
        "setting": ("community", "custody"),
    },
    events={
        "contact": {
            "status": ("completed", "attempted", "cancelled", "no_show"),
            "with": ("person", "treatment_provider", "employer", "family"),
            "method": ("in_person", "telephone", "video", "text_message"),
            "place": ("office", "home", "workplace", "treatment_provider", "court"),
            "verified_employment": (True, False),
        },
        "assessment": {"tool": ("lsi_r",), "score": tuple(range(55))},
    },
    standards=(FACE_TO_FACE, HOME_VISIT, TREATMENT, EMPLOYMENT, REASSESSMENT),
    example="Idaho's rolling standards as encoded in public code until May 2025",
    limitations=(
        "chosen here: what a change of level does (softened), and that custody restarts the clock",
        "the first LSI-R, within 45 days, or 90 for a sex offence on parole, is not encoded",
        "monthly verification of a job in a re-entry centre is not encoded",
        "which days are business days is for the host's calendar to say",
    ),
)
