package app.kinguard.health.check

import app.kinguard.core.Event

/** One kind of raw signal that may come during the check. */
enum class Sign {
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
    val counted: Sign
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
        fun of(event: Event, holdsMoney: (String) -> Boolean): Sign? = when (event) {
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
enum class Step(
    /** What may be seen of it. */
    val signs: Set<Sign>,
    /** It is seen once all of one line have come. */
    val seenBy: List<Set<Sign>>,
) {
    CALL(setOf(Sign.RANG, Sign.ANSWERED), listOf(setOf(Sign.RANG, Sign.ANSWERED))),
    INSTALL(setOf(Sign.INSTALLED), listOf(setOf(Sign.INSTALLED))),
    SHARE(
        setOf(Sign.CONSENT, Sign.SERVICE_STARTED, Sign.DISPLAY_ADDED),
        listOf(
            setOf(Sign.CONSENT, Sign.SERVICE_STARTED),
            setOf(Sign.CONSENT, Sign.DISPLAY_ADDED),
            setOf(Sign.SERVICE_STARTED, Sign.DISPLAY_ADDED),
        ),
    ),
    MONEY(setOf(Sign.MONEY_APP), listOf(setOf(Sign.MONEY_APP))),
    CAST(
        setOf(Sign.CONSENT, Sign.SERVICE_STARTED, Sign.DISPLAY_ADDED),
        listOf(setOf(Sign.CONSENT), setOf(Sign.SERVICE_STARTED), setOf(Sign.DISPLAY_ADDED)),
    ),
    STOP(
        setOf(Sign.SERVICE_STOPPED, Sign.DISPLAY_REMOVED),
        listOf(setOf(Sign.SERVICE_STOPPED), setOf(Sign.DISPLAY_REMOVED)),
    ),
}
