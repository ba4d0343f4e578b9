"""KinGuard's core: the guard of one phone against fraud by call and screen sharing.

Events go in, effects come out, and nothing else happens: the core has no clock, no files and no threads.

>>> engine = Engine(home="CN")
>>> engine.observe({"type": "help_asked"}, at_ms=1_767_225_600_000).effects[0].level
<Level.RED: 1>

`replay` plays a trace file and draws it in a notebook. `Fleet` takes the rows of many phones at once, as Arrow
tables, and `advance` those of one phone whose state lies in a store; both are for clusters.
"""

from ._core import (
    Advanced,
    CallerFacts,
    CallerKind,
    Capability,
    Certainty,
    Choice,
    Declaration,
    Direction,
    Effect,
    Event,
    ExpectedEffect,
    FamilyAnswer,
    FamilyMessage,
    FleetError,
    GuardError,
    Help,
    HelpDecision,
    InstallSource,
    Level,
    Mark,
    Origin,
    PhoneState,
    Power,
    Reason,
    Response,
    RuleId,
    Said,
    SettingsScreen,
    StepContent,
    TraceError,
    advance,
    app_name,
    holds_money,
    rule_id,
    shows_screen,
)
from ._core import RecordedStep as Step
from ._core import RecordedTrace as Trace
from ._engine import Engine, classify, effect_from_dict, effect_to_dict, event_from_dict, event_to_dict
from ._fleet import Fleet
from ._trace import Replay, parse_trace, read_trace, replay, write_trace

# The generated ones would show their names only.
for _union in (Effect, Event, ExpectedEffect, Reason, StepContent):
    for _variant in vars(_union).values():
        if isinstance(_variant, type):
            _variant.__repr__ = _variant.__str__  # type: ignore[method-assign]

__all__ = [
    "Advanced",
    "CallerFacts",
    "CallerKind",
    "Capability",
    "Certainty",
    "Choice",
    "Declaration",
    "Direction",
    "Effect",
    "Engine",
    "Event",
    "ExpectedEffect",
    "FamilyAnswer",
    "FamilyMessage",
    "Fleet",
    "FleetError",
    "GuardError",
    "Help",
    "HelpDecision",
    "InstallSource",
    "Level",
    "Mark",
    "Origin",
    "PhoneState",
    "Power",
    "Reason",
    "Replay",
    "Response",
    "RuleId",
    "Said",
    "SettingsScreen",
    "Step",
    "StepContent",
    "Trace",
    "TraceError",
    "advance",
    "app_name",
    "classify",
    "effect_from_dict",
    "effect_to_dict",
    "event_from_dict",
    "event_to_dict",
    "holds_money",
    "parse_trace",
    "read_trace",
    "replay",
    "rule_id",
    "shows_screen",
    "write_trace",
]
