"""Replaces the names of phones and the numbers of callers by digests, before a table leaves whoever holds them.

    KINGUARD_KEY=... spark-submit digests.py --events events/ --out private/ [--home CN]

What the core reads in a number stays: the signs, the number of digits, and the first digits, which say where it is
from. The last eight belong to one line in every numbering plan, and become a digest of them, of the phone and of the
key: a stranger who calls twice is still one, two are two, and two phones that one stranger calls do not show it.
Service numbers belong to nobody and stay whole. Of a number that cannot be read, nothing stays. It is what the app's
export of its history does, with a digest in place of a count.

Whoever has the key can try all numbers. Keep it from those who get the table, and delete it when the table is made.
"""

from __future__ import annotations

import argparse
import hmac
import json
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

import pyarrow as pa

from kinguard import CallerKind, classify
from schema import EVENTS, session

#: The longest part of a number after country and area code.
LINE = 8
#: A number this short identifies nobody.
SHORT = 6
#: A text that the core does not read as a number.
NOTHING = "unknown"


class Digests:
    """Digests with one key."""

    def __init__(self, key: str, home: str) -> None:
        self.key = key.encode()
        self.home = home
        self.phone = lru_cache(1 << 10)(self._phone)
        self.number = lru_cache(1 << 14)(self._number)

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Replace the names and numbers of a table."""
        for batch in batches:
            phones = batch.column("phone").to_pylist()
            events = batch.column("event").to_pylist()
            hidden = [self.event(phone, event) for phone, event in zip(phones, events, strict=True)]
            named = pa.array([self.phone(phone) for phone in phones], pa.string())
            columns = [named, batch.column("at_ms"), pa.array(hidden, pa.string())]
            yield pa.record_batch(columns, names=["phone", "at_ms", "event"])

    def event(self, phone: str, text: str) -> str:
        """Return an event without the caller's number."""
        if '"number"' not in text:
            return text
        event = json.loads(text)
        if event.get("number") is None:
            return text
        event["number"] = self.number(phone, event["number"])
        return json.dumps(event, ensure_ascii=False, separators=(",", ":"))

    def _digest(self, *words: str) -> bytes:
        return hmac.new(self.key, "\0".join(words).encode(), sha256).digest()

    def _phone(self, phone: str) -> str:
        return self._digest("phone", phone).hex()[:32]

    def _number(self, phone: str, number: str) -> str:
        facts = classify(number, self.home)
        digits = [sign for sign in number if sign.isdecimal()]
        if facts.service or (facts.kind != CallerKind.UNKNOWN and len(digits) <= SHORT):
            return number
        if facts.kind == CallerKind.UNKNOWN:
            return NOTHING
        digest = int.from_bytes(self._digest("line", phone, "".join(digits[-LINE:])))
        # Where another number of the plan would not read alike, one more digit stays at a time.
        for hidden in range(min(LINE, len(digits)), 3, -1):
            for salt in range(10):
                fresh = iter([*digits[:-hidden], *f"{(digest + salt) % 10**hidden:0{hidden}}"])
                candidate = "".join(next(fresh) if sign.isdecimal() else sign for sign in number)
                if classify(candidate, self.home) == facts:
                    return candidate
        return NOTHING


def main() -> None:
    """Run the job."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", required=True, help="Parquet: phone, at_ms, event")
    parser.add_argument("--out", required=True, help="the folder to write to")
    parser.add_argument("--home", default="CN", help="where the phones are at home")
    asked = parser.parse_args()
    key = os.environ.get("KINGUARD_KEY", "")
    if len(key) < 32:
        parser.error("KINGUARD_KEY: a secret of 32 letters or more, such as `openssl rand -hex 32` prints")
    spark = session("kinguard digests")
    events = spark.read.parquet(asked.events)
    events.mapInArrow(Digests(key, asked.home), EVENTS).write.mode("overwrite").parquet(asked.out)


if __name__ == "__main__":
    main()
