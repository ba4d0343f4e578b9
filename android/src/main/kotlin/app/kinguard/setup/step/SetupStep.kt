package app.kinguard.setup.step

import app.kinguard.core.Capability

/** The steps of setup, in order. */
internal enum class SetupStep {
    LANGUAGE,
    SPACES,
    FAMILY,
    HOME,
    ABROAD,
    CALLS,
    PHONE,
    RESTRICTED,
    SMS,
    NOTICES,
    OVERLAY,
    USAGE,
    APPS,
    BATTERY,
    AUTOSTART,
    SWITCHES,
    UNUSED,
    CONSENT,
    TRIAL,
    ENTRANCE,
    PIN,
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
