"""Prints how many events a second each way guards, and where the time goes. `cargo xtask fleet --measure` runs this.

Other programs may run beside it. So what counts is the time that processors were busy for it, of this process and all
that it started; `stream` and the jobs are asked one after the other in one run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

import batch
import parcels
import streaming
import table
from kinguard import Fleet
from pieces import pieces, read
from schema import session, stream_lines

TABLE = Path(os.environ["KINGUARD_TABLE"])
WORK = Path(os.environ["KINGUARD_WORK"]) / "measure"
FILES = 8
#: Runs before those that count: Java compiles what runs often.
WARM = 3
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Figure:
    """What one way cost."""

    name: str
    events: int
    wall: float
    busy: float

    def line(self, stream: float) -> str:
        """Return a row of the table."""
        rate = self.events / self.busy
        return (
            f"| {self.name} | {self.wall:.1f} | {self.busy:.1f} | {self.events / self.wall:,.0f} "
            f"| {rate:,.0f} | {rate / stream:.2f} |"
        )


def busy() -> float:
    """Return the seconds that processors have spent on this process and everything below it."""
    parents: dict[int, int] = {}
    spent: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        pid = int(stat.parent.name)
        parents[pid] = int(fields[1])
        spent[pid] = sum(map(int, fields[11:15]))  # of itself, and of children that have ended
    below = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= more
    return sum(spent.get(pid, 0) for pid in below) / TICKS


def measured(name: str, events: int, act: Callable[[], object], times: int = 3) -> Figure:
    """Return the cheapest of several runs."""
    figures = []
    for _ in range(times):
        began, before = time.monotonic(), busy()
        act()
        figures.append(Figure(name, events, time.monotonic() - began, busy() - before))
    return min(figures, key=lambda figure: figure.busy)


def without_result(frame: DataFrame) -> None:
    """Compute everything and keep nothing."""
    frame.write.format("noop").mode("overwrite").save()


def core_alone() -> None:
    """Pass the whole table to the core, without Spark."""
    fleet = Fleet()
    for _, rows in read(pieces(files())):
        fleet.observe(rows)
    fleet.finish()


def files() -> list[str]:
    """Return the addresses of the table."""
    return [path.as_uri() for path in (WORK / "events").glob("*.parquet")]


def steps(spark: SparkSession, events: int) -> Iterator[Figure]:
    """Return what each step of the batch costs, by leaving out the later ones."""
    cores = spark.sparkContext.master
    for _ in range(WARM):
        without_result(batch.guard(spark, files()))  # the compiler's time is not the job's
    if cores == "local[1]":
        plan = parcels.planned(spark, files(), batch.ROWS)

        def only_read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            parcels.hasten()
            for one in batches:
                for number in one.column("id").to_pylist():
                    counts = [rows.num_rows for _, rows in read(plan.packs[number])]
                    yield pa.record_batch([counts], ["rows"])

        first = spark.range(0, len(plan.packs), 1, len(plan.packs)).mapInArrow(only_read, "rows long")
        yield measured("read the files", events, lambda: without_result(first))
        made = parcels.made(spark, plan)
        yield measured("… and make parcels", events, lambda: without_result(made))
        together = parcels.gathered(made, plan)
        yield measured("… and bring them together", events, lambda: without_result(together))
    yield measured(f"batch, {cores}", events, lambda: without_result(batch.guard(spark, files())))


def largest_process() -> int:
    """Return the most memory that one of Spark's Python processes has had, in MB."""
    peaks = [0]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"pyspark.daemon" in (process / "cmdline").read_bytes():
                status = (process / "status").read_text()
                peaks += [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")]
        except OSError:
            continue  # it has ended
    return max(peaks) >> 10


def streamed(spark: SparkSession, events: int) -> tuple[Figure, dict[str, float]]:
    """Return what the stream costs, and what a phone has in its state."""
    out, checkpoint = WORK / "said", WORK / "checkpoint"
    asked = argparse.Namespace(
        events=str(WORK / "events"),
        out=str(out),
        checkpoint=str(checkpoint),
        phones=None,
        hold=6 * 3_600,
        once=True,
        files_per_batch=1,
        every=None,
    )
    figure = measured(
        f"streaming, {FILES} batches, {spark.sparkContext.master}",
        events,
        lambda: streaming.start(asked).awaitTermination(),
        times=1,
    )
    rows = spark.read.format("statestore").load(str(checkpoint)).select("value.groupState.*")
    sizes = rows.agg(
        F.count("*").alias("phones"),
        F.avg(F.octet_length("snapshot")).alias("snapshot"),
        F.max(F.octet_length("snapshot")).alias("largest"),
    ).first()
    stored = sum(file.stat().st_size for file in checkpoint.glob("state/**/*") if file.is_file())
    return figure, {**(sizes.asDict() if sizes else {}), "checkpoint_bytes": stored}


def inside(cores: str, events: int) -> None:
    """Measure the jobs in a session of their own, and print lines of JSON."""
    spark = session("kinguard measure")
    for figure in steps(spark, events):
        print(json.dumps(asdict(figure)), flush=True)
    print(json.dumps({"largest_python_process_mb": largest_process()}), flush=True)
    if cores == "2":
        figure, sizes = streamed(spark, events)
        print(json.dumps(asdict(figure)), flush=True)
        print(json.dumps(sizes), flush=True)
    spark.stop()


def main() -> None:
    """Print the table of figures."""
    shutil.rmtree(WORK, ignore_errors=True)
    rows = table.closed(table.read(TABLE / "events.jsonl"), 6)
    ordered = rows.sort_by([("phone", "ascending"), ("at_ms", "ascending"), ("event", "ascending")])
    lines = WORK / "events.jsonl"
    WORK.mkdir(parents=True)
    with lines.open("w", encoding="utf-8") as out:
        out.writelines(stream_lines(zip(*(ordered[name].to_pylist() for name in table.SCHEMA.names), strict=True)))
    in_order, _ = table.arrived(rows, seed=0, repeated=0.0, disorder=6, late=0)
    table.write(in_order, WORK / "events", FILES)
    events = rows.num_rows

    command = [os.environ["KINGUARD_CLI"], "stream", str(lines)]
    stream = measured(
        "`kinguard stream`, one core",
        events,
        lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True),
    )
    core_alone()
    core = measured("the core in Python, from Parquet", events, core_alone)
    rate = stream.events / stream.busy
    print(f"{events:,} events of {len(rows['phone'].unique()):,} phones\n")
    print("| | seconds | processor seconds | events a second | events a processor second | of stream |")
    print("|---|---|---|---|---|---|")
    print(stream.line(rate), core.line(rate), sep="\n", flush=True)
    for cores in ("1", "2"):
        options = os.environ["PYSPARK_SUBMIT_ARGS"].replace("local[2]", f"local[{cores}] --driver-memory 2g")
        done = subprocess.run(
            [sys.executable, __file__, cores, str(events)],
            env={**os.environ, "PYSPARK_SUBMIT_ARGS": options},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        for line in filter(lambda line: line.startswith("{"), done.stdout.splitlines()):
            told = json.loads(line)
            print(Figure(**told).line(rate) if "name" in told else line, flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        inside(sys.argv[1], int(sys.argv[2]))
    else:
        main()
