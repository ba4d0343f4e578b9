"""Traces: what one phone saw, and what the guard says to it."""

from __future__ import annotations

from html import escape
from os import PathLike, fspath
from pathlib import Path

from . import _core


def parse_trace(text: str) -> _core.RecordedTrace:
    """Return the trace of format 1 that a text is.

    Raises:
        TraceError: The text is none. The message names the step.

    """
    trace = _core.trace_from_json(text)
    if trace is None:
        _core.replay_trace(text, "en")  # says what is wrong
        raise _core.TraceError.NoTrace("no trace of format 1")
    return trace


def read_trace(path: str | PathLike[str]) -> _core.RecordedTrace:
    """Return the trace in a file. See `parse_trace`."""
    return parse_trace(Path(path).read_text(encoding="utf-8"))


def write_trace(trace: _core.RecordedTrace, path: str | PathLike[str]) -> None:
    """Write a trace to a file, one step a line."""
    Path(path).write_text(_core.trace_to_json(trace), encoding="utf-8")


class Replay:
    """A trace with everything that the guard said to it. A notebook shows its lanes.

    Attributes:
        about: The trace's own sentence.
        said: The effects in order, each with `at_ms` and `effect`, JSON of the trace format.
        verdict: A sentence or two.
        svg: The lanes.
        mismatches: The steps whose `expect` was not met, counted from 1.

    """

    __slots__ = ("_replayed",)

    def __init__(self, replayed: _core.Replayed) -> None:
        self._replayed = replayed

    @property
    def about(self) -> str:
        """The trace's own sentence."""
        return self._replayed.about

    @property
    def said(self) -> list[_core.Said]:
        """The effects in order, each with its time."""
        return list(self._replayed.said)

    @property
    def verdict(self) -> list[str]:
        """The verdict, a sentence or two."""
        return list(self._replayed.verdict)

    @property
    def svg(self) -> str:
        """The lanes, without their style sheet."""
        return self._replayed.drawing

    @property
    def mismatches(self) -> list[int]:
        """The steps whose `expect` was not met, counted from 1."""
        return list(self._replayed.mismatches)

    def _repr_html_(self) -> str:
        """Return the lanes and what happened, as a notebook shows them. The style sheet reaches nothing else."""
        verdict = "".join(f"<li>{escape(line)}</li>" for line in self.verdict)
        style = self._replayed.style.replace(":root", "&")
        return (
            f'<div class="kinguard-replay"><style>.kinguard-replay {{ {style} {_FRAME} }}</style>'
            f"<h4>{escape(self.about)}</h4><ul>{verdict}</ul>{self.svg}"
            f"<details><summary>{len(self.said)} effects, line by line</summary>{self._replayed.lines}</details></div>"
        )

    def __repr__(self) -> str:
        return f"<Replay {self.about!r}: {len(self.said)} effects; {' '.join(self.verdict)}>"


def replay(path: str | PathLike[str], lang: str = "en") -> Replay:
    """Play a trace file to a new guard.

    Args:
        path: A trace of format 1.
        lang: The language of the words: `zh-CN`, `zh-HK` or `en`.

    Raises:
        TraceError: The file is no trace, or there are no words in that language.

    """
    text = Path(fspath(path)).read_text(encoding="utf-8")
    return Replay(_core.replay_trace(text, lang))


_FRAME = """
& { color: var(--ink); background: var(--sheet); font: 14px/1.4 system-ui, sans-serif; padding: .6rem; }
h4 { margin: 0 0 .3rem; font-size: 1rem; } ul { margin: 0 0 .6rem; padding-left: 1.2rem; }
summary { cursor: pointer; color: var(--faint); }
"""
