"""Holds the digests against the core: what it says must not change, and no number may be left."""

from __future__ import annotations

import json
import os
import unittest
from operator import itemgetter
from pathlib import Path
from typing import Any

import table
from digests import Digests
from kinguard import Fleet, classify

TABLE = Path(os.environ["KINGUARD_TABLE"])
KEY = "0123456789abcdef" * 4


class DigestsTest(unittest.TestCase):
    """On the table of the generator, and on numbers of each kind."""

    def test_the_core_says_the_same_and_no_number_is_left(self) -> None:
        """Phone by phone: the effects hold no number."""
        digests = Digests(KEY, "CN")
        rows = table.read(TABLE / "events.jsonl").combine_chunks()
        open_said: list[dict[str, Any]] = []
        private_said: list[dict[str, Any]] = []
        open_numbers: list[str] = []
        private_numbers: list[str] = []
        for said, numbers, batches in (
            (open_said, open_numbers, rows.to_batches()),
            (private_said, private_numbers, list(digests(rows.to_batches()))),
        ):
            fleet = Fleet()
            for batch in batches:
                fleet.observe(batch)
                told = (json.loads(event) for event in batch["event"].to_pylist() if '"number":"' in event)
                numbers += [event["number"] for event in told]
            said += fleet.finish().to_pylist()
        self.assertGreater(len(open_said), 10)
        hidden = [{**one, "phone": digests.phone(one["phone"])} for one in open_said]
        self.assertEqual(sorted(hidden, key=itemgetter("phone")), private_said)
        # Row by row: among so many numbers, the digest of one may be another.
        pairs = zip(open_numbers, private_numbers, strict=True)
        left = {number for number, hidden in pairs if number == hidden and len(number) > 6}
        self.assertEqual({number for number in left if not classify(number).service}, set())

    def test_what_the_core_reads_in_a_number_stays(self) -> None:
        """And one line remains one line, in all its spellings, on one phone only."""
        digests = Digests(KEY, "CN")
        for number in ("13800138000", "+86 138 0013 8000", "0085251234567", "+14155550123", "01065001234"):
            hidden = digests.number("p", number)
            self.assertEqual(classify(hidden), classify(number), number)
            self.assertEqual(len(hidden), len(number))
            self.assertNotEqual(hidden[-8:], number[-8:])
            self.assertNotEqual(digests.number("q", number), hidden)
            self.assertNotEqual(Digests(KEY[::-1], "CN").number("p", number), hidden)
        spellings = {
            digests.number("p", number)[-8:] for number in ("13800138000", "+8613800138000", "008613800138000")
        }
        self.assertEqual(len(spellings), 1)
        self.assertEqual(digests.number("p", "95588"), "95588")
        self.assertEqual(digests.number("p", "somebody"), "unknown")


if __name__ == "__main__":
    unittest.main(verbosity=2, warnings="ignore")
