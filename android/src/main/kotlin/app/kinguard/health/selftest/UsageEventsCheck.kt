package app.kinguard.health.selftest

import android.app.usage.UsageStatsManager
import android.content.Context
import android.os.UserManager
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.health.Sightings
import app.kinguard.phone.Moments
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import app.kinguard.time.DAY_MS

/** Checks that Android's usage events are not empty, and that they reach the guard. */
class UsageEventsCheck(
    private val context: Context,
    private val sightings: Sightings,
    private val moments: Moments,
    private val state: () -> SignalState,
) : Check {
    override val id = CheckId.USAGE_EVENTS

    override fun run(): Finding = when (state()) {
        is SignalState.Missing, is SignalState.NotCalled -> Finding.Fault(Reason.NOT_GRANTED)
        SignalState.NotOnThisPhone -> Finding.Fault(Reason.NOT_ON_THIS_PHONE)
        SignalState.Works -> if (isUnlocked()) flow() else Finding.NotApplicable
    }

    private fun flow(): Finding = when {
        sightings.silentSince(SignalId.USAGE_EVENTS) != null -> Finding.Fault(Reason.NOT_HEARD)
        hasEvents() -> Finding.Fine
        wasUsed() -> Finding.Fault(Reason.NO_EVENTS)
        else -> Finding.NotApplicable
    }

    private fun hasEvents(): Boolean {
        val now = moments.wallClockMs()
        val usage = context.getSystemService(UsageStatsManager::class.java)
        return usage?.queryEvents(now - DAY_MS, now + 1)?.hasNextEvent() == true
    }

    /** A phone that nobody used has no events. */
    private fun wasUsed(): Boolean {
        val on = sightings.seenAt(SignalId.SCREEN) ?: return false
        return moments.nowMs() - on < DAY_MS
    }

    private fun isUnlocked() = context.getSystemService(UserManager::class.java)?.isUserUnlocked ?: true
}
