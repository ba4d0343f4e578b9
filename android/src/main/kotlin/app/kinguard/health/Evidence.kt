package app.kinguard.health

import app.kinguard.core.Event
import app.kinguard.signals.SignalId

/** A part of a fraud that the guard can observe, and the source that shows it. */
enum class Evidence(val source: SignalId) {
    /** The caller, as Android reports it before the phone rings. */
    SCREENED(SignalId.CALL_SCREENING),

    /** The caller, as broadcast while the phone rings. */
    CALLER(SignalId.CALLER_NUMBERS),
    ANSWERED(SignalId.PHONE_STATE),
    INSTALLED(SignalId.PACKAGES),

    /** The system asked the user to allow a screen capture. */
    CONSENT(SignalId.USAGE_EVENTS),

    /** A service that can capture the screen started. */
    SERVICE(SignalId.USAGE_EVENTS),

    /** A display was added that other apps' pictures can be drawn into. */
    DISPLAY(SignalId.DISPLAYS),

    /** An app that holds money came to the front. */
    MONEY_APP(SignalId.USAGE_EVENTS),
    ;

    companion object {
        /**
         * Returns what [event] proves, or null if it proves nothing. [holdsMoney] is asked about an app that came to
         * the front.
         */
        fun of(source: SignalId, event: Event, holdsMoney: (String) -> Boolean): Evidence? = when (event) {
            is Event.CallStarted -> listOf(SCREENED, CALLER).find { it.source == source }
            is Event.CallAnswered -> ANSWERED
            is Event.AppInstalled -> INSTALLED
            is Event.CaptureConsentOpened -> CONSENT
            is Event.CaptureServiceStarted -> SERVICE
            is Event.PrivateDisplayAdded, is Event.PublicDisplayAdded -> DISPLAY
            is Event.AppOpened -> MONEY_APP.takeIf { holdsMoney(event.`package`) }
            else -> null
        }
    }
}

/**
 * The proofs of each link: all evidence of one set, within [TOGETHER_MS]. A link counts as granted if the sources of
 * one set work, so this table is both the requirement and the proof. The best sets come first.
 */
val PROOFS: Map<Link, List<Set<Evidence>>> =
    mapOf(
        Link.CALL to
            listOf(setOf(Evidence.SCREENED, Evidence.ANSWERED), setOf(Evidence.CALLER, Evidence.ANSWERED)),
        Link.INSTALL to listOf(setOf(Evidence.INSTALLED)),
        // One sign alone does not prove sharing: the user may refuse consent, such services have other uses, and a
        // display may belong to a car.
        Link.SHARING to
            listOf(
                setOf(Evidence.CONSENT, Evidence.SERVICE),
                setOf(Evidence.CONSENT, Evidence.DISPLAY),
                setOf(Evidence.SERVICE, Evidence.DISPLAY),
            ),
        Link.MONEY_APP to listOf(setOf(Evidence.MONEY_APP)),
    )

/** No phone rings for longer, and nobody takes longer to answer the sharing prompt. */
const val TOGETHER_MS = 3 * 60_000L
