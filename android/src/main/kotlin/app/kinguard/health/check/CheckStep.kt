package app.kinguard.health.check

import app.kinguard.core.Event

/** One kind of raw signal that may arrive during the check. */
enum class CheckedSignal {
    RANG,
    ANSWERED,
    CALL_OVER,
    VOICE_BEGAN,
    VOICE_OVER,
    INSTALLED,
    CONSENT,
    SERVICE_STARTED,
    SERVICE_STOPPED,
    DISPLAY_ADDED,
    DISPLAY_REMOVED,
    PUBLIC_DISPLAY_ADDED,
    PUBLIC_DISPLAY_REMOVED,

    /** The system's own report about our screen, from Android 15 on. */
    RECORDED,
    CONTROLLED,
    MONEY_APP,
    APP_OPENED,
    ;

    /** The signal it counts as: a capture has one display, and its app decides whether that is public. */
    val counted: CheckedSignal
        get() = when (this) {
            PUBLIC_DISPLAY_ADDED -> DISPLAY_ADDED
            PUBLIC_DISPLAY_REMOVED -> DISPLAY_REMOVED
            else -> this
        }

    companion object {
        /** The signals by which the guard sees sharing begin. No phone is certain to show all of the first three. */
        val SHARING =
            listOf(
                CONSENT,
                SERVICE_STARTED,
                DISPLAY_ADDED,
                PUBLIC_DISPLAY_ADDED,
                RECORDED,
                VOICE_BEGAN,
                CONTROLLED,
            )

        /** Returns the kind of [event], or null if the check has no use for it. */
        fun of(event: Event, holdsMoney: (String) -> Boolean): CheckedSignal? = when (event) {
            is Event.CallStarted -> RANG
            is Event.CallAnswered -> ANSWERED
            is Event.CallEnded -> CALL_OVER
            is Event.VoiceChatStarted -> VOICE_BEGAN
            is Event.VoiceChatEnded -> VOICE_OVER
            is Event.AppInstalled -> INSTALLED
            is Event.CaptureConsentOpened -> CONSENT
            is Event.CaptureServiceStarted -> SERVICE_STARTED
            is Event.CaptureServiceStopped -> SERVICE_STOPPED
            is Event.PrivateDisplayAdded -> DISPLAY_ADDED
            is Event.PrivateDisplayRemoved -> DISPLAY_REMOVED
            is Event.PublicDisplayAdded -> PUBLIC_DISPLAY_ADDED
            is Event.PublicDisplayRemoved -> PUBLIC_DISPLAY_REMOVED
            is Event.ScreenRecorded -> RECORDED.takeIf { event.visible }
            is Event.RemoteControlEnabled -> CONTROLLED
            is Event.AppOpened -> if (holdsMoney(event.`package`)) MONEY_APP else APP_OPENED
            else -> null
        }
    }
}

/** The steps that the user is asked to do, in order. */
enum class CheckStep(
    /** The signals that the step may cause. */
    val signs: Set<CheckedSignal>,
    /** The sets of signals that complete the step: all of one set must have arrived. */
    val seenBy: List<Set<CheckedSignal>>,
) {
    CALL(setOf(CheckedSignal.RANG, CheckedSignal.ANSWERED), listOf(setOf(CheckedSignal.RANG, CheckedSignal.ANSWERED))),
    INSTALL(setOf(CheckedSignal.INSTALLED), listOf(setOf(CheckedSignal.INSTALLED))),
    SHARE(
        setOf(CheckedSignal.CONSENT, CheckedSignal.SERVICE_STARTED, CheckedSignal.DISPLAY_ADDED),
        listOf(
            setOf(CheckedSignal.CONSENT, CheckedSignal.SERVICE_STARTED),
            setOf(CheckedSignal.CONSENT, CheckedSignal.DISPLAY_ADDED),
            setOf(CheckedSignal.SERVICE_STARTED, CheckedSignal.DISPLAY_ADDED),
        ),
    ),
    MONEY(setOf(CheckedSignal.MONEY_APP), listOf(setOf(CheckedSignal.MONEY_APP))),
    CAST(
        setOf(CheckedSignal.CONSENT, CheckedSignal.SERVICE_STARTED, CheckedSignal.DISPLAY_ADDED),
        listOf(setOf(CheckedSignal.CONSENT), setOf(CheckedSignal.SERVICE_STARTED), setOf(CheckedSignal.DISPLAY_ADDED)),
    ),
    STOP(
        setOf(CheckedSignal.SERVICE_STOPPED, CheckedSignal.DISPLAY_REMOVED),
        listOf(setOf(CheckedSignal.SERVICE_STOPPED), setOf(CheckedSignal.DISPLAY_REMOVED)),
    ),
}
