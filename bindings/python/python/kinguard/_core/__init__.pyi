"""What the generated modules hold. What is assembled only when they run, variants and errors, is spelt out.

`test_kinguard.py` holds the variants against what runs.
"""

from .kinguard import AppName as AppName
from .kinguard import CallerFacts as CallerFacts
from .kinguard import CallerKind as CallerKind
from .kinguard import Capability as Capability
from .kinguard import Certainty as Certainty
from .kinguard import Choice as Choice
from .kinguard import Declaration as Declaration
from .kinguard import Direction as Direction
from .kinguard import FamilyAnswer as FamilyAnswer
from .kinguard import FamilyMessage as FamilyMessage
from .kinguard import Help as Help
from .kinguard import HelpDecision as HelpDecision
from .kinguard import InstallSource as InstallSource
from .kinguard import Level as Level
from .kinguard import Mark as Mark
from .kinguard import Origin as Origin
from .kinguard import Power as Power
from .kinguard import RuleId as RuleId
from .kinguard import SettingsScreen as SettingsScreen
from .kinguard import app_name as app_name
from .kinguard import classify as classify
from .kinguard import holds_money as holds_money
from .kinguard import rule_id as rule_id
from .kinguard import shows_screen as shows_screen
from .kinguard_fleet import Advanced as Advanced
from .kinguard_fleet import Columns as Columns
from .kinguard_fleet import FleetSaid as FleetSaid
from .kinguard_fleet import PhoneState as PhoneState
from .kinguard_fleet import Replayed as Replayed
from .kinguard_fleet import Said as Said
from .kinguard_fleet import advance as advance
from .kinguard_fleet import replay_trace as replay_trace

class Event:
    class CALL_STARTED(Event):
        direction: Direction
        number: str | None
        contact: bool | None
        line: str | None
        family: bool
        verified: bool | None
        hotline: bool
        def __init__(
            self,
            direction: Direction,
            number: str | None,
            contact: bool | None,
            line: str | None,
            family: bool = ...,
            verified: bool | None = ...,
            hotline: bool = ...,
        ) -> None: ...

    class CALL_ANSWERED(Event):
        def __init__(self) -> None: ...

    class CALL_ENDED(Event):
        def __init__(self) -> None: ...

    class VOICE_CHAT_STARTED(Event):
        package: str | None
        family: bool
        def __init__(self, package: str | None, family: bool = ...) -> None: ...

    class VOICE_CHAT_ENDED(Event):
        def __init__(self) -> None: ...

    class APP_INSTALLED(Event):
        package: str
        label: str | None
        source: InstallSource
        update: bool
        preinstalled: bool | None
        declares: list[Declaration] | None
        def __init__(
            self,
            package: str,
            label: str | None,
            source: InstallSource,
            update: bool,
            preinstalled: bool | None = ...,
            declares: list[Declaration] | None = ...,
        ) -> None: ...

    class APP_REMOVED(Event):
        package: str
        def __init__(self, package: str) -> None: ...

    class APP_OPENED(Event):
        package: str
        def __init__(self, package: str) -> None: ...

    class CAPTURE_CONSENT_OPENED(Event):
        package: str | None
        def __init__(self, package: str | None) -> None: ...

    class CAPTURE_SERVICE_STARTED(Event):
        package: str
        preinstalled: bool | None
        def __init__(self, package: str, preinstalled: bool | None = ...) -> None: ...

    class CAPTURE_SERVICE_STOPPED(Event):
        package: str
        ends_capture: bool
        def __init__(self, package: str, ends_capture: bool = ...) -> None: ...

    class PRIVATE_DISPLAY_ADDED(Event):
        display: int
        def __init__(self, display: int) -> None: ...

    class PRIVATE_DISPLAY_REMOVED(Event):
        display: int
        def __init__(self, display: int) -> None: ...

    class PUBLIC_DISPLAY_ADDED(Event):
        display: int
        name: str | None
        def __init__(self, display: int, name: str | None = ...) -> None: ...

    class PUBLIC_DISPLAY_REMOVED(Event):
        display: int
        def __init__(self, display: int) -> None: ...

    class CAR_MODE_CHANGED(Event):
        on: bool
        def __init__(self, on: bool) -> None: ...

    class SCREEN_RECORDED(Event):
        visible: bool
        def __init__(self, visible: bool) -> None: ...

    class REMOTE_CONTROL_ENABLED(Event):
        package: str
        preinstalled: bool | None
        def __init__(self, package: str, preinstalled: bool | None = ...) -> None: ...

    class REMOTE_CONTROL_DISABLED(Event):
        package: str
        def __init__(self, package: str) -> None: ...

    class POWER_GRANTED(Event):
        package: str
        power: Power
        def __init__(self, package: str, power: Power) -> None: ...

    class CALL_FORWARDING_CHANGED(Event):
        on: bool
        def __init__(self, on: bool) -> None: ...

    class SCREEN_TURNED(Event):
        on: bool
        def __init__(self, on: bool) -> None: ...

    class DEVICE_BOOTED(Event):
        def __init__(self) -> None: ...

    class PROTECTION_CHANGED(Event):
        capability: Capability
        granted: bool
        def __init__(self, capability: Capability, granted: bool) -> None: ...

    class WARNING_ANSWERED(Event):
        choice: Choice
        def __init__(self, choice: Choice) -> None: ...

    class FAMILY_ANSWERED(Event):
        contact: int
        answer: FamilyAnswer
        unverified: bool
        def __init__(self, contact: int, answer: FamilyAnswer, unverified: bool = ...) -> None: ...

    class FAMILY_HELP(Event):
        contact: int
        help: Help
        request: int
        def __init__(self, contact: int, help: Help, request: int) -> None: ...

    class HELP_ASKED(Event):
        def __init__(self) -> None: ...

    class SETTINGS_CHANGED(Event):
        home: str
        familiar_regions: list[str]
        family_waits_ms: int | None
        roaming: str | None
        def __init__(
            self, home: str, familiar_regions: list[str], family_waits_ms: int | None, roaming: str | None = ...
        ) -> None: ...

    class SETTINGS_OPENED(Event):
        what: SettingsScreen
        def __init__(self, what: SettingsScreen) -> None: ...

    class NFC_TURNED(Event):
        on: bool
        def __init__(self, on: bool) -> None: ...

