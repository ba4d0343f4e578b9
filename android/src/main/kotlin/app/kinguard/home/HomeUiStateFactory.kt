package app.kinguard.home

import android.content.Context
import android.text.format.DateUtils
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.family.Contact
import app.kinguard.health.CheckId
import app.kinguard.health.LaunchPathState
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.health.Verdict
import app.kinguard.health.lacking
import app.kinguard.words.MomentFormatter

/** Puts the state into words. Promises what the verdict promises, and nothing else. */
internal class HomeUiStateFactory(private val context: Context) {
    fun face(sight: HomeState?): HomeUiState {
        val verdict = sight?.verdict
        val setUp = sight?.isSetUp != false
        return when {
            !setUp ->
                HomeUiState(
                    mark = Mark.GAP,
                    headline = text(R.string.home_not_set_up),
                    lines = listOf(text(R.string.home_not_set_up_what)),
                    mend = null,
                    lead = Lead.SET_UP,
                    told = null,
                    call = call(sight.family).takeUnless { it is CallTarget.Add },
                    practice = false,
                )

            verdict == null -> seen(sight, Mark.UNKNOWN, R.string.home_unknown, emptyList())

            verdict.pausedUntilMs != null ->
                seen(sight, Mark.PAUSED, R.string.home_paused, listOf(paused(verdict.pausedUntilMs)))
                    .copy(lead = Lead.RESUME)

            else -> {
                val (mark, headline) =
                    if (verdict.guarded) {
                        Mark.WHOLE to R.string.home_guarded
                    } else {
                        Mark.GAP to R.string.home_gap
                    }
                seen(sight, mark, headline, lines(verdict)).copy(
                    mend = mend(verdict.lacking),
                    lead = Lead.TRY.takeIf { verdict.untried.isNotEmpty() && Capability.OVERLAY !in verdict.lacking },
                    practice = sight.practiceIsDue,
                )
            }
        }
    }

    private fun seen(sight: HomeState?, mark: Mark, headline: Int, lines: List<String>) = HomeUiState(
        mark = mark,
        headline = text(headline),
        lines = lines,
        mend = null,
        lead = null,
        told = sight?.family?.let { told(it, sight.familyIsTold) },
        call = call(sight?.family),
        practice = false,
    )

    /** Lists what is missing, what this phone cannot do, and what is granted but was never seen to work. */
    private fun lines(verdict: Verdict): List<String> {
        val missing = verdict.links.filterValues { it.lacking != null }
        val behindLinks = missing.values.map { it.lacking }
        val first = verdict.lacking.firstOrNull()?.takeUnless { it in behindLinks }
        val never =
            verdict.links.filterValues { it == LinkState.NotOnThisPhone }.keys + (Link.entries - verdict.links.keys)
        return listOfNotNull(
            links(R.string.home_unseen, missing.keys),
            first?.let { text(lost(it)) },
            verdict.unseenMs?.let { text(R.string.home_unseen_warning) },
            launchPaths(verdict),
            links(R.string.home_never, never),
            failing(verdict.failing),
            links(R.string.home_unproved, verdict.unproved),
        )
    }

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
        MissingRequirement(text(R.string.home_mend, text(name(first))), first, more)
    }

    private fun told(family: List<Contact>, isTold: Boolean): String = when {
        family.isEmpty() -> text(R.string.home_nobody)
        isTold -> text(R.string.home_told, listed(family.map { it.name }))
        else -> text(R.string.home_told_nothing)
    }

    private fun call(family: List<Contact>?): CallTarget? {
        if (family == null) return null
        val first = family.firstOrNull() ?: return CallTarget.Add(text(R.string.home_add))
        return CallTarget.Ring(text(R.string.home_call, first.name), first.number)
    }

    private fun paused(untilMs: Long): String {
        val times = MomentFormatter(context)
        val until = if (DateUtils.isToday(untilMs)) times.clock(untilMs) else times.moment(untilMs)
        return text(R.string.home_paused_until, until)
    }

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
