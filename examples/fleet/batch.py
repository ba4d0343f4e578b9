"""Guards every phone of a table, on Spark.

    spark-submit batch.py --events events/ --out said/ [--phones phones/] [--harms harms/] [--zone Asia/Shanghai]

`--events` is Parquet with `phone`, `at_ms` and `event`. Writes `effects` (`phone`, `at_ms`, `effect`), and `figures`:
what `kinguard eval` counts, per rule and month. `--laid-out` is for a table in which each file holds whole phones,
ordered by phone, time and event: nothing is shuffled then.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow.fs import FileSystem
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from figures import cases, false_alarms
from kinguard import Fleet, FleetError
from schema import BATCH, EFFECTS, homes, session


def said(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pass the rows of one partition to the core, which holds the engine of one phone at a time."""
    fleet = Fleet()
    for batch in batches:
        yield fleet.observe(batch)
    yield fleet.finish()


def said_of_files(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Pass the rows of whole files to the core. They are read here: Spark would turn columns into rows and back."""
    for address in (address for batch in batches for address in batch.column("file").to_pylist()):
        system, path = FileSystem.from_uri(address)
        with system.open_input_file(path) as file:
            rows = pq.ParquetFile(file).iter_batches(BATCH, columns=["phone", "at_ms", "event"])
            try:
                yield from said(rows)
            except FleetError as error:
                error.add_note(address)
                raise


def guard(events: DataFrame, phones: DataFrame | None = None) -> DataFrame:
    """Return what the guard says to each phone: `phone`, `at_ms`, `effect`.

    Rows of one moment count in the order of their texts, so that every run says the same.
    """
    rows = events.select("phone", "at_ms", "event")
    if phones is not None:
        # A row without a time comes first, and tells where the phone is at home.
        told = homes(phones).join(rows.select("phone").distinct(), "phone", "left_semi")
        rows = rows.union(told.select("phone", F.lit(None).cast("long"), "settings"))
    return rows.repartition("phone").sortWithinPartitions("phone", "at_ms", "event").mapInArrow(said, EFFECTS)


def guard_laid_out(events: DataFrame) -> DataFrame:
    """Return the same of a table in which each file holds whole phones, ordered by phone, time and event."""
    context = events.sparkSession.sparkContext
    files = sorted(events.inputFiles())
    addresses = context.parallelize([(file,) for file in files], len(files)).toDF("file string")
    return addresses.mapInArrow(said_of_files, EFFECTS)


def main() -> None:
    """Run the job."""
    asked = arguments()
    spark = session("kinguard batch")
    events = spark.read.parquet(asked.events)
    phones = spark.read.parquet(asked.phones) if asked.phones else None
    out = Path(asked.out)
    effects = guard_laid_out(events) if asked.laid_out else guard(events, phones)
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
    parser.add_argument("--laid-out", action="store_true", help="each file holds whole phones, in order")
    parser.add_argument("--figures", action=argparse.BooleanOptionalAction, default=True)
    asked = parser.parse_args()
    if asked.laid_out and asked.phones:
        parser.error("--phones: a table that is laid out has these rows itself, without at_ms, before the others")
    return asked


if __name__ == "__main__":
    main()
