package app.kinguard.health.screen

import android.content.Context
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.health.CheckId
import app.kinguard.health.FamilyReach
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Limit
import app.kinguard.health.Finding.Reason
import app.kinguard.health.LaunchPathState
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.phone.LaunchPath
import app.kinguard.signals.SignalId
import app.kinguard.words.MomentFormatter
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter

/** Describes health in words, in the language of the phone. */
internal class HealthWords(context: Context) {
    private val resources = context.resources
    private val times = MomentFormatter(context)

    fun text(id: Int, vararg arguments: Any): String = resources.getString(id, *arguments)

    fun list(parts: List<String>): String = parts.joinToString(text(R.string.health_and))

    /** Formats a wall-clock time. */
    fun time(ms: Long): String = times.moment(ms)

    fun minute(ms: Long): String = times.clock(ms)

    /** Formats a time of day to the second, for signs that follow each other fast. */
    fun clock(ms: Long): String = DateTimeFormatter
        .ofPattern(text(R.string.health_clock), resources.configuration.locales[0])
        .format(Instant.ofEpochMilli(ms).atZone(ZoneId.systemDefault()))

    /** Describes why the family would hear of nothing, or returns null if it would hear. */
    fun reach(reach: FamilyReach): String? = when (reach) {
        FamilyReach.TOLD -> null
        FamilyReach.NOBODY -> text(R.string.health_nobody)
        FamilyReach.NOT_AGREED -> text(R.string.health_not_agreed)
    }

    fun launchPath(launchPath: LaunchPath): String = when (launchPath) {
        LaunchPath.FROM_BEHIND -> R.string.health_entrance_behind
        LaunchPath.WHILE_LOCKED -> R.string.health_entrance_locked
    }.let(::text)

    fun state(state: LaunchPathState): String = when (state) {
        is LaunchPathState.Proved -> text(R.string.health_entrance_proved, time(state.atMs))
        is LaunchPathState.Failed -> text(R.string.health_entrance_failed, time(state.atMs))
        LaunchPathState.Off -> text(R.string.health_entrance_off)
        LaunchPathState.Unproved -> text(R.string.health_entrance_unproved)
        LaunchPathState.Free -> text(R.string.health_entrance_free)
    }

    fun link(link: Link): String = when (link) {
        Link.CALL -> R.string.health_link_call
        Link.INSTALL -> R.string.health_link_install
        Link.SHARING -> R.string.health_link_sharing
        Link.MONEY_APP -> R.string.health_link_money
    }.let(::text)

    fun state(state: LinkState.Proved): String = text(R.string.health_link_proved, time(state.atMs))

    fun capability(capability: Capability): String = when (capability) {
        Capability.USAGE_ACCESS -> R.string.health_cap_usage_access
        Capability.PHONE_STATE -> R.string.health_cap_phone_state
        Capability.CALL_SCREENING -> R.string.health_cap_call_screening
        Capability.OVERLAY -> R.string.health_cap_overlay
        Capability.SMS -> R.string.health_cap_sms
        Capability.NOTIFICATIONS -> R.string.health_cap_notifications
        Capability.CONTACTS -> R.string.health_cap_contacts
        Capability.BATTERY -> R.string.health_cap_battery
        Capability.AUTOSTART -> R.string.health_cap_autostart
        Capability.INSTALLED_APPS -> R.string.health_cap_installed_apps
        Capability.BACKGROUND_START -> R.string.health_cap_background_start
        Capability.LOCK_SCREEN -> R.string.health_cap_lock_screen
        Capability.UNUSED_EXEMPTION -> R.string.health_cap_unused_exemption
    }.let(::text)

    /** Describes what the guard cannot see or do without [capability]. */
    fun loss(capability: Capability): String = when (capability) {
        Capability.USAGE_ACCESS -> R.string.health_lost_usage_access
        Capability.PHONE_STATE -> R.string.health_lost_phone_state
        Capability.CALL_SCREENING -> R.string.health_lost_call_screening
        Capability.OVERLAY -> R.string.health_lost_overlay
        Capability.SMS -> R.string.health_lost_sms
        Capability.NOTIFICATIONS -> R.string.health_lost_notifications
        Capability.CONTACTS -> R.string.health_lost_contacts
        Capability.BATTERY -> R.string.health_lost_battery
        Capability.AUTOSTART -> R.string.health_lost_autostart
        Capability.INSTALLED_APPS -> R.string.health_lost_installed_apps
        Capability.BACKGROUND_START -> R.string.health_lost_background_start
        Capability.LOCK_SCREEN -> R.string.health_lost_lock_screen
        Capability.UNUSED_EXEMPTION -> R.string.health_lost_unused_exemption
    }.let(::text)

