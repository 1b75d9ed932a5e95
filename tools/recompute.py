#!/usr/bin/env python3
"""Work out every published state again, from the published figures alone.

Usage:  python3 recompute.py SITE_FOLDER

SITE_FOLDER holds `data/index.json`. Without it, the folder above this script's own is taken, so
the script can be run where it was downloaded with the data. Exit 0: all agree, and the count is
printed. Exit 1: something disagrees, one line each. Exit 2: wrong usage or an unreadable file.

Needs Python 3.11 and nothing else. It shares no code with the program that made the site; the
rules are those of the site's method page. Figures are read as exact fractions, never as floats.
"""

import json
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

NEAR, ON_PACE, WATCH = Fraction(9, 10), Fraction(9, 10), Fraction(7, 10)
SMALL = 10
STAGES = ["self", "first-review", "second-review", "approved"]


def number(text):
    """A published figure as an exact fraction; `None` where it is absent."""
    return None if text is None else Fraction(text)


def day(text):
    return None if text is None else date.fromisoformat(text)


def rounded(value, mode, places):
    """A fraction rounded by a named mode, exactly."""
    scaled = value * 10**places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    twice = 2 * rest
    up = {"up": rest > 0, "down": False, "half-up": twice >= scaled.denominator}[mode]
    return Fraction(whole + up, 10**places)


def six(value):
    """A ratio as it is published: six places, halves up."""
    return None if value is None else rounded(value, "half-up", 6)


# What a value is worked out from.


def weighted_sum(terms, parts):
    return sum((Fraction(weight) * parts[name] for name, weight in terms.items()), Fraction(0))


def from_components(kpi, parts):
    """(known, value) of the KPI's formula: not known where a component is absent; no value where
    the denominator is zero."""
    formula = kpi["calculation"]
    if formula is None:
        return False, None
    below = formula["denominator"]
    wanted = set(formula["numerator"]) | set(below or {})
    if not wanted <= set(parts):
        return False, None
    other = formula["instead"]
    if other and all(set(terms) <= set(parts) for terms in other.values()):
        fewer = weighted_sum(other["when"], parts) < weighted_sum(other["below"], parts)
        below = other["denominator"] if fewer else below
    value = weighted_sum(formula["numerator"], parts)
    if below is not None:
        divisor = weighted_sum(below, parts)
        if divisor == 0:
            return True, None
        value /= divisor
    value *= Fraction(formula["factor"])
    rule = kpi["rounding"]
    return True, rounded(value, rule["mode"], int(rule["places"])) if rule else value


def stated_figure(printed):
    """The number in a printed figure such as `58,696 件`."""
    digits = ""
    for letter in printed.translate(str.maketrans("０１２３４５６７８９．，", "0123456789.,")):
        if letter.isdigit() or letter in ".,":
            digits += letter
        elif digits:
            break
    return Decimal(digits.replace(",", ""))


def order_of(report):
    """The number at the end of a report's id: `2026-02-02-self-2` is its second."""
    tail = report.rsplit("-", 1)[1]
    return int(tail) if tail.isdigit() else 1


def arrival(report):
    return (report["reported"], STAGES.index(report["stage"]), order_of(report["id"]))


def weighing_day(seen):
    """The as-of day, at most the last of the target's year; a measure's values have no year."""
    year = seen.get("year")
    return min(seen["as_of"], f"{year}-12-31") if year else seen["as_of"]


def weight_of(seen):
    """Which value counts: latest day, then stage, then day reported, then number."""
    return (
        weighing_day(seen), STAGES.index(seen["stage"]), seen["reported"],
        order_of(seen["report"]),
    )  # fmt: skip


def says_something(kpi, seen):
    """A note alone is no value: figures, days, judgements, answers and words are, and so is a
    reason for having none, and a formula that gives no value."""
    given = ("value", "on", "achieved", "text", "standing")
    if any(seen[name] is not None for name in given) or seen["conditions"]:
        return True
    return from_components(kpi, exact_parts(seen))[0]


def exact_parts(seen):
    return {name: Fraction(value) for name, value in seen["components"].items()}


