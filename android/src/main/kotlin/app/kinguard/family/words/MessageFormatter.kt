package app.kinguard.family.words

import android.content.Context
import android.content.res.Resources
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.family.Answer
import app.kinguard.family.Change
import app.kinguard.family.Change.What
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import app.kinguard.regions.Helplines
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter

/**
 * Formats messages to the family in the contact's language, whatever the phone's language is, with times in the phone's
 * time zone.
 */
class MessageFormatter(private val context: Context, private val zone: () -> ZoneId = ZoneId::systemDefault) {
    fun write(letter: MessageFacts, language: Language): MessageText {
        val resources = resources(language)
        val anybody = resources.getString(R.string.family_parent)
        val parent = shortened(letter.parent, LONGEST_PARENT) ?: anybody
        val app = letter.app?.let { if (language == Language.ENGLISH) it.english else it.local }
        val named = app?.let { shortened(it, LONGEST_APP) }
        val who = letter.who?.let { shortened(it, LONGEST_PARENT) }
        // One Chinese character halves the space. A text message comes from the parent's own number, so the name can be
        // left out.
        val drafts =
            sequenceOf(Names(parent, named, who), Names(anybody, named, who), Names(anybody, null, null))
                .map { names -> write(letter, language, resources, names) }
        val written = drafts.firstOrNull { Segments.of(it.text).count <= MOST_SEGMENTS } ?: drafts.last()
        return written.copy(title = drafts.first().title)
    }

    private fun write(letter: MessageFacts, language: Language, resources: Resources, names: Names): MessageText {
        val time = time(letter, language, resources)
        // In the order of the placeholders. Texts leave out those they do not need.
        val facts =
            arrayOf(
                names.parent,
                names.app?.let { resources.getString(R.string.family_quoted, it) }
                    ?: resources.getString(R.string.family_new_app),
                parts(letter.capabilities, resources),
                time,
                letter.police().orEmpty(),
                letter.code.orEmpty(),
                names.who ?: resources.getString(R.string.family_somebody),
                letter.untilMs?.let { moment(it, letter.nowMs, language, resources) }.orEmpty(),
                changes(letter.changes, resources),
                reach(letter, resources),
            )
        val story = letter.story()
        return MessageText(
            title = resources.getString(titleFrame(letter), resources.getString(story.title, *facts)),
            text =
            resources.getString(
                R.string.family_frame,
                before(letter, time, resources),
                resources.getString(story.happened, *facts),
                resources.getString(story.todo, *facts),
            ),
        )
    }

    /** Says who can go there if the parent cannot be reached. */
    private fun reach(letter: MessageFacts, resources: Resources): String {
        val police = letter.police()?.takeIf { letter.isNear }
        return police?.let { resources.getString(R.string.family_reach_police, it) }
            ?: resources.getString(R.string.family_reach_neighbours)
    }

    /** Writes a test that names nobody and asks for no answer. */
    fun trial(language: Language): MessageText {
        val resources = resources(language)
        val test = resources.getString(R.string.family_test, resources.getString(R.string.family_parent))
        return MessageText(
            title = resources.getString(R.string.family_titled, resources.getString(R.string.family_title_trial)),
            text = resources.getString(
                R.string.family_frame,
                "",
                test,
                resources.getString(R.string.family_do_nothing),
            ),
        )
    }

    /** Returns the label of the button that gives [answer]. */
    fun button(answer: Answer, language: Language): String = resources(language).getString(
        when (answer) {
            Answer.CALLING -> R.string.family_button_calling
            Answer.FINE -> R.string.family_button_fine
            Answer.ARRIVED -> R.string.family_button_arrived
        },
    )

    private fun titleFrame(letter: MessageFacts) =
        if (letter.late) R.string.family_titled_late else R.string.family_titled

    private fun before(letter: MessageFacts, time: String, resources: Resources): String {
        val whenItWas = timeFrame(letter)?.let { resources.getString(it, time) }.orEmpty()
        return if (letter.duringCheck) whenItWas + resources.getString(R.string.family_during_check) else whenItWas
    }

    /** Returns the introduction, which keeps readers from taking a past event for a current one. */
    private fun timeFrame(letter: MessageFacts): Int? = when {
        letter.late && letter.repeated -> R.string.family_at_late_repeated
        letter.late -> R.string.family_at_late
        letter.repeated -> R.string.family_at_repeated
        // It contains the time of the last sign of life in its text.
        letter.kind == MessageKind.SILENT -> null
        else -> R.string.family_at
    }

