package app.kinguard.home

import android.content.Context
import android.graphics.Bitmap
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.family.Contact
import app.kinguard.health.CheckId
import app.kinguard.health.LaunchPathState
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.health.Verdict
import app.kinguard.health.lacking
import app.kinguard.page.Condition
import app.kinguard.words.MomentFormatter

/** Puts the state into words. Promises what the verdict promises, and nothing else. */
internal class HomeUiStateFactory(private val context: Context, private val nowMs: () -> Long) {
    /** Returns what to show of [sight]. Of [lastFamily], as last read, one can be called while all else is unknown. */
    fun face(sight: HomeState?, lastFamily: List<Contact>?): HomeUiState {
        val verdict = sight?.verdict
        val told = sight?.told
        return when {
            sight?.isSetUp == false -> welcome(sight)

            sight == null || verdict == null || told == null -> seen(sight, Mark.UNKNOWN, R.string.home_unknown)
                .copy(call = call(sight?.family ?: lastFamily, sight?.photo))

            verdict.pausedUntilMs != null -> seen(sight, Mark.PAUSED, R.string.home_paused)
                .copy(lines = listOf(paused(verdict.pausedUntilMs)), lead = Lead.RESUME)

            else -> judged(sight, verdict, told)
        }
    }

    private fun welcome(sight: HomeState) = seen(sight, Mark.WELCOME, R.string.home_welcome).copy(
        lines = listOf(text(R.string.home_about_for), text(R.string.home_welcome_what)),
        lead = Lead.SET_UP,
        told = null,
        call = call(sight.family, sight.photo).takeUnless { it is CallTarget.Add } ?: dial(),
    )

    /** A guard of which nobody hears is no whole one. */
    private fun judged(sight: HomeState, verdict: Verdict, told: List<Contact>): HomeUiState {
        val isWhole = verdict.guarded && told.isNotEmpty()
        val headline = when {
            isWhole -> R.string.home_guarded
            !sight.familyIsTold -> R.string.home_not_agreed
            told.isEmpty() && Capability.SMS !in verdict.lacking -> R.string.home_nobody
            else -> R.string.home_gap
        }
        val mend = mend(verdict.lacking)
        return seen(sight, if (isWhole) Mark.WHOLE else Mark.GAP, headline).copy(
            lines = listOfNotNull(text(R.string.home_nobody_what).takeIf { told.isEmpty() }),
            findings = findings(verdict),
            mend = mend,
            lead = lead(sight, verdict).takeUnless { it == Lead.FIX && mend != null },
            practice = sight.practiceIsDue,
        )
    }

    private fun seen(sight: HomeState?, mark: Mark, headline: Int): HomeUiState {
        val told = sight?.told
        return HomeUiState(
            mark = mark,
            headline = text(headline),
            told = told?.takeIf { it.isNotEmpty() }?.let { listed(it.map(Contact::name)) },
            call = call(sight?.family, sight?.photo),
            alarm = told?.let(::hears),
        )
    }

    private fun hears(told: List<Contact>) =
        told.firstOrNull()?.let { text(R.string.home_help_told, it.name) } ?: text(R.string.home_help_nobody)

    /** Returns what cures the state, the most important first, or null where nothing is to be cured. */
    private fun lead(sight: HomeState, verdict: Verdict): Lead? = when {
        !sight.familyIsTold -> Lead.AGREE
        verdict.untried.isNotEmpty() && Capability.OVERLAY !in verdict.lacking -> Lead.TRY
        verdict.unseenMs != null -> Lead.PRACTISE
        !verdict.guarded -> Lead.FIX
        else -> null
    }

    /** Lists what is missing, what this phone cannot do, and what is granted but was never seen to work. */
    private fun findings(verdict: Verdict): List<HomeFinding> {
        val missing = verdict.links.filterValues { it.lacking != null }
        val behindLinks = missing.values.map { it.lacking }
        val first = verdict.lacking.firstOrNull()?.takeUnless { it in behindLinks }
        val never =
            verdict.links.filterValues { it == LinkState.NotOnThisPhone }.keys + (Link.entries - verdict.links.keys)
        return listOfNotNull(
            links(R.string.home_unseen, missing.keys)?.fault(),
            first?.let { text(lost(it)) }?.fault(),
            verdict.unseenMs?.let { text(R.string.home_unseen_warning) }?.fault(),
            launchPaths(verdict)?.fault(),
            links(R.string.home_never, never)?.let { HomeFinding(it, Condition.OPEN, Lead.FIX) },
            failing(verdict.failing)?.let { HomeFinding(it, Condition.FAULT, Lead.FIX) },
            links(R.string.home_unproved, verdict.unproved)?.let { HomeFinding(it, Condition.OPEN, Lead.FIX) },
        )
    }

    private fun String.fault() = HomeFinding(this, Condition.FAULT)

