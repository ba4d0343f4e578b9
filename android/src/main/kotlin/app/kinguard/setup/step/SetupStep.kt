package app.kinguard.setup.step

import app.kinguard.core.Capability

/** The steps of setup, in order, each with the phase it belongs to; the first and the last belong to none. */
internal enum class SetupStep(val phase: SetupPhase? = null) {
    /** Only ever opened from the welcome. */
    LANGUAGE,

    /** Whose phone it is. Asked only until something is set up. */
    ROLE,
    WELCOME,
    SPACES(SetupPhase.FAMILY),
    FAMILY(SetupPhase.FAMILY),
    HOME(SetupPhase.FAMILY),
    ABROAD(SetupPhase.FAMILY),
    CALLS(SetupPhase.PERMISSIONS),
    PHONE(SetupPhase.PERMISSIONS),
    RESTRICTED(SetupPhase.PERMISSIONS),
    SMS(SetupPhase.PERMISSIONS),
    NOTICES(SetupPhase.PERMISSIONS),
    OVERLAY(SetupPhase.PERMISSIONS),
    USAGE(SetupPhase.PERMISSIONS),
    APPS(SetupPhase.PERMISSIONS),
    BATTERY(SetupPhase.PERMISSIONS),
    AUTOSTART(SetupPhase.PERMISSIONS),
    SWITCHES(SetupPhase.PERMISSIONS),
    UNUSED(SetupPhase.PERMISSIONS),
    CONSENT(SetupPhase.CONSENT),
    TRIAL(SetupPhase.TRIAL),
    ENTRANCE(SetupPhase.TRIAL),
    PIN(SetupPhase.TRIAL),
    FINISH,
    ;

    companion object {
        /** Returns the step of this name, or null for one that a later version wrote. */
        fun named(name: String): SetupStep? = entries.find { it.name == name }

        /** Returns the step that grants [capability]. */
        fun of(capability: Capability): SetupStep = when (capability) {
            Capability.CALL_SCREENING -> CALLS
            Capability.PHONE_STATE, Capability.CONTACTS -> PHONE
            Capability.SMS -> SMS
            Capability.NOTIFICATIONS -> NOTICES
            Capability.OVERLAY -> OVERLAY
            Capability.USAGE_ACCESS -> USAGE
            Capability.INSTALLED_APPS -> APPS
            Capability.BATTERY -> BATTERY
            Capability.AUTOSTART -> AUTOSTART
            Capability.BACKGROUND_START, Capability.LOCK_SCREEN -> SWITCHES
            Capability.UNUSED_EXEMPTION -> UNUSED
        }

        /** Restricted from Android 15 on if the app was installed from a file. */
        val GUARDED = setOf(SMS, OVERLAY, USAGE)
    }
}
