"""Makes tables of events for the jobs, the same for the same seed.

    cargo run --release -p kinguard-tests --example table -- --phones 140 --harms harms.jsonl > events.jsonl
    python table.py --lines events.jsonl --out events/ [--files 12] [--seed 0] [--repeated 0.01] [--disorder 6]
        [--late 20] [--close]

Reads what `kinguard stream` reads, and writes Parquet with `phone`, `at_ms` and `event`, file by file as the rows
arrive: most at once, some again (`--repeated`, a share), one in a hundred up to `--disorder` hours after others that
happened later, and `--late` rows twelve days after they happened. `--close` ends every phone at one moment, and sends
one row of a phone that has nothing to tell, later by `--disorder` hours and a millisecond.
"""

from __future__ import annotations

import argparse
import os
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
LATE_MS = 12 * DAY_MS
CLOCK = "clock"
QUIET = '{"type":"screen_turned","on":false}'
LINE = r'^\{"phone":"(?P<phone>[^"\\]*)","at_ms":(?P<at_ms>[0-9]+)(?:,"event":(?P<event>\{.*\}))?\}$'
SCHEMA = pa.schema([("phone", pa.string()), ("at_ms", pa.int64()), ("event", pa.string())])


def read(path: str | os.PathLike[str]) -> pa.Table:
    """Return the rows of a file that the generator wrote."""
    lines = pa.array(Path(path).read_text(encoding="utf-8").splitlines(), pa.large_string())
    parts = pc.extract_regex(lines, LINE)
    if parts.null_count:
        raise ValueError(f"{path}: {parts.null_count} lines are not as `table` writes them")
    columns = [pc.struct_field(parts, name).cast(field.type) for name, field in zip(SCHEMA.names, SCHEMA, strict=True)]
    phones, times, events = columns
    return pa.table([phones, spread(phones.to_pylist(), times.to_pylist()), events], schema=SCHEMA)


def spread(phones: list[str], times: list[int]) -> pa.Array:
    """Return times of which no two of a phone are the same.

    A phone reports much at one moment, such as what its record of usage has just told, and the order matters.
    """
    before: dict[str, int] = {}
    for index, (phone, at) in enumerate(zip(phones, times, strict=True)):
        times[index] = before[phone] = max(at, before.get(phone, -1) + 1)
    return pa.array(times, pa.int64())


def closed(rows: pa.Table, disorder: int) -> pa.Table:
    """Return rows with one more for each phone, all at one moment after everything else, and one of another phone.

    So every phone is guarded up to the same moment, and the clock of a stream passes it.
    """
    end = pc.max(rows["at_ms"]).as_py() + 10 * DAY_MS
    phones = pc.unique(rows["phone"]).to_pylist()
    names = [*phones, CLOCK]
    times = [end] * len(phones) + [end + disorder * HOUR_MS + 1]
    return pa.concat_tables([rows, pa.table([names, times, [QUIET] * len(names)], schema=SCHEMA)])


def arrived(rows: pa.Table, seed: int, repeated: float, disorder: int, late: int) -> tuple[pa.Table, pa.Table]:
    """Return rows in the order in which they arrive, and those among them that arrive too late."""
    dice = random.Random(seed)
    count = rows.num_rows
    again = dice.sample(range(count), int(repeated * count))
    order = pa.array([*range(count), *again], pa.int64())
    rows = rows.take(order)
    delays = [0] * rows.num_rows
    for index in dice.sample(range(rows.num_rows), rows.num_rows // 100):
        delays[index] = dice.randrange(disorder * HOUR_MS)
    # Only what others follow for long can be late.
    end = pc.approximate_median(rows["at_ms"]).as_py()
    early = [index for index, at in enumerate(rows["at_ms"].to_pylist()) if at < end]
    chosen = dice.sample(early, late)
    for index in chosen:
        delays[index] = LATE_MS
    arrival = pc.add(rows["at_ms"], pa.array(delays, pa.int64()))
    in_order = rows.take(pc.sort_indices(pa.table({"arrival": arrival}), [("arrival", "ascending")]))
    return in_order, rows.take(pa.array(sorted(chosen), pa.int64()))


def write(rows: pa.Table, folder: Path, files: int, groups: int = 1 << 20) -> None:
    """Write rows into files, in order, a second apart by their dates, with so many rows in a group."""
    folder.mkdir(parents=True, exist_ok=True)
    size = -(-rows.num_rows // files)
    for number in range(files):
        path = folder / f"part-{number:05}.parquet"
        pq.write_table(rows.slice(number * size, size), path, compression="zstd", row_group_size=groups)
        os.utime(path, (1_767_225_600 + number,) * 2)


def main() -> None:
    """Make a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", required=True, help="what kinguard stream reads")
    parser.add_argument("--out", required=True, type=Path, help="the folder of the table")
    parser.add_argument("--files", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--repeated", type=float, default=0.0, help="the share of rows that come again")
    parser.add_argument("--disorder", type=int, default=6, help="hours within which rows may come out of order")
    parser.add_argument("--late", type=int, default=0, help="rows that come twelve days late")
    parser.add_argument("--close", action="store_true", help="end every phone at one moment")
    asked = parser.parse_args()
    rows = read(asked.lines)
    if asked.close:
        rows = closed(rows, asked.disorder)
    rows, late = arrived(rows, asked.seed, asked.repeated, asked.disorder, asked.late)
    write(rows, asked.out, asked.files)
    print(f"{rows.num_rows} rows, {late.num_rows} of them late")


if __name__ == "__main__":
    main()