class Effect:
    class WARN(Effect):
        level: Level
        rule: RuleId
        reasons: list[Reason]
        incident: int | None
        def __init__(self, level: Level, rule: RuleId, reasons: list[Reason], incident: int | None = ...) -> None: ...

    class DISMISS(Effect):
        incident: int | None
        def __init__(self, incident: int | None = ...) -> None: ...

    class NOTIFY_FAMILY(Effect):
        kind: FamilyMessage
        rule: RuleId
        incident: int | None
        def __init__(self, kind: FamilyMessage, rule: RuleId, incident: int | None = ...) -> None: ...

    class HELP(Effect):
        request: int
        contact: int
        help: Help
        decision: HelpDecision
        incident: int | None
        def __init__(
            self, request: int, contact: int, help: Help, decision: HelpDecision, incident: int | None = ...
        ) -> None: ...

class Reason:
    class STRANGER_CALL(Reason):
        direction: Direction
        origin: Origin
        region: str | None
        live: bool
        spoken_ms: int
        def __init__(
            self, direction: Direction, origin: Origin, region: str | None, live: bool, spoken_ms: int
        ) -> None: ...

    class VOICE_CHAT(Reason):
        package: str | None
        def __init__(self, package: str | None) -> None: ...

    class INSTALLED(Reason):
        package: str
        source: InstallSource
        ago_ms: int
        def __init__(self, package: str, source: InstallSource, ago_ms: int) -> None: ...

    class SCREEN_SHARED(Reason):
        package: str | None
        certainty: Certainty
        live: bool
        def __init__(self, package: str | None, certainty: Certainty, live: bool) -> None: ...

    class MONEY_APP(Reason):
        package: str
        def __init__(self, package: str) -> None: ...

    class MESSAGES(Reason):
        package: str
        def __init__(self, package: str) -> None: ...

    class PAYMENT_APP_INSTALLED(Reason):
        package: str
        def __init__(self, package: str) -> None: ...

    class REMOTE_CONTROL(Reason):
        package: str
        def __init__(self, package: str) -> None: ...

    class CALLS_FORWARDED(Reason):
        def __init__(self) -> None: ...

    class HELP_ASKED(Reason):
        def __init__(self) -> None: ...

    class PROTECTION(Reason):
        capability: Capability
        granted: bool
        def __init__(self, capability: Capability, granted: bool) -> None: ...

    class SETTINGS(Reason):
        what: SettingsScreen
        def __init__(self, what: SettingsScreen) -> None: ...

