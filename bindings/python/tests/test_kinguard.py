"""Holds the core as Python sees it against the traces of this repository. `cargo xtask fleet --test` runs this."""

from __future__ import annotations

import ast
import inspect
import json
import random
import tempfile
import unittest
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

import kinguard

ROOT = Path(__file__).parents[3]
SCENARIOS = sorted((ROOT / "tests/scenarios").glob("*/*.json"))
BRIEF = ROOT / "tests/scenarios/warn/parcel-credit-scare.json"
Said = list[tuple[int, Any]]


def woken(engine: kinguard.Engine, due: int | None, until: int, said: Said) -> int | None:
    """Wake an engine whenever it asks to be, before a moment."""
    while due is not None and due < until:
        response = engine.wake(due)
        said += [(due, kinguard.effect_to_dict(effect)) for effect in response.effects]
        due = response.wake_at if response.wake_at is None else max(response.wake_at, due + 1)
    return due


def guarded(trace: kinguard.Trace, restored: bool) -> Said:
    """Return what an engine says to a trace, with typed events, perhaps through a snapshot after each."""
    engine = kinguard.Engine(trace.home, trace.familiar_regions)
    said: Said = []
    due: int | None = None
    for step in trace.steps:
        if isinstance(step.content, kinguard.StepContent.REPORTED):
            due = woken(engine, due, step.seen, said)
            response = engine.observe(step.content.event, step.at, step.seen)
            said += [(step.seen, kinguard.effect_to_dict(effect)) for effect in response.effects]
            due = response.wake_at
        elif isinstance(step.content, kinguard.StepContent.MARKED) and step.content.mark == kinguard.Mark.WAIT:
            due = woken(engine, due, step.seen + 1, said)
        if restored:
            engine = kinguard.Engine.restore(engine.snapshot())
    woken(engine, due, trace.steps[-1].seen + 1, said)
    return said


def batch(rows: Sequence[tuple[str, int | None, str]]) -> pa.RecordBatch:
    """Return rows as Arrow has them."""
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    types = (pa.string(), pa.int64(), pa.string())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
    return pa.record_batch(arrays, names=["phone", "at_ms", "event"])


def events(trace: kinguard.Trace) -> list[tuple[int, str]]:
    """Return the events of a trace as a table has them."""
    told = [(step.seen, step.content) for step in trace.steps]
    reported = [(seen, content.event) for seen, content in told if isinstance(content, kinguard.StepContent.REPORTED)]
    return sorted((seen, json.dumps(kinguard.event_to_dict(event))) for seen, event in reported)


class EngineTest(unittest.TestCase):
    """One phone."""

    def test_every_scenario_is_answered_as_in_a_replay(self) -> None:
        """Event by event, and with the state stored and restored after each."""
        self.assertGreater(len(SCENARIOS), 50)
        for path in SCENARIOS:
            trace = kinguard.read_trace(path)
            wanted = [(one.at_ms, json.loads(one.effect)) for one in kinguard.replay(path).said]
            for restored in (False, True):
                with self.subTest(path.name, restored=restored):
                    self.assertEqual(guarded(trace, restored), wanted)

    def test_events_are_typed_or_dictionaries(self) -> None:
        """Both say the same, and effects show what is in them."""
        one, other = kinguard.Engine(), kinguard.Engine()
        told = kinguard.Event.HELP_ASKED()
        self.assertEqual(kinguard.event_to_dict(told), {"type": "help_asked"})
        response = one.observe(told, at_ms=5)
        self.assertEqual(response, other.observe({"type": "help_asked"}, at_ms=5))
        self.assertEqual(one.snapshot(), other.snapshot())
        (warning, message) = response.effects
        assert isinstance(warning, kinguard.Effect.WARN)
        self.assertEqual(warning.level, kinguard.Level.RED)
        self.assertIsInstance(message, kinguard.Effect.NOTIFY_FAMILY)
        self.assertIn("level=Level.RED", repr(warning))

    def test_mistakes_are_told_apart(self) -> None:
        """Each has an error of its own."""
        with self.assertRaisesRegex(ValueError, "sing"):
            kinguard.Engine().observe({"type": "sing"}, at_ms=0)
        with self.assertRaises(kinguard.GuardError.BadRegion):
            kinguard.Engine(home="china")
        with self.assertRaises(kinguard.GuardError.SnapshotDamaged):
            kinguard.Engine.restore("{")
        with self.assertRaises(kinguard.GuardError.SnapshotTooNew):
            kinguard.Engine.restore('{"version":4000000,"state":{}}')

    def test_a_number_is_classified(self) -> None:
        """As on the command line."""
        caller = kinguard.classify("0085251234567")
        self.assertEqual((caller.kind, caller.region), (kinguard.CallerKind.OVERSEAS, "HK"))
        self.assertEqual(kinguard.classify("51234567", home="HK").kind, kinguard.CallerKind.DOMESTIC)
        self.assertEqual(kinguard.classify(None).kind, kinguard.CallerKind.UNKNOWN)


