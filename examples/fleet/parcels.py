"""Brings the rows of a phone together, in parcels.

Spark would make an object of each row, once to sort them and once more for Python, which costs several times what the
guard does. So a task reads files as columns, and makes of all its rows that go to one part of the phones a single row
of Spark's, a parcel. Spark brings the parcels of each part together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zipimport import zipimporter

import numpy as np
import pandas as pd
import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import BinaryType, IntegerType, StringType, StructField, StructType

from pieces import COLUMNS, Found, Piece, packed, pieces, read

#: `key` stands for a part of the phones, `origin` says where the rows are from, `rows` are a stream of Arrow's.
PARCELS = StructType(
    [
        StructField("key", IntegerType(), nullable=False),
        StructField("origin", StringType(), nullable=False),
        StructField("rows", BinaryType(), nullable=False),
    ]
)
#: Rows of a parcel at most, or Java would have to hold hundreds of MB in one piece.
LARGEST = 250_000
#: Bytes of parcels that go over to Spark at a time.
LOAD = 16 << 20

WORD = (1 << 32) - 1

#: Most phones and events come again and again: so a row has some 16 bytes rather than 140.
TEXT = pa.dictionary(pa.int32(), pa.string())
ROWS = pa.schema([("phone", TEXT), ("at_ms", pa.int64()), ("event", TEXT)])


@dataclass(frozen=True)
class Plan:
    """What each task does."""

    #: What each of the first tasks reads.
    packs: list[list[Piece]]
    #: A key for each part of the phones; a task guards one part.
    keys: list[int]
    #: Rows that a task holds at a time, about.
    rows: int


def planned(spark: SparkSession, files: Sequence[str], rows: int) -> Plan:
    """Return tasks of so many rows at most, and at least one for each core."""
    found = pieces(files)
    count = sum(piece.rows for piece in found)
    cores = spark.sparkContext.defaultParallelism
    parts = cores * max(1, -(-count // (rows * cores)))
    return Plan(packed(found, min(rows, -(-count // cores))), keys_of(parts), rows)


def keys_of(parts: int) -> list[int]:
    """Return a key for each part that Spark sends to a partition of its own. By their hashes, two parts might meet."""
    keys: dict[int, int] = {}
    key = 0
    while len(keys) < parts:
        keys.setdefault(murmur(key) % parts, key)
        key += 1
    return [keys[part] for part in range(parts)]


def murmur(number: int) -> int:
    """Return Spark's hash of a number of 32 bits, which is Murmur3 with 42 for a seed. To ask Spark takes a job."""
    word = turned(number * 0xCC9E2D51, 15) * 0x1B873593
    mixed = turned(42 ^ (word & WORD), 13) * 5 + 0xE6546B64
    mixed = (mixed & WORD) ^ 4
    mixed = ((mixed ^ mixed >> 16) * 0x85EBCA6B) & WORD
    mixed = ((mixed ^ mixed >> 13) * 0xC2B2AE35) & WORD
    mixed ^= mixed >> 16
    return mixed - (WORD + 1 if mixed >> 31 else 0)


def turned(number: int, bits: int) -> int:
    """Return the last 32 bits, turned to the left."""
    word = number & WORD
    return (word << bits | word >> (32 - bits)) & WORD


