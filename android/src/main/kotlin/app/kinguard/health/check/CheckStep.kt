package app.kinguard.health.check

import app.kinguard.core.Event

/** One kind of raw signal that may come during the check. */
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

    /** The system's own word about our screen, from Android 15 on. */
    RECORDED,
    CONTROLLED,
    MONEY_APP,
    APP_OPENED,
    ;

    /** What it counts as: a capture has one display, which its app made public or not. */
    val counted: CheckedSignal
        get() = when (this) {
            PUBLIC_DISPLAY_ADDED -> DISPLAY_ADDED
            PUBLIC_DISPLAY_REMOVED -> DISPLAY_REMOVED
            else -> this
        }

    companion object {
        /** Those by which a sharing is seen to begin. Of the first three no phone shows all for sure. */
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

        /** Null: nothing that the check is about. */
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

/** What the person at the phone is asked to do, in order. */
enum class CheckStep(
    /** What may be seen of it. */
    val signs: Set<CheckedSignal>,
    /** It is seen once all of one line have come. */
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