def counting(seen):
    return max((one for one in seen if one["corrected_by"] is None), key=weight_of, default=None)


def settled(seen):
    """Whether a value speaks for its whole year."""
    ended = seen["as_of"] >= f"{seen['year']}-12-31"
    return seen["final"] or (ended and seen["qualifier"] != "preliminary")


def contradicting(seen, share=None):
    """Official statements of one day and stage that do not agree. `share`: the component that the
    target is a share of."""
    chosen = counting(seen)
    if chosen is None:
        return []
    beside = [
        one
        for one in seen
        if one["corrected_by"] is None
        and (weighing_day(one), one["stage"]) == (weighing_day(chosen), chosen["stage"])
    ]
    fields = [
        lambda one: one["standing"] is None,
        lambda one: number(one["value"]),
        lambda one: one["on"],
        lambda one: one["achieved"],
    ]
    names = dict.fromkeys(name for one in beside for name in one["conditions"])
    fields += [lambda one, name=name: number(one["conditions"].get(name)) for name in names]
    fields.append(lambda one: number(one["components"].get(share)))
    for field in fields:
        saying = [one for one in beside if field(one) is not None]
        if len({field(one) for one in saying}) > 1:
            return saying
    return []


# The three clocks.


def verdict(code, rule, attainment=None, credit=None, days=None):
    return {
        "code": code, "rule": rule, "attainment": six(attainment), "credit": six(credit),
        "days": days,
    }  # fmt: skip


def met_or_not(reached, basis):
    code = "met" if reached else "missed"
    return verdict(code, f"{code}-{basis}", credit=Fraction(int(reached)))


def holds(condition, answer):
    target = Fraction(condition["value"])
    return {
        "at-least": answer >= target, "at-most": answer <= target, "exactly": answer == target,
    }[condition["comparison"]]  # fmt: skip


def judged(kpi, target, aim, seen):
    """The value against its target as if the period were over; `None`: cannot be judged."""
    found = compared(kpi, target, aim, seen)
    return None if found and not certain(kpi, seen, found["code"]) else found


def is_bound(seen):
    return seen["value"] is not None and seen["qualifier"] in ("at-least", "at-most")


def certain(kpi, seen, code):
    """Whether a value known only as a bound decides: where the true one can only be better, what
    is reached is certain; where it can only be worse, what is missed is."""
    if not is_bound(seen):
        return True
    higher = kpi["direction"]["value"] != "lower"
    only_better = (seen["qualifier"] == "at-least") == higher
    return code in (("met", "on-pace") if only_better else ("missed", "behind"))


def compared(kpi, target, aim, seen):
    kind = target["kind"]
    if kind == "conditions":
        answers = {name: Fraction(value) for name, value in seen["conditions"].items()}
        if any(one["id"] not in answers for one in target["conditions"]):
            return None
        return met_or_not(
            all(holds(one, answers[one["id"]]) for one in target["conditions"]), "conditions"
        )
    if kind == "milestone":
        if seen["on"] is None:
            late = seen["as_of"] > target["by"] or seen["final"]
            return met_or_not(False, "milestone") if late else None
        return met_or_not(seen["on"] <= target["by"], "milestone")
    if kind == "text":
        return None if seen["achieved"] is None else met_or_not(seen["achieved"], "judged")
    actual = number(seen["value"])
    if actual is None:
        return None
    if kind == "range" and is_bound(seen):
        beyond = (
            actual > Fraction(target["high"])
            if seen["qualifier"] == "at-least"
            else actual < Fraction(target["low"])
        )
        return met_or_not(False, "range") if beyond else None
    if kind == "range":
        return met_or_not(Fraction(target["low"]) <= actual <= Fraction(target["high"]), "range")
    direction = kpi["direction"]["value"]
    if aim is None or direction not in ("higher", "lower"):
        return None
    return against(kpi, actual, aim, direction)