def made(spark: SparkSession, plan: Plan, settings: DataFrame | None = None) -> DataFrame:
    """Return the rows of files, and the settings of phones, as parcels."""

    def of_files(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        hasten()
        numbers = (number for batch in batches for number in batch.column("id").to_pylist())
        return parcels((found for number in numbers for found in read(plan.packs[number])), plan)

    def of_settings(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return parcels((("the table of phones", batch) for batch in batches), plan)

    tasks = len(plan.packs)
    all_made = spark.range(0, tasks, 1, max(1, tasks)).mapInArrow(of_files, PARCELS)
    if settings is None:
        return all_made
    # A row without a time tells where the phone is at home.
    rows = settings.select("phone", F.lit(None).cast("long").alias("at_ms"), F.col("settings").alias("event"))
    return all_made.union(rows.mapInArrow(of_settings, PARCELS))


def gathered(made: DataFrame, plan: Plan) -> DataFrame:
    """Return parcels in partitions, each with all rows of its part of the phones."""
    return made.repartition(len(plan.keys), "key")


def parcels(found: Iterable[Found], plan: Plan) -> Iterator[pa.RecordBatch]:
    """Return rows as parcels."""
    held: list[pa.RecordBatch] = []
    origins: list[str] = []
    count = 0
    for origin, batch in found:
        held.append(as_rows(batch, origin))
        origins.append(origin)
        count += batch.num_rows
        if count >= plan.rows:
            yield from loads(split(held, plan.keys), span(origins))
            held, origins, count = [], [], 0
    if count:
        yield from loads(split(held, plan.keys), span(origins))


def as_rows(batch: pa.RecordBatch, origin: str) -> pa.RecordBatch:
    """Return rows as all parcels have them."""
    try:
        columns = [batch.column(name) for name in COLUMNS]
        for name, column in zip(COLUMNS, columns, strict=True):
            if name == "at_ms" and not pa.types.is_integer(column.type):
                raise ValueError(f"column at_ms: {column.type} is no number of milliseconds")
            if name != "at_ms" and column.null_count:
                raise ValueError(f"column {name}: {column.null_count} rows without a value")
        return pa.record_batch([column.cast(field.type) for column, field in zip(columns, ROWS, strict=True)], ROWS)
    except (KeyError, ValueError) as error:
        error.add_note(origin)
        raise


def span(origins: list[str]) -> str:
    """Return where rows are from. A task may read thousands of files, one after the other."""
    first, last = origins[0], origins[-1]
    return first if first == last else f"{first} … {last}"


def split(batches: list[pa.RecordBatch], keys: list[int]) -> Iterator[tuple[int, bytes]]:
    """Return the rows of each part with its key, as streams of Arrow."""
    parts = len(keys)
    (rows,) = pa.Table.from_batches(batches).combine_chunks().to_batches()
    phones = rows.column("phone")
    names = phones.dictionary.to_numpy(zero_copy_only=False)
    # Narrow numbers are sorted by their digits, in one or two passes.
    part_of_name = (pd.util.hash_array(names, categorize=False) % parts).astype(np.min_scalar_type(parts))
    part_of_row = part_of_name[phones.indices.to_numpy()]
    rows = rows.take(pa.array(np.argsort(part_of_row, kind="stable")))
    ends = np.cumsum(np.bincount(part_of_row, minlength=parts)).tolist()
    for key, begin, end in zip(keys, [0, *ends[:-1]], ends, strict=True):
        for at in range(begin, end, LARGEST):
            yield key, packet(rows.slice(at, min(LARGEST, end - at)))


def packet(rows: pa.RecordBatch) -> bytes:
    """Return rows as a stream of Arrow's, with no texts but their own."""
    own = [column.dictionary_decode().dictionary_encode() if column.type == TEXT else column for column in rows.columns]
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, ROWS) as stream:
        stream.write_batch(pa.record_batch(own, ROWS))
    return bytes(sink.getvalue())


def loads(told: Iterable[tuple[int, bytes]], origin: str) -> Iterator[pa.RecordBatch]:
    """Return parcels as Spark takes them, a few MB at a time."""
    held: list[tuple[int, bytes]] = []
    size = 0
    for one in told:
        held.append(one)
        size += len(one[1])
        if size >= LOAD:
            yield load(held, origin)
            held, size = [], 0
    yield load(held, origin)


def load(held: list[tuple[int, bytes]], origin: str) -> pa.RecordBatch:
    """Return parcels as Spark takes them."""
    columns = [
        pa.array([key for key, _ in held], pa.int32()),
        pa.array([origin] * len(held), pa.string()),
        pa.array([rows for _, rows in held], pa.binary()),
    ]
    return pa.record_batch(columns, PARCELS.names)


def unpacked(batches: Iterable[pa.RecordBatch]) -> Iterator[Found]:
    """Return the rows of parcels."""
    for batch in batches:
        for origin, rows in zip(batch.column("origin"), batch.column("rows"), strict=True):
            with pa.ipc.open_stream(rows.as_buffer()) as stream:
                for one in stream:
                    yield origin.as_py(), one


def hasten() -> None:
    """Let the next task of this process begin at once.

    Spark drops Python's caches of modules before each task. Before 3.13, Python then reads the archive that Spark's own
    modules are in, once for each package: a tenth of a second (https://github.com/python/cpython/issues/103200).
    """
    archives = [path for path, finder in sys.path_importer_cache.items() if isinstance(finder, zipimporter)]
    for path in archives:
        del sys.path_importer_cache[path]
