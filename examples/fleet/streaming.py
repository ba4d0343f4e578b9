"""Guards phones while their events arrive, on Spark's Structured Streaming.

    spark-submit streaming.py --events events/ --out said/ --checkpoint checkpoint/ [--hold 600] [--once]

Files that come to `--events` are Parquet with `phone`, `at_ms` and `event`. Rows of one phone may come in any order
within `--hold` seconds. Writes `said`, partitioned by `kind`: `effect`, and `late` for rows that came after the guard
had passed their time and were left out, as `kinguard stream` refuses them.

The state of a phone is the engine's snapshot, the time it has reached, and the rows that wait for the clock.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.streaming.query import StreamingQuery
from pyspark.sql.streaming.state import GroupState, GroupStateTimeout

from kinguard import PhoneState, advance
from schema import EVENTS, homes, session

STATE = "snapshot STRING, reached_ms LONG, held STRING"
FRESH = (None, 0, "")
SAID = "kind STRING, phone STRING, at_ms LONG, text STRING"

#: Spark would drop late rows without a word. So its watermark stays ten years behind, and the job keeps its own clock.
BEHIND_MS = 3_650 * 24 * 3_600_000
#: A phone whose calendar is wrong must not move everybody's clock further than this.
AHEAD_MS = 24 * 3_600_000
#: Keeps the states on disk, where millions of phones have room.
ROCKSDB = "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider"


class Guard:
    """What is done with the rows of one phone, and when its timer has gone off."""

    def __init__(self, hold_ms: int) -> None:
        self.hold_ms = hold_ms

    def __call__(self, key: tuple[str], frames: Iterable[pd.DataFrame], state: GroupState) -> Iterator[pd.DataFrame]:
        """Pass the rows whose time has come to the engine, and keep its snapshot."""
        (phone,) = key
        at_ms: list[int] = []
        events: list[str] = []
        home: str | None = None
        for frame in frames:
            at_ms += frame["at_ms"].tolist()
            events += frame["event"].tolist()
            home = next((told for told in frame["settings"] if told), home)  # the same in every row
        watermark = state.getCurrentWatermarkMs()
        lag = BEHIND_MS - self.hold_ms
        snapshot, reached_ms, held = state.get if state.exists else FRESH
        stored = PhoneState(snapshot=snapshot, reached_ms=reached_ms, held=held)
        done = advance(stored, home, at_ms, events, watermark + lag)
        state.update((done.state.snapshot, done.state.reached_ms, done.state.held))
        if done.due_ms is not None:
            state.setTimeoutTimestamp(max(done.due_ms - lag, watermark + 1))
        said = [("effect", phone, one.at_ms, one.effect) for one in done.said]
        said += [("late", phone, at_ms[index], events[index]) for index in done.late]
        if said:
            yield pd.DataFrame(said, columns=["kind", "phone", "at_ms", "text"])


def guard(events: DataFrame, hold_ms: int, phones: DataFrame | None = None) -> DataFrame:
    """Return what the guard says to each phone, and the rows that came too late."""
    latest = F.unix_millis(F.current_timestamp()) + F.lit(AHEAD_MS)
    clock = F.timestamp_millis(F.least(F.col("at_ms"), latest))
    rows = events.select("phone", "at_ms", "event", clock.alias("clock"))
    rows = rows.withWatermark("clock", f"{BEHIND_MS} milliseconds")
    if phones is None:
        rows = rows.withColumn("settings", F.lit(None).cast("string"))
    else:
        rows = rows.join(homes(phones), "phone", "left")
    return rows.groupBy("phone").applyInPandasWithState(
        Guard(hold_ms), SAID, STATE, "append", GroupStateTimeout.EventTimeTimeout
    )


def start(asked: argparse.Namespace) -> StreamingQuery:
    """Start the query, or go on with it from its checkpoint."""
    spark = session("kinguard streaming")
    spark.conf.set("spark.sql.streaming.stateStore.providerClass", ROCKSDB)
    spark.conf.set("spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true")
    reader = spark.readStream.schema(EVENTS)
    if asked.files_per_batch:
        reader = reader.option("maxFilesPerTrigger", asked.files_per_batch)
    phones = spark.read.parquet(asked.phones) if asked.phones else None
    writer = guard(reader.parquet(asked.events), asked.hold * 1_000, phones).writeStream
    writer = writer.format("parquet").partitionBy("kind").outputMode("append")
    writer = writer.option("path", asked.out).option("checkpointLocation", asked.checkpoint)
    writer = writer.trigger(availableNow=True) if asked.once else writer.trigger(processingTime=asked.every)
    return writer.start()


def progress(query: StreamingQuery) -> Iterator[dict[str, Any]]:
    """Return the figures of each batch that is remembered."""
    for one in query.recentProgress:
        told = json.loads(one.json)
        state = told["stateOperators"][0] if told["stateOperators"] else {}
        yield {
            "batch": told["batchId"],
            "rows": told["numInputRows"],
            "ms": told["durationMs"].get("triggerExecution"),
            "phones": state.get("numRowsTotal"),
            "state_bytes": state.get("memoryUsedBytes"),
            "dropped_by_spark": state.get("numRowsDroppedByWatermark"),
        }


def main() -> None:
    """Run the job."""
    asked = arguments()
    query = start(asked)
    query.awaitTermination()
    for line in progress(query):
        print(json.dumps(line))
    spark = session("kinguard streaming")
    said = spark.read.parquet(asked.out) if any(Path(asked.out).glob("kind=*")) else None
    late = 0 if said is None else said.where("kind = 'late'").count()
    print(json.dumps({"late": late}))


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", required=True, help="the folder to which Parquet files come")
    parser.add_argument("--out", required=True, help="the folder to write to")
    parser.add_argument("--checkpoint", required=True, help="the folder of the state")
    parser.add_argument("--phones", help="Parquet: phone, home, familiar_regions; without it all are at home in CN")
    parser.add_argument("--hold", type=int, default=600, help="seconds that a row may come late")
    parser.add_argument("--every", default="10 seconds", help="how often to look for files")
    parser.add_argument("--files-per-batch", type=int, help="at most so many files at a time")
    parser.add_argument("--once", action="store_true", help="stop when all files are read")
    return parser.parse_args()


if __name__ == "__main__":
    main()