def against(kpi, actual, aim, direction):
    """One figure against one figure."""
    reached = actual <= aim if direction == "lower" else actual >= aim
    if kpi["kind"] == "rank":
        return met_or_not(reached, "rank")
    if aim == 0:
        return met_or_not(reached, "zero")
    a = (aim - actual) / aim + 1 if direction == "lower" else actual / aim
    held = min(max(a, Fraction(0)), Fraction(1))
    if kpi["law_bound"]:
        rule = "met-attainment" if reached else "missed-law-bound"
        return verdict("met" if reached else "missed", rule, a, Fraction(int(reached)))
    if reached:
        return verdict("met", "met-attainment", a, held)
    if aim < SMALL:
        return verdict("missed", "missed-small", a, held)
    if a >= NEAR:
        return verdict("near", "near-attainment", a, held)
    return verdict("missed", "missed-attainment", a, held)


def result_clock(kpi, target, aim, seen, year_end, as_of):
    judgement = judged(kpi, target, aim, seen)
    if as_of > year_end:
        happened = target["kind"] == "milestone" and seen["on"] is not None
        if not (settled(seen) or happened):
            if day(seen["as_of"]) >= year_end:
                return verdict("final-value-not-reported", "final-value-preliminary")
            return verdict("final-value-not-reported", "final-value-not-reported")
        return judgement or cannot_tell(kpi, aim, seen)
    if judgement is None or judgement["code"] != "met":
        return None
    if judgement["rule"] == "met-milestone":
        return judgement
    closes = (kpi["accumulation"], kpi["direction"]["value"], kpi["kind"])
    early = closes == ("cumulative", "higher", "count") and seen["qualifier"] != "preliminary"
    if early and judgement["rule"] == "met-attainment":
        return {**judgement, "rule": "met-early"}
    return {
        **verdict("meeting-for-now", "meeting-for-now"), "attainment": judgement["attainment"],
    }  # fmt: skip


def cannot_tell(kpi, aim, seen):
    known, value = from_components(kpi, exact_parts(seen))
    if known and value is None:
        return verdict("not-measurable", "not-measurable-formula")
    if is_bound(seen):
        return verdict("reported", "not-judged-bound")
    if seen["value"] is not None and aim is not None and unstated(kpi):
        return verdict("direction-not-stated", "direction-not-stated")
    return verdict("reported", "reported-not-judged")


def unstated(kpi):
    return kpi["direction"]["value"] not in ("higher", "lower")


def trajectory_on(trajectory, when, year):
    """What should stand on a day: the last stage of the year, or the line between two points."""
    line = trajectory["kind"] == "line"
    points = [(day(p["on"]), Fraction(p["value"])) for p in trajectory["points"]]
    points = [p for p in points if line or p[0].year == year]
    before = [p for p in points if p[0] <= when]
    after = [p for p in points if p[0] > when]
    if not before:
        return None
    (start, low) = before[-1]
    if not line or not after or start == when:
        return low
    (end, high) = after[0]
    return low + (high - low) * (when - start).days / (end - start).days


def pace_clock(kpi, seen, year):
    if kpi["trajectory"] is None or seen["value"] is None or unstated(kpi):
        return None
    expected = trajectory_on(kpi["trajectory"], day(seen["as_of"]), year)
    if expected is None:
        return None
    actual = Fraction(seen["value"])
    top, bottom = (
        (actual, expected) if kpi["direction"]["value"] == "higher" else (expected, actual)
    )
    ratio = None if bottom == 0 else top / bottom
    code = "behind"
    if ratio is None or ratio >= ON_PACE:
        code = "on-pace"
    elif ratio >= WATCH:
        code = "watch"
    if not certain(kpi, seen, code):
        return None
    return {**verdict(code, code), "expected": six(expected), "ratio": six(ratio)}


def freshness_clock(dues, held, final, as_of):
    """`dues`: (as-of day, due day) of the item; `held`: as-of days of its values."""
    if not dues:
        return None if held else verdict("not-held-here", "not-held-here")
    if final:
        return None
    latest = max(held, default=date.min)
    missing = [(asked, due) for asked, due in dues if latest < asked <= as_of]
    if missing:
        due = missing[0][1]
        if as_of <= due:
            return verdict("due", "due")
        code = "not-reported" if not held and as_of > dues[-1][1] else "overdue"
        return verdict(code, code, days=(as_of - due).days)
    return verdict("not-due", "not-due") if any(asked > as_of for asked, _ in dues) else None


