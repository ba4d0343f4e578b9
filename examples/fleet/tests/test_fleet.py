"""Holds both jobs against `kinguard stream` and `kinguard eval`. `cargo xtask fleet --test` runs this.

It is told by the environment where things are: `KINGUARD_CLI`, `KINGUARD_TABLE` with `events.jsonl`, `harms.jsonl` and
`traces/` as the generator wrote them, and `KINGUARD_WORK`, a folder to fill.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark.errors import PythonException
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import batch
import figures
import parcels
import schema
import table

CLI = os.environ["KINGUARD_CLI"]
TABLE = Path(os.environ["KINGUARD_TABLE"])
WORK = Path(os.environ["KINGUARD_WORK"])
JOBS = Path(batch.__file__).parent
FILES = 8
HOURS = 6
LATE = 20

Row = tuple[str, int, str]


def rows_of(rows: pa.Table) -> list[Row]:
    """Return rows in the order in which both jobs count them."""
    columns = (rows[name].to_pylist() for name in ("phone", "at_ms", "event"))
    return sorted(zip(*columns, strict=True))


def by_phone(effects: Iterable[Row]) -> dict[str, list[tuple[int, Any]]]:
    """Return the effects of each phone, in order."""
    phones: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for phone, at_ms, effect in effects:
        phones[phone].append((at_ms, json.loads(effect)))
    return dict(phones)


def streamed(rows: Iterable[Row], introductions: Iterable[str] = ()) -> dict[str, list[tuple[int, Any]]]:
    """Return what `kinguard stream` says."""
    lines = "".join([*introductions, *schema.stream_lines(iter(rows))])
    done = subprocess.run([CLI, "stream", "-"], input=lines, capture_output=True, text=True, check=True)
    said = map(json.loads, done.stdout.splitlines())
    return by_phone((one["phone"], one["at_ms"], json.dumps(one["effect"])) for one in said)


def settings_of_traces() -> list[tuple[str, str, list[str]]]:
    """Return where the phones of the traces are at home: in a large table, not all are in mainland China."""
    told = ((path.stem, json.loads(path.read_text("utf-8"))) for path in (TABLE / "traces").glob("*.json"))
    return [(phone, trace["home"], trace.get("familiar_regions", [])) for phone, trace in told]


def collected(effects: Iterable[Any]) -> dict[str, list[tuple[int, Any]]]:
    """Return what a job said, with effects of one moment in the order in which the job wrote them."""
    return by_phone((one[0], one[1], one[2]) for one in effects)


def parquet(folder: Path) -> list[str]:
    """Return the addresses of the files of a table."""
    return [path.as_uri() for path in folder.glob("*.parquet")]


class FleetTest(unittest.TestCase):
    """Everything on one table: a million rows, or a few thousand."""

    rows: pa.Table
    late: pa.Table
    files: list[str]
    spark: SparkSession
    said: dict[str, list[tuple[int, Any]]]

    @classmethod
    def setUpClass(cls) -> None:
        """Make the table as it arrives, and ask the command line."""
        shutil.rmtree(WORK, ignore_errors=True)
        lines = table.closed(table.read(TABLE / "events.jsonl"), HOURS)
        cls.rows, cls.late = table.arrived(lines, seed=1, repeated=0.01, disorder=HOURS, late=LATE)
        table.write(cls.rows, WORK / "events", FILES)
        cls.files = parquet(WORK / "events")
        cls.said = streamed(rows_of(cls.rows))
        kinds = {effect["type"] for one in cls.said.values() for _, effect in one}
        assert kinds == {"warn", "dismiss", "notify_family"}, kinds
        cls.spark = schema.session("tests")

    @classmethod
    def tearDownClass(cls) -> None:
        """Let go of the engine."""
        cls.spark.stop()

    def test_batch_says_what_stream_says(self) -> None:
        """Rows come in the order of arrival, some twice, some days late: the table has them all."""
        self.assertEqual(collected(batch.guard(self.spark, self.files).collect()), self.said)

    def test_batch_says_the_same_when_a_task_holds_little(self) -> None:
        """In many parts."""
        job = batch.guard(self.spark, self.files, rows=self.rows.num_rows // 19)
        self.assertEqual(collected(job.collect()), self.said)

    def test_each_part_has_a_partition_of_its_own(self) -> None:
        """Spark hashes the keys as we do, with either sign."""
        for parts in (1, 2, 3, 50):
            keys = self.spark.createDataFrame([(key,) for key in parcels.keys_of(parts)], "key int")
            placed = keys.repartition(parts, "key").select(F.spark_partition_id().alias("at")).distinct()
            self.assertEqual(placed.count(), parts)

    def test_a_row_that_is_no_event_is_refused_with_its_place(self) -> None:
        """Nothing is skipped in silence."""
        rows = self.rows.slice(0, 1_000)
        wrong = pa.table([["p"], [5], ['{"type":"sing"}']], schema=table.SCHEMA)
        table.write(pa.concat_tables([rows, wrong]), WORK / "wrong", 2)
        self.spark.sparkContext.setLogLevel("OFF")
        self.addCleanup(self.spark.sparkContext.setLogLevel, "ERROR")
        with self.assertRaisesRegex(
            PythonException, r'(?s)\(phone "p", at_ms 5\): unknown variant `sing`.*wrong/part-00001.parquet'
        ):
            batch.guard(self.spark, parquet(WORK / "wrong")).collect()

    def test_an_empty_table_says_nothing(self) -> None:
        """It has tasks all the same."""
        table.write(self.rows.slice(0, 0), WORK / "empty", 1)
        self.assertEqual(batch.guard(self.spark, parquet(WORK / "empty")).collect(), [])

    def test_a_phone_is_at_home_where_the_table_of_phones_says(self) -> None:
        """A number of mainland China is from overseas in Hong Kong."""
        names = sorted(self.said)
        told = [(name, "HK", ["MO"]) for name in names[::2]] + [("nobody's", "HK", None)]
        phones = self.spark.createDataFrame(told, "phone string, home string, familiar_regions array<string>")
        first = [f'{{"phone":"{name}","home":"HK","familiar_regions":["MO"]}}\n' for name in names[::2]]
        expected = streamed(rows_of(self.rows), first)
        self.assertNotEqual(expected, self.said)
        self.assertEqual(collected(batch.guard(self.spark, self.files, phones).collect()), expected)

    def test_figures_are_those_of_eval(self) -> None:
        """The sums over all rules and months."""
        done = subprocess.run([CLI, "eval", "--json", str(TABLE / "traces")], capture_output=True, check=True)
        wanted = json.loads(done.stdout)
        table.write(table.read(TABLE / "events.jsonl"), WORK / "plain", 2)
        table.write(table.read(TABLE / "harms.jsonl"), WORK / "harms", 1)
        events = self.spark.read.parquet(str(WORK / "plain"))
        harms = self.spark.read.parquet(str(WORK / "harms"))
        settings = settings_of_traces()
        phones = self.spark.createDataFrame(settings, "phone string, home string, familiar_regions array<string>")
        effects = batch.guard(self.spark, parquet(WORK / "plain"), phones).cache()
        quiet = figures.false_alarms(events, effects, harms, "Asia/Shanghai").collect()
        for name, count in wanted["false_alarms"].items():
            of_rules = sum(row[name] for row in quiet if row["rule"] is not None)
            of_months = sum(row[name] for row in quiet if row["rule"] is None)
            self.assertEqual((of_rules, of_months), (count, count), name)
        watched = sum(row["user_months"] for row in figures.watched(quiet_events(events, harms), "UTC").collect())
        # `eval` begins with the trace, up to seven hours before its first event: 0.01 months of each phone.
        self.assertAlmostEqual(watched, wanted["quiet_span"]["user_months"], delta=0.01 * len(settings))
        cases = figures.cases(effects, harms, "Asia/Shanghai").collect()
        caught, told = (wanted[name]["all"] for name in ("cases_caught_before_harm", "families_told_before_harm"))
        expected = {
            "cases": wanted["cases"],
            "red": caught["red"],
            "any": caught["any_level"],
            "family": told["told"],
        }
        self.assertEqual({name: sum(row[name] for row in cases) for name in expected}, expected)
        worst = min(row["worst_lead_ms"] for row in cases if row["rule"] is not None)
        # The rows of one moment are spread, so that they keep their order.
        self.assertAlmostEqual(worst, wanted["lead_time"]["all"]["worst_ms"], delta=100)

    def test_a_batch_that_is_killed_is_run_again(self) -> None:
        """What the first run had written counts for nothing."""
        out = WORK / "said-at-once"
        job = ["batch.py", "--no-figures", "--events", WORK / "events", "--out", out]
        killed = self.submit(*job)
        wait_for(lambda: any(out.glob("effects/*")), killed)
        kill(killed)
        again = self.submit(*job)
        self.assertEqual(again.wait(timeout=900), 0)
        self.assertEqual(collected(self.spark.read.parquet(str(out / "effects")).collect()), self.said)

    def test_a_stream_that_is_killed_goes_on_from_its_checkpoint(self) -> None:
        """Killed between two batches or within one; the second run says the rest, and nothing twice."""
        out, checkpoint = WORK / "said", WORK / "checkpoint"
        killed = self.stream(out, checkpoint)
        wait_for((checkpoint / "commits/2").exists, killed)
        kill(killed)
        self.assertFalse((checkpoint / f"commits/{FILES}").exists())
        resumed = self.stream(out, checkpoint)
        told, _ = resumed.communicate(timeout=900)
        self.assertEqual(resumed.returncode, 0, told)
        progress = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
        self.assertEqual({one.get("dropped_by_spark", 0) for one in progress}, {0})
        self.assertIn({"late": LATE}, progress)

        said = self.spark.read.parquet(str(out)).collect()
        late = sorted((one["phone"], one["at_ms"], one["text"]) for one in said if one["kind"] == "late")
        self.assertEqual(late, rows_of(self.late))
        in_time = rows_of(self.rows)
        for row in late:
            in_time.remove(row)
        # Files of one phone come in the order of their batches only by the times in them.
        effects = [(one["phone"], one["at_ms"], one["text"]) for one in said if one["kind"] == "effect"]
        effects.sort(key=lambda one: one[:2])
        self.assertEqual(collected(effects), streamed(in_time))

    def stream(self, out: Path, checkpoint: Path) -> subprocess.Popen[str]:
        """Start the streaming job, one file at a time."""
        files = ["--events", WORK / "events", "--out", out, "--checkpoint", checkpoint]
        return self.submit("streaming.py", "--once", "--files-per-batch", 1, "--hold", HOURS * 3_600, *files)

    def submit(self, *words: Any) -> subprocess.Popen[str]:
        """Start a job, in a process group of its own, which does not outlive the test."""
        options = [
            "--master",
            "local[2]",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.sql.shuffle.partitions=2",
        ]
        job = subprocess.Popen(
            [str(word) for word in (Path(sys.executable).with_name("spark-submit"), *options, *words)],
            cwd=JOBS,
            stdout=subprocess.PIPE,
            stderr=(WORK / "jobs.log").open("a"),
            text=True,
            start_new_session=True,
        )
        self.addCleanup(kill, job)
        return job


def quiet_events(events: Any, harms: Any) -> Any:
    """Return the events of phones that lost nothing."""
    return events.join(harms.select("phone").distinct(), "phone", "left_anti")


def kill(job: subprocess.Popen[str]) -> None:
    """End a job and all that it started, as when the machine fails."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(job.pid, signal.SIGKILL)
    job.wait()
    if job.stdout:
        job.stdout.close()


def wait_for(happens: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    """Wait until something happens while a job runs."""
    deadline = time.monotonic() + 600
    while not happens():
        if running.poll() is not None or time.monotonic() > deadline:
            raise AssertionError(f"the job ended too early, see {WORK / 'jobs.log'}")
        time.sleep(0.01)


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