    private fun time(letter: MessageFacts, language: Language, resources: Resources): String {
        // The message about a silent phone is written long before it is read.
        val nowMs = letter.nowMs.takeUnless { letter.kind == MessageKind.SILENT }
        return moment(letter.whenMs, nowMs, language, resources)
    }

    /** Formats a time, with its day unless that is today. */
    private fun moment(atMs: Long, nowMs: Long?, language: Language, resources: Resources): String {
        val time = Instant.ofEpochMilli(atMs).atZone(zone())
        val today = nowMs?.let { Instant.ofEpochMilli(it).atZone(zone()).toLocalDate() }
        val clockIsEnough = time.toLocalDate() == today
        val pattern = resources.getString(if (clockIsEnough) R.string.family_clock else R.string.family_day_and_clock)
        return DateTimeFormatter.ofPattern(pattern, language.locale).format(time)
    }

    private fun parts(capabilities: Set<Capability>, resources: Resources): String {
        val names = PARTS.filterKeys { it in capabilities }.values.map(resources::getString)
        val first = names.take(MOST_PARTS).joinToString(resources.getString(R.string.family_and))
        return when {
            names.isEmpty() -> resources.getString(R.string.family_part_of_it)
            names.size > MOST_PARTS -> resources.getString(R.string.family_parts_in_all, first, names.size)
            else -> first
        }
    }

    /** Lists the changes with switches at the end: otherwise whatever follows them would seem to be switched, too. */
    private fun changes(changes: Set<Change>, resources: Resources): String = changes
        .sortedWith(compareBy({ it.on != null }, { it.what }))
        .joinToString(resources.getString(R.string.family_and)) { change ->
            val name = resources.getString(CHANGES.getValue(change.what))
            when (change.on) {
                true -> resources.getString(R.string.family_change_on, name)
                false -> resources.getString(R.string.family_change_off, name)
                null -> name
            }
        }.ifEmpty { resources.getString(R.string.family_change_other) }

    private fun resources(language: Language): Resources = context.resourcesIn(language)

    /** The names that may be shortened or left out. */
    private data class Names(val parent: String, val app: String?, val who: String?)

    internal companion object {
        private const val MOST_SEGMENTS = 2
        private const val MOST_PARTS = 3
        private const val LONGEST_PARENT = 12
        private const val LONGEST_APP = 16

        /** The loss caused by each missing capability, the worst first. */
        val PARTS =
            mapOf(
                Capability.USAGE_ACCESS to R.string.family_part_usage_access,
                Capability.PHONE_STATE to R.string.family_part_phone_state,
                Capability.CALL_SCREENING to R.string.family_part_call_screening,
                Capability.OVERLAY to R.string.family_part_overlay,
                Capability.BACKGROUND_START to R.string.family_part_background_start,
                Capability.LOCK_SCREEN to R.string.family_part_lock_screen,
                Capability.INSTALLED_APPS to R.string.family_part_installed_apps,
                Capability.SMS to R.string.family_part_sms,
                Capability.NOTIFICATIONS to R.string.family_part_notifications,
                Capability.CONTACTS to R.string.family_part_contacts,
                Capability.BATTERY to R.string.family_part_battery,
                Capability.AUTOSTART to R.string.family_part_autostart,
                Capability.UNUSED_EXEMPTION to R.string.family_part_unused_exemption,
            )

        private val CHANGES =
            mapOf(
                What.LIFELINE to R.string.family_change_lifeline,
                What.EARLY to R.string.family_change_early,
                What.LONG_CALL to R.string.family_change_long_call,
                What.ENDED to R.string.family_change_ended,
                What.RESTORED to R.string.family_change_restored,
                What.HELP_END_CALL to R.string.family_change_help_end_call,
                What.HELP_SAY to R.string.family_change_help_say,
                What.HELP_RING_NEXT to R.string.family_change_help_ring_next,
                What.WEEKLY to R.string.family_change_weekly,
                What.PATIENCE to R.string.family_change_patience,
                What.SILENT_HOURS to R.string.family_change_silent_hours,
                What.HOME to R.string.family_change_home,
                What.REGIONS to R.string.family_change_regions,
                What.PARENT to R.string.family_change_parent,
                What.APP_LANGUAGE to R.string.family_change_app_language,
                What.PAGE to R.string.family_change_page,
                What.TEXT_MESSAGE to R.string.family_change_text_message,
                What.PUSH to R.string.family_change_push,
                What.DEVICE to R.string.family_change_device,
                What.ROBOT to R.string.family_change_robot,
                What.LANGUAGE to R.string.family_change_language,
                What.NAME to R.string.family_change_name,
            )
    }
}

/** Returns the number of the police in the parent's region, or null if none is known. */
internal fun MessageFacts.police(): String? = Helplines.of(region)?.police
