"""Files of Parquet, in pieces that tasks read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow.fs import FileSystem

COLUMNS = ("phone", "at_ms", "event")
#: Rows that are read at a time.
READ = 1 << 20
#: Files that are looked into at a time.
LOOKS = 32

#: Rows, with where they are from.
Found = tuple[str, pa.RecordBatch]


@dataclass(frozen=True)
class Piece:
    """A row group of a file."""

    file: str
    group: int
    rows: int


@contextmanager
def opened(address: str) -> Iterator[pq.ParquetFile]:
    """Open a file. What is wrong with it is told with its address."""
    try:
        # Hadoop has names of its own for what lies in S3.
        system, path = FileSystem.from_uri(address.replace("s3a://", "s3://", 1))
        with system.open_input_file(path) as file:
            yield pq.ParquetFile(file, read_dictionary=["phone", "event"])
    except (OSError, ValueError) as error:
        error.add_note(address)
        raise


def pieces(files: Sequence[str]) -> list[Piece]:
    """Return the row groups of files."""

    def look(address: str) -> list[Piece]:
        with opened(address) as file:
            told = file.metadata
            return [Piece(address, group, told.row_group(group).num_rows) for group in range(told.num_row_groups)]

    with ThreadPoolExecutor(LOOKS) as pool:
        return [piece for found in pool.map(look, sorted(files)) for piece in found]


def packed(found: Iterable[Piece], rows: int) -> list[list[Piece]]:
    """Return row groups in packs of so many rows at most; one that is larger has a pack of its own."""
    packs: list[list[Piece]] = []
    room = 0
    for piece in found:
        if not packs or piece.rows > room:
            packs.append([])
            room = rows
        packs[-1].append(piece)
        room -= piece.rows
    return packs


def read(pack: Iterable[Piece]) -> Iterator[Found]:
    """Read the rows of pieces."""
    for address, of_file in groupby(pack, attrgetter("file")):
        with opened(address) as file:
            groups = [piece.group for piece in of_file]
            for batch in file.iter_batches(READ, groups, list(COLUMNS), use_threads=False):
                yield address, batch
