"""The tables that the jobs read and write."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import LongType, StringType, StructField, StructType

#: What phones saw: `event` is JSON of the trace format.
EVENTS = StructType(
    [
        StructField("phone", StringType(), nullable=False),
        StructField("at_ms", LongType(), nullable=False),
        StructField("event", StringType(), nullable=False),
    ]
)
#: What the guard said: `effect` is JSON of the trace format.
EFFECTS = StructType(
    [
        StructField("phone", StringType(), nullable=False),
        StructField("at_ms", LongType(), nullable=False),
        StructField("effect", StringType(), nullable=False),
    ]
)
#: Rows that go over to Python at a time, a few MB: so many that a call costs nothing.
BATCH = 50_000
#: The same for rows that are large.
BATCH_BYTES = 64 << 20


def session(name: str) -> SparkSession:
    """Return the session that spark-submit or the environment describes; on this computer alone, without a page."""
    builder = SparkSession.builder.appName(name)
    builder = builder.config("spark.sql.session.timeZone", "UTC")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH))
    builder = builder.config("spark.sql.execution.arrow.maxBytesPerBatch", str(BATCH_BYTES))
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def homes(phones: DataFrame) -> DataFrame:
    """Return the settings of each phone as the core reads them: `phone`, `settings`.

    `phones` has the columns `phone`, `home` and optionally `familiar_regions`, a list.
    """
    told: list[Column] = [F.col("home")]
    if "familiar_regions" in phones.columns:
        told.append(F.coalesce("familiar_regions", F.array()).alias("familiar_regions"))
    return phones.select("phone", F.to_json(F.struct(*told)).alias("settings"))


def stream_lines(rows: Iterator[tuple[str, int, str]]) -> Iterator[str]:
    """Write rows as `kinguard stream` reads them."""
    for phone, at_ms, event in rows:
        yield f'{{"phone":{json.dumps(phone)},"at_ms":{at_ms},"event":{event}}}\n'
