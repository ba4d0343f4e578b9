"""Guards every phone of a table, on Spark.

    spark-submit batch.py --events events/ --out said/ [--phones phones/] [--harms harms/] [--zone Asia/Shanghai]

`--events` is Parquet with `phone`, `at_ms` and `event`. Writes `effects` (`phone`, `at_ms`, `effect`), and `figures`:
what `kinguard eval` counts, per rule and month.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

import parcels
import pieces
from figures import cases, false_alarms
from kinguard import Fleet, FleetError
from schema import EFFECTS, homes, session

#: Rows that a task holds at a time.
ROWS = 4_000_000


def said(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pass the rows of a part to the core."""
    parcels.hasten()
    fleet = Fleet()
    for origin, rows in parcels.unpacked(batches):
        try:
            fleet.observe(rows)
        except (FleetError, ValueError) as error:
            error.add_note(origin)
            raise
    yield fleet.finish()


def guard(spark: SparkSession, files: Sequence[str], phones: DataFrame | None = None, rows: int = ROWS) -> DataFrame:
    """Return what the guard says to each phone: `phone`, `at_ms`, `effect`.

    `files` are addresses of Parquet. Rows of one moment count in the order of their texts, so that every run says the
    same. A task holds about so many `rows` at a time.
    """
    plan = parcels.planned(spark, files, rows)
    made = parcels.made(spark, plan, None if phones is None else homes(phones))
    return parcels.gathered(made, plan).mapInArrow(said, EFFECTS)


def main() -> None:
    """Run the job."""
    asked = arguments()
    spark = session("kinguard batch")
    for module in (parcels, pieces):
        spark.sparkContext.addPyFile(str(module.__file__))  # the nodes of a cluster have no copy
    events = spark.read.parquet(asked.events)
    phones = spark.read.parquet(asked.phones) if asked.phones else None
    out = Path(asked.out)
    effects = guard(spark, events.inputFiles(), phones, asked.rows)
    effects.write.mode("overwrite").parquet(str(out / "effects"))
    if not asked.figures:
        return
    effects = spark.read.parquet(str(out / "effects"))
    harms = spark.read.parquet(asked.harms) if asked.harms else None
    quiet = false_alarms(events, effects, harms, asked.zone)
    quiet.write.mode("overwrite").parquet(str(out / "figures/quiet"))
    quiet.show(100, truncate=False)
    if harms is not None:
        caught = cases(effects, harms, asked.zone)
        caught.write.mode("overwrite").parquet(str(out / "figures/cases"))
        caught.show(100, truncate=False)


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", required=True, help="Parquet: phone, at_ms, event")
    parser.add_argument("--out", required=True, help="the folder to write to")
    parser.add_argument("--phones", help="Parquet: phone, home, familiar_regions; without it all are at home in CN")
    parser.add_argument("--harms", help="Parquet: phone, at_ms; when money left")
    parser.add_argument("--zone", default="UTC", help="the time zone of the months")
    parser.add_argument("--rows", type=int, default=ROWS, help="rows that a task holds at a time")
    parser.add_argument("--figures", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
