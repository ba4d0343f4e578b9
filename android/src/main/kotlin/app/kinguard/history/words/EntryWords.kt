package app.kinguard.history.words

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Help
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.history.Entry
import app.kinguard.history.Incident
import app.kinguard.history.Trouble
import app.kinguard.words.WarningDescription

/** Describes warnings, messages, answers and faults in a few words each. */
internal class EntryWords(private val resources: Resources, private val apps: AppNames) {
    private val happening = WarningDescription(resources, apps::plain)

    fun of(entry: Entry): String = when (entry) {
        is Entry.Warned -> {
            val said = happening.sentence(entry.rule, entry.reasons)
            text(if (entry.level == Level.RED) R.string.history_said_red else R.string.history_said_amber, said)
        }
        is Entry.Cleared -> text(R.string.history_cleared)
        is Entry.Told -> text(if (entry.rule == RuleId.PROTECTION_CHANGED) protection(entry) else told(entry.kind))
        is Entry.Answered -> text(answered(entry.choice))
        is Entry.Helped -> helped(entry)
        is Entry.Failed -> text(trouble(entry.trouble))
    }

    /**
     * Describes the incident in one sentence. A warning speaks to the owner of the phone; for everybody else it is
     * quoted as what the owner was told.
     */
    fun story(incident: Incident): String =
        incident.warned?.let { text(R.string.history_story_said, happening.sentence(it.rule, it.reasons)) } ?: text(
            when (incident.told?.rule) {
                RuleId.INSTALL_DURING_CHAT -> R.string.history_story_install_during_chat
                RuleId.SIDELOADED_MEETING_APP -> R.string.history_story_sideloaded
                RuleId.LONG_STRANGER_CALL -> R.string.history_story_long_call
                RuleId.SIDELOADED_APP_IN_CONTROL -> R.string.history_story_in_control
                RuleId.SHARE_IN_CHAT_APP -> R.string.history_story_share_in_chat
                RuleId.MONEY_APP_AFTER_CALL -> R.string.history_story_money_app
                RuleId.POWERFUL_APP_INSTALLED -> R.string.history_story_powerful_app
                else -> R.string.history_story_told
            },
        )

    fun level(incident: Incident): String = text(
        when (incident.level) {
            Level.RED -> R.string.history_level_red
            Level.AMBER -> R.string.history_level_amber
            null -> R.string.history_level_told
        },
    )

    /** Describes what the user did, or returns null if they were not asked. */
    fun outcome(incident: Incident): String? = when (incident.outcome) {
        Incident.Outcome.MONEY_SENT -> R.string.history_outcome_money_sent
        Incident.Outcome.WENT_ON -> R.string.history_outcome_went_on
        Incident.Outcome.STOPPED -> R.string.history_outcome_stopped
        Incident.Outcome.CALLED -> R.string.history_outcome_called
        Incident.Outcome.UNANSWERED -> R.string.history_outcome_unanswered
        Incident.Outcome.FAMILY_ONLY -> null
    }?.let(::text)

    private fun told(kind: FamilyMessage) = when (kind) {
        FamilyMessage.EARLY -> R.string.history_told_early
        FamilyMessage.DANGER -> R.string.history_told_danger
        FamilyMessage.WENT_ON -> R.string.history_told_went_on
        FamilyMessage.MONEY_SENT -> R.string.history_told_money_sent
        FamilyMessage.NEXT_CONTACT -> R.string.history_told_next
        FamilyMessage.ENDED -> R.string.history_told_ended
        FamilyMessage.PROTECTION -> R.string.history_told_protection
        FamilyMessage.RESTORED -> R.string.history_told_restored
    }

    private fun protection(told: Entry.Told) = if (told.kind == FamilyMessage.RESTORED) {
        R.string.history_trouble_protection_back
    } else {
        R.string.history_trouble_protection_lost
    }

    private fun answered(choice: Choice) = when (choice) {
        Choice.STOP -> R.string.history_answered_stop
        Choice.CALL_FAMILY -> R.string.history_answered_call
        Choice.CONTINUE -> R.string.history_answered_continue
        Choice.LEFT -> R.string.history_answered_left
        Choice.MONEY_SENT -> R.string.history_answered_money_sent
    }

    private fun helped(helped: Entry.Helped): String {
        val what = when (helped.help) {
            Help.END_CALL -> text(R.string.history_help_end_call)
            Help.SAY -> helped.sentence?.let { text(R.string.history_help_said, it) } ?: text(R.string.history_help_say)
            Help.RING_NEXT -> text(R.string.history_help_ring_next)
        }
        val result = when (helped.isDone) {
            true -> R.string.history_help_done
            false -> R.string.history_help_not_done
            null -> R.string.history_help_unknown
        }
        return text(R.string.history_help_asked, helped.who, what, text(result))
    }

    private fun trouble(trouble: Trouble) = when (trouble) {
        Trouble.DATABASE_UNREADABLE -> R.string.history_trouble_database
        Trouble.NOT_STORED -> R.string.history_trouble_not_stored
        Trouble.SNAPSHOT_UNREADABLE -> R.string.history_trouble_snapshot
        Trouble.ENGINE_PANICKED -> R.string.history_trouble_panicked
        Trouble.SETTINGS_REFUSED -> R.string.history_trouble_settings
        Trouble.EFFECT_UNREADABLE -> R.string.history_trouble_effect
        Trouble.NOT_CARRIED_OUT -> R.string.history_trouble_not_done
        Trouble.WARNING_UNSEEN -> R.string.history_trouble_unseen
        Trouble.VOICE_UNHEARD -> R.string.history_trouble_unheard
        Trouble.SIGNAL_FAILED -> R.string.history_trouble_signal
        Trouble.START_REFUSED -> R.string.history_trouble_start
        Trouble.STOPPED -> R.string.history_trouble_stopped
        Trouble.SWEPT_AWAY -> R.string.history_trouble_swept
        Trouble.CRASHED -> R.string.history_trouble_crashed
        Trouble.NOT_ANSWERING -> R.string.history_trouble_not_answering
        Trouble.MEMORY_SHORT -> R.string.history_trouble_memory
        Trouble.ENDED_BY_PHONE -> R.string.history_trouble_ended
    }

    private fun text(id: Int, vararg arguments: Any) = resources.getString(id, *arguments)
}
