"""Two invented instruments that use every part of the language, also what the catalogue lacks."""

from supervise.errors import ProblemCode
from supervise.instruments import (
    NONE_MAY_BE_MISSING,
    AskedIf,
    Band,
    Blank,
    Case,
    Cases,
    Choice,
    Chosen,
    Coded,
    Curve,
    Day,
    Decided,
    Flag,
    GroupBands,
    Instrument,
    Item,
    Judged,
    LogOdds,
    Lowered,
    Percents,
    Points,
    Rule,
    ScaleOf,
    Shown,
    Step,
    Text,
    Whole,
    YesNo,
    bands,
    named,
    one_of,
)
from supervise.levels import LOW_MEDIUM_HIGH
from supervise.rules import (
    NO_ANSWER,
    ON,
    CodeTable,
    answered,
    by_code,
    by_range,
    count,
    first_known,
    first_match,
    largest,
    log,
    looked_up,
    months,
    months_after,
    rounded,
    rounded_down,
    rounded_up,
    row,
    smallest,
    table,
    years,
)
from supervise.sources import Purpose, Source

SOURCE = Source(
    citation="Invented.", licence="CC0-1.0", population="nobody", checked="2026-01-15"
)
INVENTED_TOO = "Invented, p. 2"
CODES = CodeTable("codes", "sort", (("001", "theft"), ("002", "fraud"), ("003", "")))

group = Item(
    "group",
    "",
    one_of(Choice("a"), Choice("b"), Choice("c"), Choice("other", covered=False)),
)
work = Item(
    "work", "", one_of(Choice(1), Choice(2), Choice(4), Choice(9, covered=False))
)
rating = Item("rating", "", one_of(Choice("L"), Choice("M"), Choice("H"), Choice("NA")))
moved = Item("moved", "", YesNo(yes=3))
drugs = Item("drugs", "", YesNo(blank=Blank(True, "invented")))
depth = Item("depth", "", Whole(-5, 5))
arrests = Item("arrests", "", Whole(0, 20, blank=Blank(7, "invented")))
counted = Item("counted", "", Whole(0, 99))
born = Item("born", "", Day(), person_fact=True)
since = Item("since", "", Day())
until = Item("until", "", Day())
code = Item("code", "", Coded(CODES, 3))
sort = Item("sort", "", one_of(Choice("theft"), Choice("fraud")))
why = Item("why", "", Text())
pay = Item(
    "pay", "", Whole(0, 9), asked_if=AskedIf(work.is_(1, 2), counts=0, because="p. 1")
)
debts = Item(
    "debts", "", YesNo(), asked_if=AskedIf(pay <= 3, counts=None, because="p. 1")
)

start = named("start", first_known(until, since))
age = named("age", years(born, start))
gap = named("gap", age - counted)
rate = named("rate", log(arrests / (gap + 26)).when(arrests >= 3))
share = named("share", counted / depth)
length = named("length", smallest(36, largest(0, months(since, ON))))
kind = named("kind", first_known(looked_up(code, CODES), sort))
near = named("near", rounded(share) + rounded_up(share) - rounded_down(share))


def levels(*edges, top):
    ends = [*(edge - 1 for edge in edges[1:]), top]
    pairs = zip(edges, ends, LOW_MEDIUM_HIGH.codes, strict=False)
    each = (Band(low, high, level) for low, high, level in pairs)
    return bands(LOW_MEDIUM_HIGH, *each, citation=INVENTED_TOO)


