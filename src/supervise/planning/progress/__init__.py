"""Progress, computed from what was recorded: hours, readings, milestones, standing still."""

from supervise.planning.progress.dosage import (
    GUIDANCE,
    DosagePolicy,
    DosageReport,
    DosageTarget,
    NeedDose,
    dosage,
    hours_of,
)
from supervise.planning.progress.series import (
    GoalProgress,
    Heading,
    Point,
    ReadinessPoint,
    Series,
    bond_over_time,
    progress_of,
    readiness_over_time,
)
from supervise.planning.progress.stagnation import Stagnation, stagnating
from supervise.planning.progress.substitutions import (
    SubstitutionTrace,
    Window,
    replaced_by,
    trace,
)
from supervise.planning.progress.successes import (
    STORY_PURPOSE,
    MilestoneSeen,
    SuccessStory,
    milestones_seen,
    success_story,
)

__all__ = [
    "DosagePolicy",
    "DosageReport",
    "DosageTarget",
    "GUIDANCE",
    "GoalProgress",
    "Heading",
    "MilestoneSeen",
    "NeedDose",
    "Point",
    "ReadinessPoint",
    "STORY_PURPOSE",
    "Series",
    "Stagnation",
    "SubstitutionTrace",
    "SuccessStory",
    "Window",
    "bond_over_time",
    "dosage",
    "hours_of",
    "milestones_seen",
    "progress_of",
    "readiness_over_time",
    "replaced_by",
    "stagnating",
    "success_story",
    "trace",
]
