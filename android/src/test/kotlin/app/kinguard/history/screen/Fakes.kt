package app.kinguard.history.screen

import android.content.Context
import android.content.Intent
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Guard
import app.kinguard.core.Response
import app.kinguard.core.RuleId
import app.kinguard.core.Trace
import app.kinguard.family.MessageKind
import app.kinguard.family.Notice
import app.kinguard.family.screen.ScreensHost
import app.kinguard.history.Entry
import app.kinguard.history.History
import app.kinguard.history.Journal
import app.kinguard.history.RecordedEvent
import app.kinguard.history.TimedEntry
import app.kinguard.page.Gate
import app.kinguard.page.PageAccess
import app.kinguard.phone.Moments
import java.util.concurrent.Executor

/** The application of these tests: a real history, and a real outbox of messages to the family. */
class HistoryScreensHost :
    ScreensHost(),
    HistoryHost {
    internal val journal by lazy { Journal(process.database) { "CN" } }
    internal val history by lazy {
        History(journal, { it() }) { place -> process.contacts.all().getOrNull(place)?.name }
    }
    internal var passage = PageAccess.OPEN

    override val historyScreens by lazy {
        HistoryScreens(
            journal,
            history::isBehind,
            { process.family.sent().asReversed() },
            Moments({ device.now }, { device.now + WALL_MS }),
            { process.family.run { tellAll(MessageKind.HISTORY_DELETED).also { deliver() } } },
        ) { HistoryScreens.Home("CN", listOf("HK")) }
    }

    override val aside = Executor(Runnable::run)

    override val gate =
        object : Gate {
            override fun passage() = if (locked) PageAccess.SHUT else this@HistoryScreensHost.passage

            override fun find(known: () -> Unit) = known()

            override fun ask(context: Context): Intent = Intent("app.kinguard.PIN")
        }

    /** Replays a trace from now on, and reports what the core says about it. */
    internal fun lives(trace: Trace) {
        val guard = Guard(trace.home, trace.familiarRegions)
        val startMs = device.now
        var wakeAt: Long? = null

        fun takes(response: Response) {
            wakeAt = response.wakeAt
            response.effects.forEach(::carryOut)
        }

        fun waits(untilMs: Long) {
            while (true) {
                val at = wakeAt?.takeIf { it < untilMs } ?: break
                process.passTo(at)
                takes(guard.wake(at))
                wakeAt = wakeAt?.coerceAtLeast(at + 1)
            }
            process.passTo(untilMs)
        }
        for (step in trace.steps) {
            waits(startMs + step.seen)
            val event = step.event ?: continue
            val atMs = startMs + step.at
            history.heard(device.now, atMs, event)
            if (event is Event.WarningAnswered) history.noted(device.now, Entry.Answered(event.choice))
            takes(guard.observe(device.now, atMs, event))
        }
        waits(device.now + 1)
        guard.close()
    }

    private fun carryOut(effect: Effect) = when (effect) {
        is Effect.Warn -> history.noted(device.now, Entry.Warned(effect.level, effect.rule, effect.reasons))
        is Effect.Dismiss -> history.noted(device.now, Entry.Cleared)
        is Effect.NotifyFamily -> tells(effect.kind, effect.rule)
        is Effect.Help -> Unit
    }

    private fun tells(kind: FamilyMessage, rule: RuleId) {
        process.database.write { process.family.keep(Notice(kind, rule, device.now, null, emptySet())) }
        history.noted(device.now, Entry.Told(kind, rule))
        process.family.deliver()
    }

    /** Returns the stored entries and events. */
    internal fun kept(): Pair<List<TimedEntry>, List<RecordedEvent>> =
        journal.entries() to journal.events(0, Long.MAX_VALUE)
}

/** The first moment of these tests: 3 October 2026, eight o'clock in Shanghai. */
internal const val WALL_MS = 1_790_985_600_000L - 3_600_000L