PERCENT_LEVELS = bands(
    LOW_MEDIUM_HIGH,
    Band("0.1", "9.9", "low"),
    Band("10", "49.9", "medium"),
    Band("50", "99.9", "high"),
    citation=INVENTED_TOO,
)
HUNDREDTH_LEVELS = bands(
    LOW_MEDIUM_HIGH,
    Band("0", "29.99", "low"),
    Band("30", "59.99", "medium"),
    Band("60", "100", "high"),
    citation=INVENTED_TOO,
)
NONE = {"missing": NONE_MAY_BE_MISSING}
SUM = table(
    ("sum", "twice"),
    row(work, 1, 2),
    row(moved.counted, 1, 1),
    row(drugs.yes, 2, None),
    by_code(group, {"a": (0, 0), "b": (1, 3), "c": (1, 1)}),
    by_range(arrests, (0, 2, (0, 1)), (3, 6, (2, 2)), (7, 20, (5, 3))),
)
SCALES = (
    Points(
        "sum",
        "",
        table=SUM,
        converts=(Step(1, 3, 1), Step(4, 7, 2), Step(8, 15, 3)),
        bands=levels(1, 2, 3, top=3),
        **NONE,
    ),
    Points(
        "twice",
        "",
        table=SUM,
        percents=Curve(intercept="-2.5", slope="0.31", nothing="1.5"),
        bands=levels(3, 6, 9, top=17),
        lowered=Lowered(when=length >= 12, flag="lowered", because="invented"),
        only_if=~group.is_("b") | (depth > 2),
        flags=(Flag("seen", when=depth < 0, says="invented"),),
        basis="twice",
        **NONE,
    ),
    Points(
        "grouped",
        "",
        table=table(
            ("grouped",),
            row(count(moved.yes, drugs.yes, depth > 1), 1),
            by_range(age, (0, 17, (0,)), (18, 30, (1,)), (31, 60, (2,))),
        ),
        bands_by=(
            GroupBands(group.is_("a"), levels(0, 1, 3, top=9)),
            GroupBands(group.is_("b") & moved.yes, levels(0, 2, 4, top=9)),
        ),
        **NONE,
    ),
    LogOdds(
        "odds",
        "",
        table=table(
            ("odds",),
            row("constant", "-1.25"),
            row(rate.when(arrests >= 3), "0.75"),
            row(share, "0.125"),
            row(near, "0.0625"),
            row(depth**3, "0.01"),
            by_code(kind, {"theft": ("0.5",), "fraud": ("-0.5",)}),
        ),
        bands=PERCENT_LEVELS,
        shown=Shown(places=1, first=5, at_least="0.1", at_most="99.9"),
        basis="dynamic",
        **NONE,
    ),
    LogOdds(
        "plain",
        "",
        table=table(
            ("plain",),
            row(length, "0.05"),
            row(age * depth, "-0.01"),
            row(moved.yes, "1"),
        ),
        bands=HUNDREDTH_LEVELS,
        only_if=sort.same_as(looked_up(code, CODES)) | answered(why),
        flags=(Flag("deep", when=depth > 3, says="invented"),),
        basis="static",
        **NONE,
    ),
    Chosen("either", "", first_of=("odds", "plain"), citation=INVENTED_TOO),
    Cases(
        "cases",
        "",
        cases=(
            Case(arrests >= 10, "10.315", "high"),
            Case(moved.yes & ~debts.yes, "0.145", "medium"),
            Case(None, "1.005", "low"),
        ),
        scheme=LOW_MEDIUM_HIGH,
        citation=INVENTED_TOO,
        flags=(Flag("owes", when=debts.yes, says="invented"),),
        **NONE,
    ),
    Decided(
        "first",
        "",
        by=first_match(
            (pay >= 5, "low"),
            (~answered(why) & moved.yes, NO_ANSWER),
            (depth > 0, "high"),
            otherwise="medium",
        ),
        scheme=LOW_MEDIUM_HIGH,
        citation=INVENTED_TOO,
        **NONE,
    ),
    Decided(
        "cells",
        "",
        by=first_match(
            (sort.is_("theft") & group.is_("a"), "low"),
            (sort.is_("theft") & group.is_("b", "c"), "medium"),
            (group.is_("c"), "high"),
            otherwise=NO_ANSWER,
        ),
        scheme=LOW_MEDIUM_HIGH,
        citation=INVENTED_TOO,
        **NONE,
    ),
    Judged(
        "judged",
        "",
        item=rating,
        scheme=LOW_MEDIUM_HIGH,
        levels=(("L", "low"), ("M", "medium"), ("H", "high"), ("NA", None)),
        also_requires=(depth,),
        citation=INVENTED_TOO,
        **NONE,
    ),
)
RULES = (
    Rule("dates", since > born, "", about=since, remedy=""),
    Rule("soon", until <= months_after(ON, 3), "", about=until, remedy=""),
    Rule("one_sort", sort.same_as(kind), "", about=sort, remedy="", blocks=("odds",)),
    Rule("shared", share < 30, "", about=counted, remedy="", blocks=("odds", "cells")),
    Rule(
        "explained",
        answered(why) | ~rating.is_("H"),
        "",
        about=why,
        remedy="",
        blocks=("judged",),
        code=ProblemCode.MISSING,
    ),
    Rule(
        "moves",
        ~(moved.yes & (depth > 4)),
        "",
        about=moved,
        remedy="",
        blocks=("twice",),
        code=ProblemCode.NOT_COVERED,
    ),
)
COVERS = (Rule("adults", age >= 18, "", about=born, remedy=""),)

EVERYTHING = Instrument(
    id="everything",
    version="1",
    title="Everything",
    purpose=Purpose.SUPERVISION,
    for_whom="nobody",
    not_for="anybody",
    source=SOURCE,
    unvalidated="it is invented",
    items=(
        group,
        work,
        pay,
        debts,
        rating,
        moved,
        drugs,
        depth,
        arrests,
        counted,
        born,
        since,
        until,
        code,
        sort,
        why,
    ),
    values=(start, age, gap, rate, share, length, kind, near),
    rules=RULES,
    covers=COVERS,
    scales=SCALES,
)

twice = ScaleOf("everything", "twice", not_applicable="0.5")
plain = ScaleOf("everything", "either")
total = ScaleOf("everything", "sum", "score")
judged = ScaleOf("everything", "judged", "level", not_applicable="none")

CONSUMING = Instrument(
    id="consuming",
    version="1",
    title="Consuming",
    purpose=Purpose.SUPERVISION,
    for_whom="nobody",
    not_for="anybody",
    source=SOURCE,
    unvalidated="it is invented",
    items=(moved, depth),
    consumes=(twice, plain, total, judged),
    scales=(
        Percents(
            "added",
            "",
            table=table(
                ("added",), row(twice, "1"), row(plain, "1"), row(moved.yes, "0.38")
            ),
            bands=HUNDREDTH_LEVELS,
            basis_of=plain,
            **NONE,
        ),
        Points(
            "points",
            "",
            table=table(("points",), row(total, 2), row(judged.is_("high", "none"), 1)),
            also_requires=(depth,),
            **NONE,
        ),
    ),
)
INVENTED = (EVERYTHING, CONSUMING)
