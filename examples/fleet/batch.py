"""Guards every phone of a table, on Spark.

    spark-submit batch.py --events events/ --out said/ [--phones phones/] [--harms harms/] [--zone Asia/Shanghai]

`--events` is Parquet with `phone`, `at_ms` and `event`. Writes `effects` (`phone`, `at_ms`, `effect`), and `figures`:
what `kinguard eval` counts, per rule and month. `--laid-out` spares the shuffle of a table in which each file holds
whole phones, ordered by phone and time.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from figures import cases, false_alarms
from kinguard import Fleet
from schema import EFFECTS, homes, session


def said(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pass the rows of one partition to the core, which holds the engine of one phone at a time."""
    fleet = Fleet()
    for batch in batches:
        yield fleet.observe(batch)
    yield fleet.finish()


def guard(events: DataFrame, phones: DataFrame | None = None, laid_out: bool = False) -> DataFrame:
    """Return what the guard says to each phone: `phone`, `at_ms`, `effect`.

    Rows of one moment count in the order of their texts, so that every run says the same.
    """
    rows = events.select("phone", "at_ms", "event")
    if phones is not None:
        # A row without a time comes first, and tells where the phone is at home.
        told = homes(phones).join(rows.select("phone").distinct(), "phone", "left_semi")
        rows = rows.union(told.select("phone", F.lit(None).cast("long"), "settings"))
    if not laid_out:
        rows = rows.repartition("phone").sortWithinPartitions("phone", "at_ms", "event")
    return rows.mapInArrow(said, EFFECTS)


def main() -> None:
    """Run the job."""
    asked = arguments()
    spark = session("kinguard batch")
    if asked.laid_out:
        spark.conf.set("spark.sql.files.maxPartitionBytes", 1 << 40)  # a file is never cut
    events = spark.read.parquet(asked.events)
    phones = spark.read.parquet(asked.phones) if asked.phones else None
    out = Path(asked.out)
    guard(events, phones, asked.laid_out).write.mode("overwrite").parquet(str(out / "effects"))
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
    parser.add_argument("--laid-out", action="store_true", help="each file holds whole phones, in order")
    parser.add_argument("--figures", action=argparse.BooleanOptionalAction, default=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
