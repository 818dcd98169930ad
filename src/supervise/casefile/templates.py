"""Templates of case notes: which fields a note of a kind must hold, facts apart from opinion.

They are dated reference data of an agency; those below are examples to begin with.
A note that does not fit is reported with every problem; nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from supervise.errors import DeclarationError, Problem, ProblemCode, nearest
from supervise.records import CaseNote, Saying


@attrs.frozen(kw_only=True)
class TemplateField:
    """One field of a template: what belongs there, and whether it must be filled in."""

    id: str
    title: str
    saying: Saying
    required: bool = True


@attrs.frozen(kw_only=True)
class NoteTemplate:
    """What a note of one kind holds."""

    id: str
    title: str
    fields: tuple[TemplateField, ...]

    def __attrs_post_init__(self) -> None:
        ids = [each.id for each in self.fields]
        defects = [f"two fields '{id}'" for id in sorted({*ids}) if ids.count(id) > 1]
        if not any(each.required for each in self.fields):
            defects.append("at least one field must be required")
        if defects:
            raise DeclarationError(f"note template '{self.id}'", defects)

    def field(self, id: str) -> TemplateField | None:
        """The field with this id, if there is one."""
        return next((each for each in self.fields if each.id == id), None)


def _fact(id: str, title: str, *, required: bool = True) -> TemplateField:
    return TemplateField(id=id, title=title, saying=Saying.FACT, required=required)


def _opinion(id: str, title: str, *, required: bool = False) -> TemplateField:
    return TemplateField(id=id, title=title, saying=Saying.OPINION, required=required)


def _quotation(id: str, title: str, *, required: bool = False) -> TemplateField:
    return TemplateField(id=id, title=title, saying=Saying.QUOTATION, required=required)


SESSION = NoteTemplate(
    id="session",
    title="session",
    fields=(
        _fact("checked_in", "what has happened since the last session"),
        _fact("reviewed", "what was reviewed of the last session and its task"),
        _fact("worked_on", "what was worked on, and how"),
        _fact("agreed", "what was agreed, and the task for home"),
        _quotation("own_words", "the person's own words"),
        _opinion("view", "the writer's view"),
    ),
)
HOME_VISIT = NoteTemplate(
    id="home_visit",
    title="home visit",
    fields=(
        _fact("present", "who was there"),
        _fact("seen", "what was seen"),
        _fact("said", "what was talked about"),
        _fact(
            "safety", "what matters for the safety of the next visit", required=False
        ),
        _opinion("view", "the writer's view"),
    ),
)
COLLATERAL = NoteTemplate(
    id="collateral",
    title="contact with somebody else",
    fields=(
        _fact("with_whom", "who, and how they stand to the person"),
        _fact("basis", "on what basis they were spoken to"),
        _fact("said", "what they said"),
        _opinion("view", "the writer's view"),
    ),
)
INCIDENT = NoteTemplate(
    id="incident",
    title="incident",
    fields=(
        _fact("happened", "what happened, when and where"),
        _fact("known_from", "how it is known"),
        _fact("done", "what was done about it"),
        _quotation("own_words", "how the person tells it"),
        _opinion("view", "the writer's view"),
    ),
)
REVIEW = NoteTemplate(
    id="review",
    title="review",
    fields=(
        _fact("looked_at", "what was looked at"),
        _fact("changed", "what has changed since the last review"),
        _quotation("own_words", "how the person sees it", required=True),
        _opinion("view", "the writer's view", required=True),
        _fact("next", "what follows"),
    ),
)
COURT = NoteTemplate(
    id="court",
    title="court",
    fields=(
        _fact("hearing", "which hearing, and who was there"),
        _fact("outcome", "what was decided"),
        _fact("next", "what follows, by when"),
        _opinion("view", "the writer's view"),
    ),
)

EXAMPLE_TEMPLATES = (SESSION, HOME_VISIT, COLLATERAL, INCIDENT, REVIEW, COURT)


def note_problems(
    note: CaseNote, templates: Iterable[NoteTemplate]
) -> tuple[Problem, ...]:
    """Everything in which a note does not fit its template; nothing where it does."""
    known = {each.id: each for each in templates}
    template = known.get(note.template)
    if template is None:
        near = nearest(note.template, tuple(known))
        return (
            _problem(
                note,
                ProblemCode.UNKNOWN_ITEM,
                "template",
                f"there is no template '{note.template}'",
                remedy=f"nearest: {near}" if near else "",
            ),
        )
    filled = [each.field for each in note.passages]
    problems = [
        _problem(note, ProblemCode.MISSING, each.id, "it must be filled in")
        for each in template.fields
        if each.required and each.id not in filled
    ]
    for passage in note.passages:
        field = template.field(passage.field)
        if field is None:
            says = f"the template '{template.id}' has no such field"
            problems.append(
                _problem(note, ProblemCode.UNKNOWN_ITEM, passage.field, says)
            )
        elif field.saying is not passage.saying:
            problems.append(
                _problem(
                    note,
                    ProblemCode.NOT_ALLOWED,
                    passage.field,
                    f"it is for a {field.saying}, and a {passage.saying} stands there",
                    remedy="keep facts apart from opinion",
                )
            )
    problems += [
        _problem(note, ProblemCode.REPEATED_ID, field, "it is filled in twice")
        for field in sorted({each for each in filled if filled.count(each) > 1})
    ]
    return tuple(problems)


def _problem(
    note: CaseNote, code: ProblemCode, item: str, says: str, *, remedy: str = ""
) -> Problem:
    return Problem(
        code=code, where=f"note '{note.entry.id}'", item=item, says=says, remedy=remedy
    )