class ExpectedEffect:
    class WARN(ExpectedEffect):
        level: Level | None
        rule: str | None
        reasons: list[Reason] | None
        incident: int | None
        def __init__(
            self, level: Level | None, rule: str | None, reasons: list[Reason] | None, incident: int | None
        ) -> None: ...

    class DISMISS(ExpectedEffect):
        incident: int | None
        def __init__(self, incident: int | None) -> None: ...

    class NOTIFY_FAMILY(ExpectedEffect):
        kind: FamilyMessage | None
        rule: str | None
        incident: int | None
        def __init__(self, kind: FamilyMessage | None, rule: str | None, incident: int | None) -> None: ...

    class HELP(ExpectedEffect):
        help: Help | None
        decision: HelpDecision | None
        request: int | None
        incident: int | None
        def __init__(
            self, help: Help | None, decision: HelpDecision | None, request: int | None, incident: int | None
        ) -> None: ...

class StepContent:
    class REPORTED(StepContent):
        event: Event
        def __init__(self, event: Event) -> None: ...

    class MARKED(StepContent):
        mark: Mark
        def __init__(self, mark: Mark) -> None: ...

class Response:
    effects: list[Effect]
    wake_at: int | None
    attention: bool
    led: bool
    heard: bool
    screen_seen: bool
    removal_feared: bool

class RecordedStep:
    at: int
    seen: int
    content: StepContent
    expect: list[ExpectedEffect] | None
    def __init__(
        self, *, at: int, seen: int, content: StepContent, expect: list[ExpectedEffect] | None = ...
    ) -> None: ...

class RecordedTrace:
    about: str
    source: str
    home: str
    familiar_regions: list[str]
    steps: list[RecordedStep]
    def __init__(
        self, *, about: str, source: str, home: str, familiar_regions: list[str], steps: list[RecordedStep]
    ) -> None: ...

def event_from_json(json: str) -> Event | None: ...
def event_to_json(event: Event) -> str: ...
def effect_from_json(json: str) -> Effect | None: ...
def effect_to_json(effect: Effect) -> str: ...
def trace_from_json(json: str) -> RecordedTrace | None: ...
def trace_to_json(trace: RecordedTrace) -> str: ...

class Guard:
    def __init__(self, home: str, familiar_regions: list[str]) -> None: ...
    @classmethod
    def restore(cls, snapshot: str) -> Guard: ...
    def observe(self, seen: int, at: int, event: Event) -> Response: ...
    def wake(self, now: int) -> Response: ...
    def snapshot(self) -> str: ...

class Fleet:
    def __init__(self) -> None: ...
    def observe(self, columns: Columns) -> None: ...
    def finish(self) -> list[FleetSaid]: ...

class GuardError(Exception):
    class SnapshotDamaged(GuardError): ...
    class SnapshotTooNew(GuardError): ...
    class BadRegion(GuardError): ...
    class Internal(GuardError): ...

class FleetError(Exception):
    class BadRow(FleetError): ...
    class BadColumns(FleetError): ...
    class BadState(FleetError): ...
    class Failed(FleetError): ...

class TraceError(Exception):
    class NoTrace(TraceError): ...
    class NoLanguage(TraceError): ...
