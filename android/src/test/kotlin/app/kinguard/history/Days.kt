package app.kinguard.history

import app.kinguard.core.Choice
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.RuleId

// The contents of a history.

internal const val MINUTE_MS = 60_000L
internal const val HOUR_MS = 60 * MINUTE_MS
internal const val DAY_MS = 24 * HOUR_MS

internal val RED = Entry.Warned(Level.RED, RuleId.BANK_DURING_SHARE, emptyList())
internal val AMBER = Entry.Warned(Level.AMBER, RuleId.INSTALL_AFTER_CALL, emptyList())
internal val EARLY = Entry.Told(FamilyMessage.EARLY, RuleId.LONG_STRANGER_CALL)
internal val DANGER = Entry.Told(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE)
internal val ENDED = Entry.Told(FamilyMessage.ENDED, RuleId.BANK_DURING_SHARE)
internal val STOPPED = Entry.Answered(Choice.STOP)

internal fun opened(atMs: Long, app: String = "com.icbc") = RecordedEvent(atMs, atMs, Event.AppOpened(app))

internal fun rings(atMs: Long, number: String?) =
    RecordedEvent(atMs, atMs, Event.CallStarted(Direction.INCOMING, number, false, null))