class StubTest(unittest.TestCase):
    """What type checkers are told."""

    def test_every_variant_is_spelt_out_as_it_runs(self) -> None:
        """Its name, and its fields in order."""
        stub = ast.parse(Path(kinguard.__file__).with_name("_core").joinpath("__init__.pyi").read_text())
        unions = ("Event", "Effect", "Reason", "ExpectedEffect", "StepContent")
        told = {node.name: spelt_out(node) for node in stub.body if isinstance(node, ast.ClassDef)}
        for name in unions:
            runs = {
                variant: list(inspect.signature(kind.__init__).parameters)
                for variant, kind in vars(getattr(kinguard, name)).items()
                if inspect.isclass(kind)
            }
            self.assertGreater(len(runs), 1)
            self.assertEqual(told[name], runs)


def spelt_out(union: ast.ClassDef) -> dict[str, list[str]]:
    """Return the variants of a union in the stub, with the parameters that each is made of."""
    return {
        variant.name: [parameter.arg for parameter in made.args.args]
        for variant in union.body
        if isinstance(variant, ast.ClassDef)
        for made in variant.body
        if isinstance(made, ast.FunctionDef)
    }


class TraceTest(unittest.TestCase):
    """Files."""

    def test_a_trace_is_written_as_it_was_read(self) -> None:
        """Its steps, at least: the layout is the core's."""
        trace = kinguard.read_trace(BRIEF)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "trace.json"
            kinguard.write_trace(trace, path)
            self.assertEqual(kinguard.read_trace(path), trace)

    def test_what_is_no_trace_is_refused_with_its_step(self) -> None:
        """The step is the first at fault."""
        broken = BRIEF.read_text(encoding="utf-8").replace("call_answered", "call_begun", 1)
        with self.assertRaisesRegex(kinguard.TraceError.NoTrace, r"step \d+: unknown variant `call_begun`"):
            kinguard.parse_trace(broken)

    def test_a_notebook_gets_the_lanes_in_each_language(self) -> None:
        """With a style sheet that reaches nothing else, and without a script."""
        for lang, word in (("en", "Red warning"), ("zh-CN", "红色警告"), ("zh-HK", "紅色警告")):
            shown = kinguard.replay(BRIEF, lang)._repr_html_()
            self.assertTrue(shown.startswith('<div class="kinguard-replay"><style>.kinguard-replay {'), shown[:80])
            self.assertNotIn(":root", shown)
            self.assertEqual(shown.count("<style>"), 1)
            self.assertIn("<svg", shown)
            self.assertIn(word, shown)
            self.assertNotIn("<script", shown)
        with self.assertRaises(kinguard.TraceError.NoLanguage):
            kinguard.replay(BRIEF, "fr")


