package app.kinguard.family.channel

import android.Manifest
import android.app.PendingIntent
import android.content.Context
import android.content.pm.PackageManager
import app.kinguard.family.Address
import app.kinguard.family.Channel
import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import app.kinguard.family.OutgoingMessage
import app.kinguard.phone.holds
import java.util.UUID
import java.util.concurrent.Executor
import java.util.concurrent.TimeUnit

/**
 * Text messages. Immediate failures are reported to the caller; everything after the phone accepted the message goes to
 * [results].
 *
 * If a SIM card is barred or has no service, the next one is tried at once. The failure is reported only after all of
 * them were tried.
 */
class TextMessageChannel(
    private val context: Context,
    private val results: TextMessageResults,
    /** Processes the phone's answers, which arrive on the main thread and are written to disk. */
    private val work: Executor,
    private val nowMs: () -> Long = System::currentTimeMillis,
    private val newKey: () -> String = { UUID.randomUUID().toString() },
) : Channel<Address.TextMessage> {
    private val sims = SimCards(context)
    private val book by lazy { TextMessageAttempts(context) }
    private val lock = Any()

    override fun send(post: OutgoingMessage, address: Address.TextMessage, outcome: (Outcome) -> Unit) {
        val refusal =
            when {
                !isOnThisPhone() -> Outcome.Refused(Reason.NOT_ON_THIS_PHONE)
                !isGranted() -> Outcome.Refused(Reason.NO_PERMISSION)
                else -> synchronized(lock) { begin(post) }
            }
        refusal?.let(outcome)
    }

    /** Reports that the phone sent a part, or could not. */
    internal fun sent(key: String, part: Int, code: Int, cause: Int?, kept: () -> Unit) =
        come(kept) { afterSending(key, part, sendFailure(code, cause), mayBeForTheReport(code, cause)) }

    /** Reports what the network says about the arrival of a part. */
    internal fun reported(key: String, part: Int, report: DeliveryReport, kept: () -> Unit) =
        come(kept) { afterReport(key, part, report) }

    private fun come(kept: () -> Unit, what: () -> Pair<String, Outcome>?) = work.execute {
        val came = synchronized(lock, what)
        if (came == null) kept() else results.came(came.first, came.second, kept)
    }

    private fun begin(post: OutgoingMessage): Outcome? {
        val now = nowMs()
        book.forgetBefore(now - LATEST_ANSWER_MS)
        val order = sims.inOrder()
        val others = order.drop(1).filterNotNull()
        return attempt(
            order.first(),
            TextMessageAttempt(post.id, post.contact.number, post.text, others, parts = 0, atMs = now),
        )
    }

    /**
     * Tries [sim] and then the others until the phone accepts the message for one. Returns null then, otherwise the
     * outcome.
     */
    private fun attempt(sim: Int?, attempt: TextMessageAttempt): Outcome? {
        val failure = handOver(sim, attempt) ?: return null
        return next(attempt, failure)
    }

    private fun next(attempt: TextMessageAttempt, failure: Outcome): Outcome? {
        val other = attempt.others.firstOrNull() ?: return attempt.verdict(failure)
        val hope = (failure as? Outcome.Later)?.reason ?: attempt.hope
        val rest = attempt.fresh().copy(others = attempt.others.drop(1), hope = hope, asksReport = true)
        return attempt(other, rest)
    }

    /** Tries the same SIM card again without a report. */
    private fun again(attempt: TextMessageAttempt): Outcome? =
        attempt(attempt.sim, attempt.fresh().copy(asksReport = false))

    private fun TextMessageAttempt.fresh() = copy(parts = 0, sent = emptySet(), arrived = emptySet())

    private fun handOver(sim: Int?, attempt: TextMessageAttempt): Outcome? {
        val key = newKey()
        return try {
            val manager = sims.manager(sim)
            val parts = manager.divideMessage(attempt.text)
            book[key] = attempt.copy(parts = parts.size, sim = sim)
            val sent = answers(key, parts.size, TextMessageReceiver.About.SENT)
            val delivered =
                if (attempt.asksReport) answers(key, parts.size, TextMessageReceiver.About.DELIVERY) else null
            manager.sendMultipartTextMessage(attempt.number, null, parts, sent, delivered)
            null
        } catch (failure: RuntimeException) {
            book.remove(key)
            refusalOf(failure)
        }
    }

    private fun answers(key: String, parts: Int, about: TextMessageReceiver.About): ArrayList<PendingIntent> =
        (0 until parts).mapTo(ArrayList()) {
            TextMessageReceiver.answer(context, TextMessageReceiver.Subject(key, it, about))
        }

    private fun refusalOf(failure: RuntimeException): Outcome = when (failure) {
        is SecurityException -> Outcome.Refused(Reason.NO_PERMISSION)
        is IllegalArgumentException -> Outcome.Refused(Reason.MALFORMED)
        // Telephony that is restarting is "not supported", and that of phone makers throws unexpected exceptions.
        else -> Outcome.Later(Reason.NO_SERVICE)
    }

    /**
     * The first failure decides, because a message without one of its parts is useless. Later answers find no attempt.
     */
    private fun afterSending(
        key: String,
        part: Int,
        failure: Outcome?,
        mayBeForTheReport: Boolean,
    ): Pair<String, Outcome>? {
        val before = book[key]?.takeUnless { it.isSent || part !in 0 until it.parts } ?: return null
        if (failure != null) {
            book.remove(key)
            // Some networks refuse to send a message with a report. Trying without one costs nothing, so it comes
            // before another SIM.
            val withoutReport = before.asksReport && mayBeForTheReport
            val refusal = if (withoutReport) again(before) else next(before, failure)
            return refusal?.let { before.post to it }
        }
        val after = before.copy(sent = before.sent + part)
        book[key] = if (after.isSent) after.copy(text = "", number = "") else after
        return if (after.isSent) after.post to Outcome.Sent else null
    }

    private fun afterReport(key: String, part: Int, report: DeliveryReport): Pair<String, Outcome>? {
        val before = book[key]?.takeIf { part in 0 until it.parts } ?: return null
        return when (report) {
            DeliveryReport.Nothing -> null
            is DeliveryReport.Failed -> {
                book.remove(key)
                before.post to report.outcome
            }
            DeliveryReport.Arrived -> {
                val after = before.copy(arrived = before.arrived + part)
                if (after.hasArrived) book.remove(key) else book[key] = after
                if (after.hasArrived) after.post to Outcome.Delivered else null
            }
        }
    }

    private fun isOnThisPhone() = context.packageManager.hasSystemFeature(PackageManager.FEATURE_TELEPHONY)

    private fun isGranted() = context.holds(Manifest.permission.SEND_SMS)

    private companion object {
        /** Networks keep a message for a few days at most. */
        val LATEST_ANSWER_MS = TimeUnit.DAYS.toMillis(7)
    }
}
