"""Holds parcels against the rows that they are made of."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from unittest import mock

import pyarrow as pa

import parcels
import pieces
import table

KEYS = [70, 71, 72]
Row = tuple[str, int, str]


def plan(rows: int) -> parcels.Plan:
    """Return a plan of three parts."""
    return parcels.Plan([], KEYS, rows)


def batch(begin: int, end: int) -> pa.RecordBatch:
    """Return rows of five phones."""
    numbers = range(begin, end)
    columns = [[f"p{at % 5}" for at in numbers], list(numbers), [f"event {at % 7}" for at in numbers]]
    return pa.record_batch(columns, schema=table.SCHEMA)


class ParcelsTest(unittest.TestCase):
    """Without Spark."""

    def test_every_row_is_in_a_parcel_of_its_part_once(self) -> None:
        """However many rows are held at a time, and whatever was held before."""
        found = [("one", batch(0, 40)), ("two", batch(40, 50)), ("three", batch(50, 100))]
        wanted = [tuple(row.values()) for row in batch(0, 100).to_pylist()]
        homes = set()
        for rows, origins in ((1_000, {"one … three"}), (45, {"one … two", "three"}), (1, {"one", "two", "three"})):
            with self.subTest(rows=rows), mock.patch.object(parcels, "LARGEST", 6):
                made = list(parcels.parcels(found, plan(rows)))
                told = list(parcels.unpacked(made))
                self.assertEqual({origin for origin, _ in told}, origins)
                self.assertLessEqual(max(one.num_rows for _, one in told), 6)
                self.assertEqual(sorted(row["at_ms"] for _, one in told for row in one.to_pylist()), [*range(100)])
                self.assertCountEqual([tuple(row.values()) for _, one in told for row in one.to_pylist()], wanted)
                keys = [key for one in made for key in one.column("key").to_pylist()]
                self.assertLessEqual(set(keys), set(KEYS))
                homes |= {
                    (phone, key) for key, (_, one) in zip(keys, told, strict=True) for phone in one["phone"].to_pylist()
                }
        self.assertEqual(len(homes), 5)

    def test_a_parcel_has_no_texts_but_its_own(self) -> None:
        """Or a thousand parts would hold all texts a thousand times."""
        for _, rows in parcels.unpacked(parcels.parcels([("one", batch(0, 5))], plan(9))):
            self.assertEqual(len(rows["phone"].dictionary), len(set(rows["phone"].to_pylist())))

    def test_rows_that_cannot_be_guarded_are_refused_with_their_file(self) -> None:
        """Before Spark brings them elsewhere."""
        good = batch(0, 2)
        for name, column, what in (
            ("phone", pa.array([None, "p"]), "column phone: 1 rows without a value"),
            ("event", pa.array([None, None], pa.string()), "column event: 2 rows without a value"),
            ("at_ms", pa.array([1.5, 2.5]), "column at_ms: double is no number of milliseconds"),
            ("at_ms", pa.array([1, 2], pa.timestamp("us")), "is no number of milliseconds"),
        ):
            bad = good.set_column(good.schema.names.index(name), name, column)
            with self.assertRaisesRegex(ValueError, what) as caught:
                list(parcels.parcels([("the file", bad)], plan(9)))
            self.assertEqual(caught.exception.__notes__, ["the file"])
        with self.assertRaises(KeyError) as missing:
            list(parcels.parcels([("the file", good.drop_columns(["event"]))], plan(9)))
        self.assertEqual(missing.exception.__notes__, ["the file"])


class PiecesTest(unittest.TestCase):
    """Files."""

    def test_row_groups_are_packed_in_order(self) -> None:
        """None is left out, and no pack is larger than it may be."""
        sizes = [3, 4, 9, 1, 1, 1]
        all_pieces = [pieces.Piece("file", group, rows) for group, rows in enumerate(sizes)]
        packs = pieces.packed(all_pieces, 7)
        self.assertEqual([[piece.rows for piece in pack] for pack in packs], [[3, 4], [9], [1, 1, 1]])
        self.assertEqual([piece for pack in packs for piece in pack], all_pieces)
        self.assertEqual(pieces.packed([], 7), [])

    def test_files_are_read_by_their_row_groups(self) -> None:
        """Names with spaces and other signs are no trouble."""
        rows = pa.Table.from_batches([batch(0, 100)])
        with tempfile.TemporaryDirectory() as folder:
            table.write(rows, Path(folder) / "a b 中%", 3, groups=10)
            found = pieces.pieces([path.as_uri() for path in (Path(folder) / "a b 中%").iterdir()])
            self.assertEqual([piece.rows for piece in found], [10, 10, 10, 4, 10, 10, 10, 4, 10, 10, 10, 2])
            read = [one for _, one in pieces.read(found)]
            self.assertEqual([at for one in read for at in one["at_ms"].to_pylist()], [*range(100)])
            some = [one for _, one in pieces.read([found[1], found[3], found[8]])]
            self.assertEqual(sum(one.num_rows for one in some), 24)

    def test_what_is_no_table_is_refused_with_its_address(self) -> None:
        """Also what is not there."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "notes.parquet"
            path.write_text("none")
            for address in (path.as_uri(), (Path(folder) / "missing.parquet").as_uri()):
                with self.assertRaises((OSError, ValueError)) as caught:
                    pieces.pieces([address])
                self.assertEqual(caught.exception.__notes__, [address])


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