# A whole plan.


class PlanCheck:
    """One plan's published file, worked out again; `faults` are the disagreements."""

    def __init__(self, name, plan):
        self.name, self.plan = name, plan
        self.as_of = day(plan["as_of"])
        self.faults = []
        self.states = 0
        self.kpis = {kpi["id"]: kpi for kpi in plan["kpis"]}
        calendar = plan["calendar"]
        self.dues = [(day(d["as_of"]), day(d["due"])) for d in calendar["dues"]] if calendar else []
        self.rows = {}

    def compare(self, item, field, published, recomputed):
        if published != recomputed:
            self.faults.append((item, field, published, recomputed))

    def compare_verdict(self, item, where, published, recomputed):
        if published is None or recomputed is None:
            self.compare(
                item, where, published and published["code"], recomputed and recomputed["code"]
            )
            return
        for field in recomputed:
            found = published[field]
            if field in ("attainment", "credit", "expected", "ratio"):
                found = number(found)
            elif field == "days":
                found = None if found is None else int(found)
            self.compare(item, f"{where}.{field}", found, recomputed[field])

    def run(self):
        for kpi in self.plan["kpis"]:
            self.guarded(kpi["number"], self.check_observations, kpi)
        for kpi in self.plan["kpis"]:
            self.guarded(kpi["number"], self.check_kpi, kpi)
        for measure in self.plan["measures"]:
            self.guarded(measure["id"], self.check_measure, measure)
        self.guarded("roll_up", self.check_roll_up)
        for line in self.plan["budget"]:
            self.guarded(line["id"], self.check_budget, line)
        return self.faults

    def guarded(self, item, check, *arguments):
        """A file that lacks something, or holds nonsense, disagrees; it does not stop the rest."""
        try:
            check(*arguments)
        except (
            KeyError,
            ValueError,
            TypeError,
            IndexError,
            AttributeError,
            ZeroDivisionError,
            ArithmeticError,
        ) as error:
            self.faults.append((item, check.__name__.removeprefix("check_"), repr(error), "–"))

    def check_observations(self, kpi):
        """Values from components, and which report corrects which."""
        number_ = kpi["number"]
        for seen in kpi["observations"]:
            known, value = from_components(kpi, exact_parts(seen))
            said = f"{seen['report']} {seen['year']} value"
            if seen["stated"] is not None:
                figure = stated_figure(seen["stated"])
                self.compare(number_, said, number(seen["value"]), Fraction(figure))
                places = max(0, -figure.as_tuple().exponent)
                if known and (
                    value is None or abs(value - Fraction(figure)) * 2 > Fraction(1, 10**places)
                ):
                    self.compare(number_, f"{said} from components", Fraction(figure), value)
            elif known:
                self.compare(number_, said, number(seen["value"]), six(value))
                # From here on the exact value counts, not the six places that are published.
                seen["value"] = None if value is None else str(value)
            self.check_breakdown(number_, seen)
            corrected = self.corrected_by(kpi, seen)
            self.compare(number_, f"{seen['report']} corrected_by", seen["corrected_by"], corrected)

    def check_breakdown(self, number_, seen):
        """The parts of a count make its total, and no withheld part can be worked out from it."""
        breakdown = seen["breakdown"]
        if breakdown is None or seen["stated"] is None:
            return
        said, total = f"{seen['report']} breakdown", number(seen["value"])
        shown = sum(number(cell["value"]) for cell in breakdown["cells"] if not cell["withheld"])
        hidden = sum(1 for cell in breakdown["cells"] if cell["withheld"])
        if not hidden:
            self.compare(number_, said, total, shown)
        elif shown > total or (
            breakdown["sensitive"] and (hidden == 1 or total - shown in (0, hidden))
        ):
            self.compare(number_, f"{said} withheld", hidden, None)

    def corrected_by(self, kpi, seen):
        found = None
        for report in sorted(self.plan["reports"], key=arrival):
            speaks = any(
                one["report"] == report["id"] and one["year"] == seen["year"]
                for one in kpi["observations"]
            )
            if report["corrects"] == seen["report"] and speaks:
                found = report["id"]
        return found

    def said_of(self, kpi, year):
        return [one for one in kpi["observations"] if one["year"] == year]

    def of_year(self, kpi, year):
        """What counts as a value of the year."""
        return [one for one in self.said_of(kpi, year) if says_something(kpi, one)]

    def aim(self, kpi, year):
        """The target's figure: printed, or a rounded share of a component or the parent's value."""
        target = kpi["targets"][year]
        if target["kind"] == "figure":
            return Fraction(target["value"])
        if target["kind"] != "derived":
            return None
        if target["of"] == "parent":
            parent = self.kpis.get(kpi["parent"])
            values = self.of_year(parent, year) if parent else []
            above = counting(values)
            sure = above and settled(above) and not contradicting(values)
            whole = number(above["value"]) if sure else None
        else:
            giving = [one for one in self.said_of(kpi, year) if target["of"] in one["components"]]
            own = counting(giving)
            whole = number(own["components"][target["of"]]) if own else None
        if whole is None:
            return None
        rate = Fraction(target["rate"]["value"])
        if target["rate"]["unit"] == "%":
            rate /= 100
        return rounded(rate * whole, target["rounding"]["mode"], int(target["rounding"]["places"]))

    def ending(self, kpi, year):
        ends = [
            change
            for change in self.plan["changes"]
            if change["item"] == kpi["id"] and change["field"] == "standing"
            and day(change["date"]) <= self.as_of
            and (year is None or day(change["date"]).year <= int(year))
        ]  # fmt: skip
        return max(ends, key=lambda change: change["date"], default=None)

    def check_kpi(self, kpi):
        published = kpi["states"]
        if not kpi["targets"]:
            end = self.ending(kpi, None)
            code = end["new"] if end else "no-target"
            self.states += 1
            self.compare_verdict(kpi["number"], "state", published[0], verdict(code, code))
            self.rows[kpi["id"]] = [(None, verdict(code, code), None)]
            self.compare(kpi["number"], "headline", kpi["state"], published[0])
            return
        years = list(kpi["targets"])
        self.compare(kpi["number"], "years", [state["year"] for state in published], years)
        rows = self.rows[kpi["id"]] = []
        for year, state in zip(years, published, strict=True):
            self.states += 1
            rows.append(self.check_year(kpi, year, state))
        begun = [i for i, year in enumerate(years) if int(year) <= self.as_of.year]
        first = begun[-1] if begun else 0
        self.compare(kpi["number"], "headline", kpi["state"], published[first])

    def check_year(self, kpi, year, state):
        """One KPI's year: precedence as on the method page."""
        item, where = kpi["number"], f"{year}"
        target, aim = kpi["targets"][year], self.aim(kpi, year)
        values = self.of_year(kpi, year)
        seen, differs = counting(values), contradicting(values, target.get("of"))
        dues = [due for due in self.dues if due[0].year == int(year)]
        if kpi["frequency"] == "year-end":
            dues = dues[-1:]
        closed = seen and (seen["final"] or seen["standing"] or seen["on"])
        held = [day(one["as_of"]) for one in values if one["corrected_by"] is None]
        fresh = freshness_clock(dues, held, bool(closed), self.as_of)
        clock, shown, result, pace = self.headline(kpi, year, target, aim, seen, differs, fresh)
        told = shown["code"] == "sources-differ"
        beside = sorted(one["report"] for one in differs) if told else []
        self.compare_verdict(item, where, state, shown)
        self.compare(item, f"{where}.clock", state["clock"], clock)
        self.compare(item, f"{where}.target", number(state["target"]), aim)
        self.compare(
            item, f"{where}.observation", state["observation"], seen["report"] if seen else None
        )
        self.compare(
            item,
            f"{where}.differs",
            sorted(state["differs"]),
            beside,
        )
        moved = any(
            change["item"] == kpi["id"] and change["kind"] == "revision"
            and change["field"] == "target" and change["year"] in (None, year)
            for change in self.plan["changes"]
        )  # fmt: skip
        self.compare(item, f"{where}.revised", state["revised"], moved)
        self.compare_verdict(item, f"{where}.result", state["result"], result)
        self.compare_verdict(item, f"{where}.pace", state["pace"], pace)
        self.compare_verdict(item, f"{where}.freshness", state["freshness"], fresh)
        return year, shown, result

    def headline(self, kpi, year, target, aim, seen, differs, fresh):
        """(clock, verdict, result clock, pace clock)."""
        end = self.ending(kpi, year)
        if end:
            return "standing", verdict(end["new"], end["new"]), None, None
        if seen is None:
            return "freshness", fresh or verdict("not-held-here", "not-held-here"), None, None
        if differs:
            return "result", verdict("sources-differ", "sources-differ"), None, None
        if seen["standing"]:
            kind = seen["standing"]["kind"]
            rule = "not-measurable-said" if kind == "not-measurable" else kind
            return "standing", verdict(kind, rule), None, None
        year_end = date(int(year), 12, 31)
        result = result_clock(kpi, target, aim, seen, year_end, self.as_of)
        pace = None if self.as_of > year_end else pace_clock(kpi, seen, int(year))
        if result and result["code"] != "meeting-for-now":
            return "result", result, result, pace
        if pace and not (result and pace["code"] == "on-pace"):
            return (
                "pace",
                {k: v for k, v in pace.items() if k not in ("expected", "ratio")},
                result,
                pace,
            )
        if result:
            return "result", result, result, pace
        return "pace", self.without_pace(kpi, target, aim, seen), result, pace

    def without_pace(self, kpi, target, aim, seen):
        if target["kind"] == "derived" and aim is None:
            return verdict("reported", "reported-target-waits")
        if seen["value"] is not None and aim is not None and unstated(kpi):
            return verdict("direction-not-stated", "direction-not-stated")
        if kpi["trajectory"] is None:
            return verdict("reported", "reported")
        rule = "reported-bound" if is_bound(seen) else "reported-before-first-point"
        return verdict("reported", rule)

    def check_measure(self, measure):
        self.states += 1
        said = measure["observations"]
        seen = counting(said)
        closed = seen is not None and seen["state"] in ("done", "stopped", "carried-over")
        held = [day(one["as_of"]) for one in said if one["corrected_by"] is None]
        fresh = freshness_clock(self.dues, held, closed, self.as_of)
        shown = fresh or verdict("not-held-here", "not-held-here")
        if seen:
            shown = verdict(seen["state"], f"measure-{seen['state']}")
        self.compare_verdict(measure["id"], "state", measure["state"], shown)
        self.compare_verdict(measure["id"], "freshness", measure["state"]["freshness"], fresh)

    def headline_row(self, kpi):
        rows = self.rows[kpi["id"]]
        begun = [row for row in rows if row[0] is None or int(row[0]) <= self.as_of.year]
        return begun[-1] if begun else rows[0]

    def check_roll_up(self):
        """Σ weight × credit over KPIs with a final result, once the plan is over."""
        weighted = [kpi for kpi in self.plan["kpis"] if kpi["weight"] is not None]
        parts = {kpi["id"]: self.part(kpi) for kpi in weighted}
        over = self.as_of > date(int(self.plan["period"]["to"]), 12, 31)
        told = over and any(is_final(self.headline_row(kpi)) for kpi in weighted)
        published = self.plan["roll_up"]
        self.compare("roll_up", "given", published is not None, told)
        if not (told and published):
            return
        weights = {kpi["id"]: Fraction(kpi["weight"]) for kpi in weighted}
        scored = {id_: credit for id_, credit in parts.items() if credit is not None}
        points = sum((weights[id_] * credit for id_, credit in scored.items()), Fraction(0))
        self.compare("roll_up", "points", number(published["points"]), six(points))
        self.compare(
            "roll_up", "weight_scored", number(published["weight_scored"]),
            sum((weights[id_] for id_ in scored), Fraction(0)),
        )  # fmt: skip
        self.compare(
            "roll_up", "weight_published", number(published["weight_published"]),
            sum(weights.values(), Fraction(0)),
        )  # fmt: skip
        for part in published["parts"]:
            id_ = part["kpi"]
            item = self.kpis[id_]["number"]
            credit = parts[id_]
            self.compare(item, "roll_up.weight", number(part["weight"]), weights[id_])
            self.compare(item, "roll_up.credit", number(part["credit"]), six(credit))
            worth = None if credit is None else weights[id_] * credit
            self.compare(item, "roll_up.points", number(part["points"]), six(worth))

    def part(self, kpi):
        """A KPI's credit, exact: its attainment held between 0 and 1, or its scoring table's."""
        year = self.headline_row(kpi)[0]
        if not is_final(self.headline_row(kpi)):
            return None
        table = next((t for t in self.plan["scoring"] if t["kpi"] == kpi["id"]), None)
        if table is None:
            return self.exact_credit(kpi, year)
        met = [row[0] for row in self.rows[kpi["id"]] if row[2] and row[2]["code"] == "met"]
        full = max(Fraction(row["points"]) for row in table["rows"])
        for row in table["rows"]:
            if (
                met
                and row["reached"] == met[0]
                and row["years"] is not None
                and year in row["years"]
            ):
                return Fraction(row["points"]) / full
        return None

    def exact_credit(self, kpi, year):
        """The credit before it is rounded for publication."""
        target, aim = kpi["targets"][year], self.aim(kpi, year)
        seen = counting(self.of_year(kpi, year))
        shown = judged(kpi, target, aim, seen)
        if shown["attainment"] is None or kpi["law_bound"]:
            return shown["credit"]
        actual = Fraction(seen["value"])
        lower = kpi["direction"]["value"] == "lower"
        a = (aim - actual) / aim + 1 if lower else actual / aim
        return min(max(a, Fraction(0)), Fraction(1))

    def check_budget(self, line):
        executed = line["executed"]
        if executed is None:
            return
        wanted = self.plan["execution"]["parts"] if self.plan["execution"] else []
        parts = {name: Fraction(value) for name, value in executed["parts"].items()}
        total = None
        if wanted and all(name in parts for name in wanted):
            total = sum((parts[name] for name in wanted), Fraction(0))
        amount = Fraction(line["amount"])
        rate = total / amount if total is not None and amount else None
        self.compare(line["id"], "executed", number(executed["executed"]), total)
        self.compare(line["id"], "rate", number(executed["rate"]), six(rate))


