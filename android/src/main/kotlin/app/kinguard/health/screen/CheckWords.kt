package app.kinguard.health.screen

import app.kinguard.R
import app.kinguard.health.Link
import app.kinguard.health.check.CheckRun
import app.kinguard.health.check.CheckStep
import app.kinguard.health.check.CheckedSignal
import app.kinguard.health.check.RecordedSignal
import app.kinguard.page.Condition
import java.util.Locale

/** Describes the check of the phone in words. */
internal class CheckWords(private val words: HealthWords, private val wallClock: (Long) -> Long) {
    fun name(step: CheckStep): String = when (step) {
        CheckStep.CALL -> R.string.health_step_call
        CheckStep.INSTALL -> R.string.health_step_install
        CheckStep.SHARE -> R.string.health_step_share
        CheckStep.MONEY -> R.string.health_step_money
        CheckStep.CAST -> R.string.health_step_cast
        CheckStep.STOP -> R.string.health_step_stop
    }.let(words::text)

    fun what(step: CheckStep): String = when (step) {
        CheckStep.CALL -> R.string.health_do_call
        CheckStep.INSTALL -> R.string.health_do_install
        CheckStep.SHARE -> R.string.health_do_share
        CheckStep.MONEY -> R.string.health_do_money
        CheckStep.CAST -> R.string.health_do_cast
        CheckStep.STOP -> R.string.health_do_stop
    }.let(words::text)

    /** Returns a drawing of what the phone shows in a step, or null if there is none. */
    fun drawing(step: CheckStep): Int? = when (step) {
        CheckStep.CALL -> R.drawable.practice_call
        CheckStep.INSTALL -> R.drawable.practice_install
        CheckStep.SHARE, CheckStep.CAST -> R.drawable.practice_share
        CheckStep.MONEY -> R.drawable.practice_bank
        CheckStep.STOP -> null
    }

    /** Returns the link that a step is about, or null if missing permissions do not affect what it shows. */
    fun link(step: CheckStep): Link? = when (step) {
        CheckStep.CALL -> Link.CALL
        CheckStep.INSTALL -> Link.INSTALL
        CheckStep.SHARE -> Link.SHARING
        CheckStep.MONEY -> Link.MONEY_APP
        CheckStep.CAST, CheckStep.STOP -> null
    }

    fun sign(sign: CheckedSignal): String = when (sign) {
        CheckedSignal.RANG -> R.string.health_sign_rang
        CheckedSignal.ANSWERED -> R.string.health_sign_answered
        CheckedSignal.CALL_OVER -> R.string.health_sign_call_over
        CheckedSignal.VOICE_BEGAN -> R.string.health_sign_voice_began
        CheckedSignal.VOICE_OVER -> R.string.health_sign_voice_over
        CheckedSignal.INSTALLED -> R.string.health_sign_installed
        CheckedSignal.CONSENT -> R.string.health_sign_consent
        CheckedSignal.SERVICE_STARTED -> R.string.health_sign_service_started
        CheckedSignal.SERVICE_STOPPED -> R.string.health_sign_service_stopped
        CheckedSignal.DISPLAY_ADDED -> R.string.health_sign_display_added
        CheckedSignal.DISPLAY_REMOVED -> R.string.health_sign_display_removed
        CheckedSignal.PUBLIC_DISPLAY_ADDED -> R.string.health_sign_public_display_added
        CheckedSignal.PUBLIC_DISPLAY_REMOVED -> R.string.health_sign_public_display_removed
        CheckedSignal.RECORDED -> R.string.health_sign_recorded
        CheckedSignal.CONTROLLED -> R.string.health_sign_controlled
        CheckedSignal.MONEY_APP -> R.string.health_sign_money_app
        CheckedSignal.APP_OPENED -> R.string.health_sign_app_opened
    }.let(words::text)

    /** Lists the latest signs of [run], the newest first. */
    fun heard(run: CheckRun): String {
        val latest = run.heard.filter { it.sign != null }.takeLast(MOST).reversed()
        return latest.joinToString("\n", transform = ::line).ifEmpty { words.text(R.string.health_check_nothing) }
    }

    /** Describes how the previous step ended, or returns null if there was none. */
    fun before(run: CheckRun): Pair<String, Condition>? {
        val (step, _) = run.marks.entries.maxByOrNull { it.key } ?: return null
        val (state, condition) = outcome(run, step)
        return words.text(R.string.health_check_before, name(step), state) to condition
    }

    fun outcome(run: CheckRun, step: CheckStep): Pair<String, Condition> = when (run.marks[step]?.seen) {
        true -> words.text(R.string.health_result_seen) to Condition.DONE
        else -> words.text(R.string.health_result_left_out) to Condition.OPEN
    }

    /** Describes whether a sign came, and how fast. No phone shows all of them. */
    fun came(run: CheckRun, sign: CheckedSignal): Pair<String, Condition> {
        val fastest = run.fastest(sign) ?: return words.text(R.string.health_result_never) to Condition.PLAIN
        return delay(fastest.delayMs) to Condition.DONE
    }

    /** Describes the signs that the guard will rely on to see sharing. */
    fun verdict(run: CheckRun): Pair<String, Condition> {
        val came = RELIED_UPON.filter { run.fastest(it) != null }
        val list = words.list(came.map(::sign))
        return when {
            came.size >= ENOUGH && came.any { it in ASKED } ->
                words.text(R.string.health_result_rely, list) to Condition.DONE
            came.isEmpty() && run.marks[CheckStep.SHARE]?.seen != true ->
                words.text(R.string.health_result_untried) to Condition.OPEN
            else -> words.text(R.string.health_result_weak) to Condition.FAULT
        }
    }

    private fun line(heard: RecordedSignal): String {
        val sign = heard.sign?.let(::sign).orEmpty()
        return words.text(R.string.health_heard_line, words.clock(wallClock(heard.atMs)), sign, delay(heard.delayMs))
    }

    private fun delay(ms: Long): String = if (ms < AT_ONCE_MS) {
        words.text(R.string.health_heard_at_once)
    } else {
        words.text(R.string.health_heard_after, "%.1f".format(Locale.ROOT, ms / 1000.0))
    }

    private companion object {
        const val MOST = 6
        const val ENOUGH = 2
        const val AT_ONCE_MS = 100L
        val ASKED = setOf(CheckedSignal.CONSENT, CheckedSignal.SERVICE_STARTED)
        val RELIED_UPON = ASKED + setOf(CheckedSignal.DISPLAY_ADDED, CheckedSignal.PUBLIC_DISPLAY_ADDED)
    }
}
