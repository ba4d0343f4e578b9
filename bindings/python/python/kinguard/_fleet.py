"""Many phones at once, as Arrow tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _core

if TYPE_CHECKING:
    import pyarrow as pa


class Fleet:
    """Guards phones whose rows come phone by phone, ordered by time within a phone.

    It holds one engine at a time and says what `kinguard stream` says to the same rows. Rows have the columns
    `phone` (text), `at_ms` (64 bits) and `event` (text, JSON of the trace format). A row without `at_ms`, before all
    others of its phone, says where the phone is at home: `{"home": "HK", "familiar_regions": ["CN"]}`.

    Needs pyarrow: `pip install 'kinguard[fleet]'`.
    """

    __slots__ = ("_fleet",)

    def __init__(self) -> None:
        self._fleet = _core.Fleet()

    def observe(self, rows: pa.RecordBatch) -> pa.RecordBatch:
        """Pass rows to their engines.

        Returns:
            What they said: `phone`, `at_ms`, `effect`. The last phone may have more rows in the next call.

        Raises:
            FleetError: A row is no event, or before the row above it. The message names the row.

        """
        return _batch(self._fleet.observe(_columns(rows)))

    def finish(self) -> pa.RecordBatch:
        """Let the time of the last phone pass up to its last event, and return what was said."""
        return _batch(self._fleet.finish())


def _columns(rows: pa.RecordBatch) -> _core.Columns:
    import pyarrow as pa
    import pyarrow.compute as pc

    phone_offsets, phones = _text(rows, "phone")
    event_offsets, events = _text(rows, "event")
    at_ms = rows.column("at_ms").cast(pa.int64())
    if (pc.min(at_ms).as_py() or 0) < 0:
        raise ValueError("column at_ms: a time before 1970")
    times = at_ms.fill_null(-1)
    begin = 8 * times.offset
    return _core.Columns(
        phone_offsets=phone_offsets,
        phones=phones,
        at_ms=times.buffers()[1].slice(begin, 8 * len(times)).to_pybytes() if len(times) else b"",
        event_offsets=event_offsets,
        events=events,
    )


def _text(rows: pa.RecordBatch, name: str) -> tuple[bytes, bytes]:
    """Return the offsets and the bytes of a column of text."""
    import pyarrow as pa

    column = rows.column(name).cast(pa.string())
    if column.null_count:
        raise ValueError(f"column {name}: {column.null_count} rows without a value")
    if len(column) == 0:
        return bytes(4), b""
    _, offsets, data = column.buffers()
    ends = offsets.slice(4 * column.offset, 4 * (len(column) + 1)).to_pybytes()
    return ends, b"" if data is None else data.to_pybytes()


def _batch(said: list[_core.FleetSaid]) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.record_batch(
        [
            pa.array([one.phone for one in said], pa.string()),
            pa.array([one.at_ms for one in said], pa.int64()),
            pa.array([one.effect for one in said], pa.string()),
        ],
        names=["phone", "at_ms", "effect"],
    )