class FleetTest(unittest.TestCase):
    """Many phones."""

    def rows(self) -> list[tuple[str, int | None, str]]:
        """Return all scenarios as one table, each a phone."""
        table: list[tuple[str, int | None, str]] = []
        for path in SCENARIOS:
            trace = kinguard.read_trace(path)
            home = {"home": trace.home, "familiar_regions": trace.familiar_regions}
            table.append((path.stem, None, json.dumps(home)))
            table += [(path.stem, at, event) for at, event in events(trace)]
        return table

    def test_rows_may_come_in_any_order_and_in_batches_of_any_size(self) -> None:
        """Also as a slice of a larger batch, and with texts that are encoded by dictionaries."""
        rows = self.rows()
        whole = kinguard.Fleet()
        whole.observe(batch(rows))
        said = whole.finish().to_pylist()
        self.assertGreater(len(said), 100)
        self.assertEqual(whole.finish().num_rows, 0)
        random.Random(1).shuffle(rows)
        shuffled = batch(rows)
        encoded = pa.record_batch(
            [shuffled["phone"].dictionary_encode(), shuffled["at_ms"], shuffled["event"].dictionary_encode()],
            names=shuffled.schema.names,
        )
        for one in (shuffled, encoded):
            pieces = kinguard.Fleet()
            for begin in range(0, len(rows), 7):
                pieces.observe(one.slice(begin, 7))
            pieces.observe(batch([]))
            self.assertEqual(pieces.finish().to_pylist(), said)

    def test_a_stored_phone_says_what_a_whole_run_says(self) -> None:
        """In pieces of any size, in any order within the hold, and with wakes at any time between."""
        dice = random.Random(1)
        for path in SCENARIOS:
            trace = kinguard.read_trace(path)
            home = json.dumps({"home": trace.home, "familiar_regions": trace.familiar_regions})
            rows = events(trace)
            end = rows[-1][0] + 1
            fleet = kinguard.Fleet()
            table = [("p", None, home), *(("p", at, event) for at, event in rows)]
            fleet.observe(batch(table))
            wanted = fleet.finish().to_pylist()
            state = kinguard.PhoneState(snapshot=None, reached_ms=0, held="")
            said: list[tuple[int, str]] = []
            while rows:
                count = dice.randrange(min(4, len(rows) + 1))
                piece, rows = rows[:count], rows[count:]
                dice.shuffle(piece)
                latest = min(rows[0][0], end) if rows else end
                clock = dice.randrange(latest + 1)
                done = kinguard.advance(state, home, [at for at, _ in piece], [text for _, text in piece], clock)
                self.assertEqual(done.late, [])
                state = done.state
                said += [(one.at_ms, one.effect) for one in done.said]
            done = kinguard.advance(state, home, [], [], end)
            said += [(one.at_ms, one.effect) for one in done.said]
            with self.subTest(path.name):
                self.assertEqual(said, [(one["at_ms"], one["effect"]) for one in wanted])

    def test_a_row_waits_for_the_clock_and_is_late_after_it(self) -> None:
        """At -1, 0 and +1 ms."""
        asked = '{"type":"help_asked"}'
        fresh = kinguard.PhoneState(snapshot=None, reached_ms=0, held="")
        self.assertEqual(kinguard.advance(fresh, None, [1_000], [asked], 999).said, [])
        waits = kinguard.advance(fresh, None, [1_000], [asked], 1_000)
        self.assertEqual((waits.said, waits.due_ms, waits.state.snapshot), ([], 1_000, None))
        passed = kinguard.advance(waits.state, None, [], [], 1_001)
        self.assertEqual([one.at_ms for one in passed.said], [1_000, 1_000])
        self.assertEqual(passed.state.reached_ms, 1_001)
        late = [kinguard.advance(passed.state, None, [at], [asked], 1_001).late for at in (1_000, 1_001, 1_002)]
        self.assertEqual(late, [[0], [], []])

    def test_rows_are_refused_with_their_number(self) -> None:
        """As `kinguard stream` refuses a line."""
        on = '{"type":"screen_turned","on":true}'
        for rows, what in (
            ([("p", 5, on), ("q", 4, '{"type":"sing"}')], r'row 2 \(phone "q", at_ms 4\): unknown variant `sing`'),
            ([("p", None, '{"home":"HK"}')] * 2, r'row 2 \(phone "p"\): is already known'),
            ([("p", None, '{"home":"Mars"}')], "row 1 "),
        ):
            with self.assertRaisesRegex(kinguard.FleetError.BadRow, what):
                kinguard.Fleet().observe(batch(rows))
        with self.assertRaisesRegex(ValueError, "before 1970"):
            kinguard.Fleet().observe(batch([("p", -1, on)]))
        unsaid = batch([("p", 1, on)]).set_column(2, "event", pa.array([None], pa.string()))
        with self.assertRaisesRegex(ValueError, "column event: 1 rows without a value"):
            kinguard.Fleet().observe(unsaid)
        with self.assertRaises(kinguard.FleetError.BadState):
            damaged = kinguard.PhoneState(snapshot="{", reached_ms=0, held="")
            kinguard.advance(damaged, None, [], [], 1)


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
