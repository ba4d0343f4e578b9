package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.page.PageAccess
import app.kinguard.time.HOUR_MS
import app.kinguard.time.MINUTE_MS
import app.kinguard.words.MomentFormatter
import java.time.Instant
import java.time.LocalTime
import java.time.ZoneId

/** Pauses the guard. The family can start a pause for a while, and anybody can end it at any time. */
class PauseActivity : LockActivity() {
    /** The pause that the page shows. */
    private var shownUntil: Long? = null

    /** Ending a pause makes the phone safer, so it needs no PIN. */
    override fun passage(): PageAccess {
        val now = gate.passage()
        return if (now == PageAccess.PIN && lock.pause.untilMs != null) PageAccess.OPEN else now
    }

    override fun show() {
        val until = lock.pause.untilMs
        shownUntil = until
        if (until == null) showChoices() else showPause(until)
    }

    override fun refresh() {
        if (lock.pause.untilMs != shownUntil) show()
    }

    private fun showChoices() = page.show {
        headline(words.text(R.string.lock_pause))
        text(words.text(R.string.lock_pause_what))
        val nowMs = lock.nowMs()
        button(words.text(R.string.lock_pause_quarter)) { begin(lock.nowMs() + QUARTER_MS) }
        button(words.text(R.string.lock_pause_hour)) { begin(lock.nowMs() + HOUR_MS) }
        val morning = MomentFormatter(this@PauseActivity).soon(morning(nowMs), nowMs)
        button(words.text(R.string.lock_pause_morning, morning)) { begin(morning(lock.nowMs())) }
        main(words.text(R.string.lock_pause_not)) { finish() }
    }

    private fun showPause(until: Long) = page.show {
        headline(words.text(R.string.lock_paused))
        val end = MomentFormatter(this@PauseActivity).soon(until, lock.nowMs())
        news(words.text(R.string.lock_paused_until, end), Condition.OPEN)
        text(words.text(R.string.lock_paused_what))
        main(words.text(R.string.lock_pause_end)) {
            settle(lock.pause::end)
        }
    }

    private fun begin(untilMs: Long) = settle { lock.pause.begin(untilMs) }

    private fun settle(what: () -> Unit) = write({
        what()
        lock.pauseChanged()
    }) {
        lookAnew()
        page.toTop()
    }

    companion object {
        private const val QUARTER_MS = 15 * MINUTE_MS
        private val MORNING = LocalTime.of(8, 0)

        fun intent(context: Context) = Intent(context, PauseActivity::class.java)

        /** Returns the next eight o'clock in the morning: never more than a day away. */
        internal fun morning(nowMs: Long, zone: ZoneId = ZoneId.systemDefault()): Long {
            val now = Instant.ofEpochMilli(nowMs).atZone(zone)
            val today = now.with(MORNING)
            val next = if (today.isAfter(now)) today else today.plusDays(1)
            return next.toInstant().toEpochMilli()
        }
    }
}