def is_final(row):
    result = row[2]
    return result is not None and result["code"] in ("met", "near", "missed")


def shown(value):
    """A fraction as people write it; other values as they are."""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return format(exact.normalize(), "f")
    return "–" if value is None else str(value)


def read(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"無法讀取 {path}：{error} / cannot read {path}: {error}", file=sys.stderr)
        raise SystemExit(2) from None


def main(arguments):
    here = Path(__file__).resolve().parent.parent
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        print(
            "用法：python3 recompute.py 網站資料夾 / usage: python3 recompute.py SITE_FOLDER",
            file=sys.stderr,
        )
        return 2
    data = (Path(arguments[0]) if arguments else here) / "data"
    index = read(data / "index.json")
    faults = states = kpis = measures = 0
    for row in index["plans"]:
        name = f"{row['agency']}/{row['plan']}"
        plan = read(data / row["url"])
        try:
            check = PlanCheck(name, plan)
            found = check.run()
        except (KeyError, ValueError, TypeError) as error:
            found, check = [("plan", "file", repr(error), "–")], None
        for item, field, published, recomputed in found:
            print(
                f"{name}  {item}  {field}: 公布 published {shown(published)}, 重算 recomputed {shown(recomputed)}"
            )
        faults += len(found)
        if check:
            states += check.states
            kpis += len(plan["kpis"])
            measures += len(plan["measures"])
    if faults:
        print(f"{faults} 處不符 / {faults} disagreements")
        return 1
    plans = len(index["plans"])
    print(f"{plans} 份計畫、{kpis} 項指標、{measures} 項作法，{states} 個狀態全部相符")
    print(
        f"{states} states of {kpis} indicators and {measures} measures in {plans} plans: all agree"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
