"""One phone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from . import _core


class Engine:
    """The guard of one phone. Any thread may call it; calls take turns."""

    __slots__ = ("_guard",)

    def __init__(self, home: str = "CN", familiar_regions: Iterable[str] = ()) -> None:
        """Create a guard that has seen nothing yet.

        Args:
            home: The region of the SIM card, an ISO 3166 code. It decides what "overseas" means.
            familiar_regions: Regions whose strangers count as domestic ones.

        Raises:
            GuardError.BadRegion: A code is not two upper-case letters.

        """
        self._guard = _core.Guard(home, list(familiar_regions))

    @classmethod
    def restore(cls, snapshot: str) -> Engine:
        """Return the guard that wrote a snapshot.

        Raises:
            GuardError.SnapshotDamaged: Keep it aside and start afresh.
            GuardError.SnapshotTooNew: A later version wrote it.

        """
        engine = cls.__new__(cls)
        engine._guard = _core.Guard.restore(snapshot)
        return engine

    def snapshot(self) -> str:
        """Return the whole state as text, of less than 8 KB. A restored guard behaves as this one does."""
        return self._guard.snapshot()

    def observe(self, event: _core.Event | Mapping[str, Any], at_ms: int, seen_ms: int | None = None) -> _core.Response:
        """Take in one event, after whatever was due before.

        Args:
            event: An `Event`, or a dictionary of the trace format such as `{"type": "call_ended"}`.
            at_ms: When it happened, in milliseconds.
            seen_ms: When the guard hears of it, if that is later.

        Returns:
            The effects, when to `wake` the guard, and how closely to look.

        Raises:
            ValueError: The dictionary is no event.

        """
        told = event_from_dict(event) if isinstance(event, Mapping) else event
        return self._guard.observe(at_ms if seen_ms is None else seen_ms, at_ms, told)

    def wake(self, now_ms: int) -> _core.Response:
        """Do everything due by a moment. Call it at `wake_at` of the latest response; more often is harmless."""
        return self._guard.wake(now_ms)


def classify(number: str | None, home: str = "CN") -> _core.CallerFacts:
    """Return what a caller's number is, on a phone with a SIM card of region `home`. `None` is a withheld one."""
    return _core.classify(home, number)


def event_from_dict(event: Mapping[str, Any]) -> _core.Event:
    """Return the event that a dictionary of the trace format says.

    Raises:
        ValueError: It says none.

    """
    read = _core.event_from_json(json.dumps(event))
    if read is None:
        raise ValueError(f"no event of the trace format: {event!r}")
    return read


def event_to_dict(event: _core.Event) -> dict[str, Any]:
    """Return an event as a dictionary of the trace format."""
    return dict(json.loads(_core.event_to_json(event)))


def effect_from_dict(effect: Mapping[str, Any]) -> _core.Effect:
    """Return the effect that a dictionary of the trace format says.

    Raises:
        ValueError: It says none.

    """
    read = _core.effect_from_json(json.dumps(effect))
    if read is None:
        raise ValueError(f"no effect of the trace format: {effect!r}")
    return read


def effect_to_dict(effect: _core.Effect) -> dict[str, Any]:
    """Return an effect as a dictionary of the trace format."""
    return dict(json.loads(_core.effect_to_json(effect)))