    /** Says that only a trial can tell, or that a trial failed. */
    private fun launchPaths(verdict: Verdict): String? = when {
        verdict.launchPaths.values.any { it is LaunchPathState.Failed } -> text(R.string.home_stayed_away)
        verdict.untried.isNotEmpty() -> text(R.string.home_untried)
        else -> null
    }

    private fun links(frame: Int, links: Collection<Link>): String? =
        links.takeIf { it.isNotEmpty() }?.let { text(frame, listed(it.sorted().map(::link))) }

    private fun failing(checks: List<CheckId>): String? =
        checks.takeIf { it.isNotEmpty() }?.let { text(R.string.home_failing, listed(it.map(::check))) }

    private fun mend(lacking: List<Capability>): MissingRequirement? = lacking.firstOrNull()?.let { first ->
        val others = lacking.size - 1
        val more =
            others.takeIf { it > 0 }?.let { context.resources.getQuantityString(R.plurals.home_more, it, it) }
        MissingRequirement(text(name(first)), first, more)
    }

    private fun call(family: List<Contact>?, photo: Bitmap?): CallTarget {
        if (family == null) return dial()
        val first = family.firstOrNull() ?: return CallTarget.Add(text(R.string.home_add))
        return CallTarget.Ring(text(R.string.home_call, first.name), first.name, first.number, photo)
    }

    private fun dial() = CallTarget.Dial(text(R.string.home_call_family))

    private fun paused(untilMs: Long): String =
        text(R.string.home_paused_until, MomentFormatter(context).soon(untilMs, nowMs()))

    private fun link(link: Link): String = when (link) {
        Link.CALL -> R.string.home_link_call
        Link.INSTALL -> R.string.home_link_install
        Link.SHARING -> R.string.home_link_sharing
        Link.MONEY_APP -> R.string.home_link_money_app
    }.let(::text)

    private fun check(check: CheckId): String = when (check) {
        CheckId.USAGE_EVENTS -> R.string.home_check_usage_events
        CheckId.DISPLAYS -> R.string.home_check_displays
        CheckId.ENGINE -> R.string.home_check_engine
        CheckId.DATABASE -> R.string.home_check_database
        CheckId.CLOCK -> R.string.home_check_clock
        CheckId.PUSH -> R.string.home_check_push
        CheckId.TEXT_MESSAGES -> R.string.home_check_text_messages
        CheckId.CONTACTS -> R.string.home_check_contacts
        CheckId.SOUND -> R.string.home_check_sound
        CheckId.KEYS -> R.string.home_check_keys
    }.let(::text)

    /** Returns the name that the system settings use. */
    private fun name(capability: Capability): Int = when (capability) {
        Capability.CALL_SCREENING -> R.string.home_name_call_screening
        Capability.PHONE_STATE -> R.string.home_name_phone_state
        Capability.CONTACTS -> R.string.home_name_contacts
        Capability.SMS -> R.string.home_name_sms
        Capability.NOTIFICATIONS -> R.string.home_name_notifications
        Capability.OVERLAY -> R.string.home_name_overlay
        Capability.USAGE_ACCESS -> R.string.home_name_usage_access
        Capability.BATTERY -> R.string.home_name_battery
        Capability.AUTOSTART -> R.string.home_name_autostart
        Capability.INSTALLED_APPS -> R.string.home_name_installed_apps
        Capability.BACKGROUND_START -> R.string.home_name_background_start
        Capability.LOCK_SCREEN -> R.string.home_name_lock_screen
        Capability.UNUSED_EXEMPTION -> R.string.home_name_unused_exemption
    }

    /** Returns the text on what goes wrong without [capability]. */
    private fun lost(capability: Capability): Int = when (capability) {
        Capability.CALL_SCREENING -> R.string.home_lost_call_screening
        Capability.PHONE_STATE -> R.string.home_lost_phone_state
        Capability.CONTACTS -> R.string.home_lost_contacts
        Capability.SMS -> R.string.home_lost_sms
        Capability.NOTIFICATIONS -> R.string.home_lost_notifications
        Capability.OVERLAY -> R.string.home_lost_overlay
        Capability.USAGE_ACCESS -> R.string.home_lost_usage_access
        Capability.BATTERY -> R.string.home_lost_battery
        Capability.AUTOSTART -> R.string.home_lost_autostart
        Capability.INSTALLED_APPS -> R.string.home_lost_installed_apps
        Capability.BACKGROUND_START -> R.string.home_lost_background_start
        Capability.LOCK_SCREEN -> R.string.home_lost_lock_screen
        Capability.UNUSED_EXEMPTION -> R.string.home_lost_unused_exemption
    }

    private fun listed(words: List<String>) = words.joinToString(text(R.string.home_and))

    private fun text(id: Int, vararg arguments: Any): String = context.getString(id, *arguments)
}
