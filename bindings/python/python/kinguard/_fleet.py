"""Many phones at once, as Arrow tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _core

if TYPE_CHECKING:
    import pyarrow as pa


class Fleet:
    """Guards phones whose rows come in any order.

    It gathers the rows, 16 bytes each and their texts once, and in the end says what `kinguard stream` says to the same
    rows ordered by phone, time and text. Rows have the columns `phone` (text), `at_ms` (64 bits) and `event` (text,
    JSON of the trace format). A row without `at_ms` says where its phone is at home:
    `{"home": "HK", "familiar_regions": ["CN"]}`.

    Needs pyarrow: `pip install 'kinguard[fleet]'`.
    """

    __slots__ = ("_fleet",)

    def __init__(self) -> None:
        self._fleet = _core.Fleet()

    def observe(self, rows: pa.RecordBatch) -> None:
        """Gather rows. Columns of text that are encoded by dictionaries go over as they are.

        Raises:
            FleetError: A row is no event. The message names the row, counted over all calls.

        """
        self._fleet.observe(_columns(rows))

    def finish(self) -> pa.RecordBatch:
        """Pass the rows of each phone to an engine, and return what was said: `phone`, `at_ms`, `effect`."""
        import pyarrow as pa

        said = self._fleet.finish()
        return pa.record_batch(
            [
                pa.array([one.phone for one in said], pa.string()),
                pa.array([one.at_ms for one in said], pa.int64()),
                pa.array([one.effect for one in said], pa.string()),
            ],
            names=["phone", "at_ms", "effect"],
        )


def _columns(rows: pa.RecordBatch) -> _core.Columns:
    import pyarrow as pa
    import pyarrow.compute as pc

    at_ms = rows.column("at_ms").cast(pa.int64())
    if (pc.min(at_ms).as_py() or 0) < 0:
        raise ValueError("column at_ms: a time before 1970")
    name_offsets, names, phones = _text(rows, "phone")
    text_offsets, texts, events = _text(rows, "event")
    return _core.Columns(
        name_offsets=name_offsets,
        names=names,
        phones=phones,
        at_ms=_words(at_ms.fill_null(-1)),
        text_offsets=text_offsets,
        texts=texts,
        events=events,
    )


def _text(rows: pa.RecordBatch, name: str) -> tuple[bytes, bytes, bytes]:
    """Return the offsets and the bytes of the different texts of a column, and the place of each row's among them."""
    import pyarrow as pa

    column = rows.column(name)
    if column.null_count:
        raise ValueError(f"column {name}: {column.null_count} rows without a value")
    column = column.cast(pa.dictionary(pa.int32(), pa.string()))
    texts = column.dictionary
    if len(texts) == 0:
        return bytes(4), b"", b""
    _, offsets, data = texts.buffers()
    ends = offsets.slice(4 * texts.offset, 4 * (len(texts) + 1)).to_pybytes()
    return ends, b"" if data is None else data.to_pybytes(), _words(column.indices)


def _words(column: pa.Array) -> bytes:
    """Return the bytes of numbers, none of them missing."""
    if len(column) == 0:
        return b""
    width = column.type.bit_width // 8
    return bytes(column.buffers()[1].slice(width * column.offset, width * len(column)))