    fun check(check: CheckId): String = when (check) {
        CheckId.USAGE_EVENTS -> R.string.health_test_usage_events
        CheckId.DISPLAYS -> R.string.health_test_displays
        CheckId.ENGINE -> R.string.health_test_engine
        CheckId.DATABASE -> R.string.health_test_database
        CheckId.CLOCK -> R.string.health_test_clock
        CheckId.PUSH -> R.string.health_test_push
        CheckId.TEXT_MESSAGES -> R.string.health_test_text_messages
        CheckId.CONTACTS -> R.string.health_test_contacts
        CheckId.SOUND -> R.string.health_test_sound
        CheckId.KEYS -> R.string.health_test_keys
    }.let(::text)

    fun finding(finding: Finding): String = when (finding) {
        Finding.Fine -> text(R.string.health_fine)
        Finding.NotApplicable -> text(R.string.health_not_applicable)
        is Finding.Limited -> "${text(R.string.health_fine)}\n${limit(finding.limit)}"
        is Finding.Fault -> reason(finding.reason)
    }

    /** Describes what cannot be relied on, though nothing is wrong. */
    fun limit(limit: Limit): String = when (limit) {
        Limit.PRIVATE_NOT_TOLD -> R.string.health_limit_private_not_told
        Limit.PRIVATE_NOT_TRIED -> R.string.health_limit_private_not_tried
    }.let(::text)

    /** Describes the fault and what to do about it. */
    fun reason(reason: Reason): String = when (reason) {
        Reason.NOT_GRANTED -> R.string.health_why_not_granted
        Reason.NO_EVENTS -> R.string.health_why_no_events
        Reason.NOT_HEARD -> R.string.health_why_not_heard
        Reason.NO_WARNING -> R.string.health_why_no_warning
        Reason.FALSE_WARNING -> R.string.health_why_false_warning
        Reason.NOT_STORED -> R.string.health_why_not_stored
        Reason.CLOCK_PAST -> R.string.health_why_clock_past
        Reason.CLOCK_FUTURE -> R.string.health_why_clock_future
        Reason.CLOCK_JUMPED -> R.string.health_why_clock_jumped
        Reason.UNREACHABLE -> R.string.health_why_unreachable
        Reason.SERVER_ILL -> R.string.health_why_server_ill
        Reason.CERTIFICATE -> R.string.health_why_certificate
        Reason.NO_SIM -> R.string.health_why_no_sim
        Reason.RADIO_OFF -> R.string.health_why_radio_off
        Reason.NO_SERVICE -> R.string.health_why_no_service
        Reason.BARRED -> R.string.health_why_barred
        Reason.NO_CONTACTS -> R.string.health_why_no_contacts
        Reason.ALARMS_MUTE -> R.string.health_why_alarms_mute
        Reason.NO_ALARMS -> R.string.health_why_no_alarms
        Reason.NO_KEY -> R.string.health_why_no_key
        Reason.UNPAIRED -> R.string.health_why_unpaired
        Reason.NOT_ON_THIS_PHONE -> R.string.health_why_not_on_this_phone
        Reason.BROKEN -> R.string.health_why_broken
    }.let(::text)

    fun source(source: SignalId): String = when (source) {
        SignalId.CALL_SCREENING -> R.string.health_source_call_screening
        SignalId.CALLER_NUMBERS -> R.string.health_source_caller_numbers
        SignalId.PHONE_STATE -> R.string.health_source_phone_state
        SignalId.AUDIO_MODE -> R.string.health_source_audio_mode
        SignalId.CALL_FORWARDING -> R.string.health_source_call_forwarding
        SignalId.PACKAGES -> R.string.health_source_packages
        SignalId.USAGE_EVENTS -> R.string.health_source_usage_events
        SignalId.DISPLAYS -> R.string.health_source_displays
        SignalId.ACCESSIBILITY_SERVICES -> R.string.health_source_accessibility_services
        SignalId.SCREEN -> R.string.health_source_screen
        SignalId.NFC -> R.string.health_source_nfc
        SignalId.ROAMING -> R.string.health_source_roaming
        SignalId.CAR_MODE -> R.string.health_source_car_mode
        SignalId.POWERS -> R.string.health_source_powers
    }.let(::text)
}
