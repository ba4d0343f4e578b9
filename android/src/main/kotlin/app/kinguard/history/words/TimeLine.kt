package app.kinguard.history.words

import android.content.Context
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.family.SentMessage
import app.kinguard.history.Entry
import app.kinguard.history.FraudStep
import app.kinguard.history.Incident
import app.kinguard.history.RecordedEvent
import app.kinguard.history.TimedEntry
import app.kinguard.words.MomentFormatter

/** Describes an incident to its readers, in the language of [context]. */
class TimeLine(context: Context, home: String, private val incident: Incident, private val heard: List<RecordedEvent>) {
    private val resources = context.resources
    private val times = MomentFormatter(context)
    private val apps = AppNames(resources, heard)
    private val events = EventWords(resources, apps, home)
    private val entries = EntryWords(resources, apps)
    private val ways = DeliveryWords(resources)

    /** The incident in one sentence. */
    val story: String get() = entries.story(incident)

    /** The steps of the fraud that are on record, with the moment of each. */
    val steps: Map<FraudStep, Long> = FraudStep.of(incident, heard)

    /** The first moment that has to do with the incident. */
    val fromMs: Long get() = (steps.values + incident.fromMs).min()

    val untilMs: Long get() = incident.untilMs

    /** The moment of a stranger's call whose number is kept only in part, or null if there was none. */
    val shortenedCallMs: Long?
        get() = heard.firstOrNull { it.atMs == steps[FraudStep.CALL] && it.event is Event.CallStarted }
            ?.takeIf { (it.event as? Event.CallStarted)?.number?.any(Char::isDigit) == true }?.atMs

    val level: String get() = entries.level(incident)

    /** The user's reaction, or null if they were not asked. */
    val outcome: String? get() = entries.outcome(incident)

    /** Returns the events, warnings, messages and answers in order. */
    fun lines(sent: List<SentMessage>): List<Line> {
        val told = incident.entries.map { line(it, sent) }
        return (seen() + told + others(sent)).sortedBy(Line::atMs)
    }

    private fun line(noted: TimedEntry, sent: List<SentMessage>): Line {
        val entry = noted.entry
        val words = entries.of(entry)
        return when (entry) {
            is Entry.Warned ->
                Line(noted.atMs, if (entry.level == Level.RED) Line.Tone.RED else Line.Tone.AMBER, words)
            is Entry.Told -> {
                val whom = sent.filter { it.turnMs == noted.atMs && tells(it, entry) }.map(ways::of)
                Line(noted.atMs, Line.Tone.FAMILY, if (whom.isEmpty()) nobody(entry) else words, whom)
            }
            is Entry.Helped -> Line(noted.atMs, Line.Tone.FAMILY, words)
            is Entry.Cleared -> Line(noted.atMs, Line.Tone.OVER, words)
            is Entry.Answered -> {
                val tone = if (entry.choice == Choice.LEFT) Line.Tone.LEFT else Line.Tone.ANSWERED
                Line(noted.atMs, tone, words)
            }
            else -> Line(noted.atMs, Line.Tone.ANSWERED, words)
        }
    }

    private fun nobody(told: Entry.Told): String = resources.getString(
        if (told.kind == FamilyMessage.NEXT_CONTACT) R.string.history_told_nobody else R.string.history_told_no_one,
    )

    private fun tells(sent: SentMessage, told: Entry.Told): Boolean =
        told.kind == FamilyMessage.NEXT_CONTACT || sent.kind.name == told.kind.name

    /** Lists the contacts who were told because another could not be reached: the outbox alone decided that. */
    private fun others(sent: List<SentMessage>): List<Line> {
        val decided = incident.entries.filter { it.entry is Entry.Told }.map { it.atMs }
        return sent
            .filter { it.incident != null && it.atMs in decided && it.turnMs !in decided }
            .groupBy { it.turnMs }
            .map { (at, each) ->
                Line(at, Line.Tone.FAMILY, resources.getString(R.string.history_told_next), each.map(ways::of))
            }
    }

    /** Of events long before, only those that may have led to the incident. */
    private fun seen(): List<Line> {
        val lines = mutableListOf<Line>()
        var call: Call? = null
        for (each in heard) {
            val event = each.event
            val isTold = each.atMs >= incident.fromMs - Incident.EVE_MS || leads(event)
            if (event is Event.CallStarted) call = Call(isTold, null)
            if (event is Event.CallAnswered) call = call?.copy(answeredMs = each.atMs)
            if (event is Event.CallEnded && call?.isTold == true) lines += ended(each, call)
            if (event is Event.CallEnded) call = null
            val words = (if (isTold) events.of(each) else null) ?: continue
            // An app comes to the front again and again.
            if (lines.lastOrNull { it.tone == Line.Tone.SEEN }?.words == words) continue
            lines += Line(each.atMs, Line.Tone.SEEN, words, exactly = exactly(event), matters = matters(event))
        }
        return lines
    }

    private fun ended(end: RecordedEvent, call: Call): Line {
        val words = call.answeredMs
            ?.let { resources.getString(R.string.history_call_ended, times.span(end.atMs - it)) }
            ?: resources.getString(R.string.history_call_missed)
        return Line(end.atMs, Line.Tone.SEEN, words, matters = false)
    }

    private fun exactly(event: Event): String? = when (event) {
        is Event.AppInstalled -> event.`package`
        is Event.CallStarted -> event.number.takeIf { event.contact != true }
        else -> null
    }

    private fun matters(event: Event): Boolean = when (event) {
        is Event.RemoteControlEnabled, is Event.PowerGranted, is Event.HelpAsked, is Event.FamilyAnswered,
        is Event.SettingsOpened, is Event.CaptureConsentOpened,
        -> true
        is Event.CallForwardingChanged -> event.on
        is Event.ProtectionChanged -> !event.granted
        else -> FraudStep.of(event) != null
    }

    private fun leads(event: Event): Boolean = when (event) {
        is Event.CallStarted -> event.contact != true
        is Event.AppInstalled, is Event.RemoteControlEnabled, is Event.CallForwardingChanged -> true
        else -> false
    }

    private data class Call(val isTold: Boolean, val answeredMs: Long?)
}
