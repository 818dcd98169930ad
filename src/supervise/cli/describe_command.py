"""`supervise describe`: what an instrument asks, scores, and does not do."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from supervise.cli.arguments import Commands
from supervise.cli.proofs import proof_lines
from supervise.cli.wording import named_lines, section, wrapped
from supervise.instruments import (
    Bands,
    BlackBox,
    Cases,
    Chosen,
    Coded,
    Curve,
    Day,
    Decided,
    Instrument,
    Item,
    Judged,
    LogOdds,
    OneOf,
    Percents,
    Points,
    Text,
    Whole,
    YesNo,
)
from supervise.instruments.mentions import flags_of
from supervise.instruments.scales import Scale
from supervise.plugins import Registry


def add_to(commands: Commands) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "describe", help="what an instrument asks, scores, and does not do"
    )
    parser.add_argument("id", metavar="ID", help="the instrument")
    parser.add_argument(
        "--proof",
        action="store_true",
        help="also which scores and levels can come about at all; takes some seconds",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> None:
    """Print the description."""
    registry = Registry.installed()
    instrument = registry.instrument(asked.id)
    origin = str(registry.origin("instrument", asked.id))
    print("\n".join(description(instrument, origin)))
    if asked.proof:
        print("\n".join(section("what can come about at all", proof_lines(instrument))))


def description(instrument: Instrument, origin: str) -> Iterator[str]:
    """An instrument in words, for somebody who decides whether and how to use it."""
    yield from wrapped(f"{instrument.id} {instrument.version}: {instrument.title}")
    source = instrument.source
    yield from named_lines(
        (
            ("from", origin),
            ("made for", instrument.purpose.value),
            ("for whom", instrument.for_whom),
            ("not for", instrument.not_for),
            ("source", source.citation),
            ("at", source.url),
            ("licence", source.licence),
            ("population", source.population),
            ("checked", source.checked.isoformat()),
            ("unvalidated", instrument.unvalidated),
        )
    )
    yield from section("answers that must be seen at once", _must_be_seen(instrument))
    yield from section(
        "what it asks, in the text forms of CSV files", _asked(instrument)
    )
    yield from section("what it scores", _scored(instrument))
    yield from section("what it uses of other instruments", _consumed(instrument))
    yield from section("what its answers must agree with", _rules(instrument))
    yield from section("how it was studied", _studies(instrument))
    yield from section("what it does not do", _bulleted(instrument.limitations))


def _bulleted(sentences: tuple[str, ...]) -> Iterator[str]:
    for sentence in sentences:
        yield from wrapped(f"- {sentence}", "  ")


def _must_be_seen(instrument: Instrument) -> Iterator[str]:
    """Each flag once, with when it is raised; a scale that has it says so again below."""
    flags = (flag for scale in instrument.scales for flag in flags_of(scale))
    for flag in dict.fromkeys(flags):
        yield from wrapped(f"- {flag.id}: {flag.says} (where {flag.when})", "  ")


def _asked(instrument: Instrument) -> Iterator[str]:
    for item in instrument.items:
        blank = item.blank
        note = f"; {blank.because}" if blank is not None else ""
        if item.asked_if is not None:
            note += f"; asked where {item.asked_if.when} ({item.asked_if.because})"
        yield from wrapped(f"{item.id}: {item.text}", "  ")
        yield from wrapped(f"{text_form(item)}{note}", "      ")


def text_form(item: Item) -> str:
    """How an answer to an item is written in a CSV file."""
    match item.answers:
        case YesNo():
            return "Y or N"
        case OneOf(choices):
            return ", ".join(
                f"{choice}{'' if choice.covered else ' (not covered)'}"
                for choice in choices
            )
        case Whole(least, most):
            return f"a whole number from {least} to {most}"
        case Day():
            return "a date, YYYY-MM-DD"
        case Coded(table, digits):
            return f"a code of {digits} digits, as in {table.name}"
        case Text():
            return "words, which are kept and not scored"


def _scored(instrument: Instrument) -> Iterator[str]:
    for scale in instrument.scales:
        yield from wrapped(f"{scale.id}: {scale.title}", "  ")
        yield from named_lines(_about(scale), "      ")


def _about(scale: Scale) -> Iterator[tuple[str, str]]:
    yield "it is", _kind(scale)
    yield "counted in the group", str(scale.predicts or "")
    if not isinstance(scale, Chosen | Judged | BlackBox) and scale.only_if is not None:
        yield "applies where", str(scale.only_if)
    for group, bands in _levels(scale):
        levels = ", ".join(
            f"{band.level} {band.lowest} to {band.highest}" for band in bands.bands
        )
        yield f"levels{group}", f"{levels} ({bands.citation})"
    for flag in flags_of(scale):
        yield f"flag {flag.id}", flag.says
    if isinstance(scale, Points) and scale.lowered is not None:
        lowered = scale.lowered
        yield f"flag {lowered.flag}", f"the level is one step lower: {lowered.because}"
    if not isinstance(scale, Chosen):
        yield "missing answers", scale.missing.says


def _levels(scale: Scale) -> Iterator[tuple[str, Bands]]:
    match scale:
        case Points(bands_by=groups) if groups:
            yield from ((f" where {each.when}", each.bands) for each in groups)
        case Points(percents=Curve(bands=Bands() as bands)):
            yield " of the percent", bands
        case Points(bands=Bands() as bands) | BlackBox(bands=Bands() as bands):
            yield "", bands
        case LogOdds(bands=Bands() as bands) | Percents(bands=bands):
            yield "", bands
        case _:
            return


def _kind(scale: Scale) -> str:
    match scale:
        case Points():
            converted = ", converted to the published score" if scale.converts else ""
            read = ", and read as a percent of a group" if scale.percents else ""
            return f"points, added up{converted}{read}"
        case LogOdds():
            return "a logistic model: log-odds, reported as a percent of a group"
        case Percents():
            return "percents, added up"
        case Cases():
            return (
                f"the first of {len(scale.cases)} cases that applies ({scale.citation})"
            )
        case Decided():
            levels = ", ".join(scale.scheme.codes)
            return f"a level that a rule decides: {levels} ({scale.citation})"
        case Judged():
            levels = ", ".join(scale.scheme.codes)
            return f"a rating that a trained person makes: {levels} ({scale.citation})"
        case Chosen(first_of=options):
            return f"the first of {', '.join(options)} that can be scored"
        case BlackBox():
            return "a model that a plugin brings"


def _consumed(instrument: Instrument) -> Iterator[str]:
    for used in instrument.consumes:
        yield f"  {used.instrument}: {used.part} of {used.scale}"


def _rules(instrument: Instrument) -> Iterator[str]:
    for rule in instrument.rules:
        blocks = "every scale" if rule.blocks == ("*",) else ", ".join(rule.blocks)
        yield from wrapped(f"- {rule.id}: not if {rule.says}; blocks {blocks}", "  ")
    for rule in instrument.covers:
        yield from wrapped(f"- {rule.id}: a warning if {rule.says}", "  ")


def _studies(instrument: Instrument) -> Iterator[str]:
    for study in instrument.validation:
        yield from wrapped(
            f"- {study.sample}; {study.outcome}: {study.finding} ({study.source})", "  "
        )
