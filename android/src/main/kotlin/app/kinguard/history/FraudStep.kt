package app.kinguard.history

import app.kinguard.core.Choice
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Reason
import app.kinguard.core.holdsMoney

/** The steps of the fraud that this app exists for, in the order in which they usually happen. */
enum class FraudStep {
    CALL,
    INSTALL,
    SHARING,
    BANK,

    /** The user said that money was sent. */
    TRANSFER,
    ;

    companion object {
        /**
         * Returns the steps on record, each with the moment at which it first happened. A step counts if it happened
         * in the last hour before the incident or during it, or if a warning names it as a reason.
         */
        fun of(incident: Incident, heard: List<RecordedEvent>): Map<FraudStep, Long> {
            val reasons = incident.entries.mapNotNull { it.entry as? Entry.Warned }.flatMap { it.reasons }
            val eve = heard.filter { it.atMs >= incident.fromMs - Incident.EVE_MS }

            fun first(step: FraudStep) = happened(eve).firstOrNull { it.first == step }?.second

            fun named(step: FraudStep): Long? {
                val before = happened(heard).lastOrNull { it.first == step && it.second < incident.fromMs }
                return before?.second?.takeIf { reasons.any { reason -> of(reason) == step } }
            }

            val causes = listOf(CALL, INSTALL, SHARING).associateWith { first(it) ?: named(it) }
            // A bank that was opened before anything happened has no part in it.
            val begunMs = (causes.values.filterNotNull() + incident.fromMs).min()
            val all = causes + mapOf(
                BANK to happened(eve).firstOrNull { (step, atMs) -> step == BANK && atMs >= begunMs }?.second,
                TRANSFER to incident.entries.firstOrNull { isTransfer(it.entry) }?.atMs,
            )
            return all.mapNotNull { (step, atMs) -> atMs?.let { step to it } }.toMap()
        }

        /** Lists the steps that were taken, with their moments. A call is one if somebody answered it. */
        private fun happened(heard: List<RecordedEvent>): List<Pair<FraudStep, Long>> {
            val steps = mutableListOf<Pair<FraudStep, Long>>()
            var ringing: RecordedEvent? = null
            for (each in heard) {
                when (each.event) {
                    is Event.CallStarted -> ringing = each.takeIf { of(it.event) == CALL }
                    is Event.CallAnswered -> ringing?.let { steps += CALL to it.atMs }
                    is Event.CallEnded -> ringing = null
                    else -> of(each.event)?.let { steps += it to each.atMs }
                }
            }
            return steps
        }

        /** Returns the step that [event] belongs to, or null if it belongs to none. */
        fun of(event: Event): FraudStep? = when (event) {
            // A forged number may be that of a contact.
            is Event.CallStarted -> {
                val isKnown = event.contact == true || event.family
                CALL.takeUnless { isKnown && event.verified != false }
            }
            is Event.VoiceChatStarted -> CALL.takeUnless { event.family }
            is Event.AppInstalled -> INSTALL.takeUnless { event.update }
            is Event.CaptureServiceStarted -> SHARING.takeUnless { event.preinstalled == true }
            is Event.PrivateDisplayAdded, is Event.PublicDisplayAdded -> SHARING
            is Event.ScreenRecorded -> SHARING.takeIf { event.visible }
            is Event.AppOpened -> BANK.takeIf { holdsMoney(event.`package`) }
            else -> null
        }

        private fun of(reason: Reason): FraudStep? = when (reason) {
            is Reason.StrangerCall, is Reason.VoiceChat -> CALL
            is Reason.Installed, is Reason.PaymentAppInstalled -> INSTALL
            is Reason.ScreenShared -> SHARING
            is Reason.MoneyApp -> BANK
            else -> null
        }

        private fun isTransfer(entry: Entry) = (entry as? Entry.Answered)?.choice == Choice.MONEY_SENT ||
            (entry as? Entry.Told)?.kind == FamilyMessage.MONEY_SENT
    }
}
