package app.kinguard.health

import app.kinguard.core.Event
import app.kinguard.signals.SignalId

/** What may be seen of the story, and which source shows it. */
enum class Evidence(val source: SignalId) {
    /** Who rings, as Android shows it before it rings. */
    SCREENED(SignalId.CALL_SCREENING),

    /** Who rings, as it is broadcast while it rings. */
    CALLER(SignalId.CALLER_NUMBERS),
    ANSWERED(SignalId.PHONE_STATE),
    INSTALLED(SignalId.PACKAGES),

    /** The system asked whether the screen may be captured. */
    CONSENT(SignalId.USAGE_EVENTS),

    /** A service that may capture the screen began. */
    SERVICE(SignalId.USAGE_EVENTS),

    /** A display came that others' pictures may be drawn into. */
    DISPLAY(SignalId.DISPLAYS),

    /** An app that holds money came to the front. */
    MONEY_APP(SignalId.USAGE_EVENTS),
    ;

    companion object {
        /** Null: nothing that proves anything. [holdsMoney] is asked about an app that came to the front. */
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
 * What proves each link: all of one line, within [TOGETHER_MS]. A link is granted where the sources of one line work, so
 * this table says both what is needed and what is proof. The lines that are best are first.
 */
val PROOFS: Map<Link, List<Set<Evidence>>> =
    mapOf(
        Link.CALL to
            listOf(setOf(Evidence.SCREENED, Evidence.ANSWERED), setOf(Evidence.CALLER, Evidence.ANSWERED)),
        Link.INSTALL to listOf(setOf(Evidence.INSTALLED)),
        // One sign alone is no sharing: consent may be refused, such services run for other ends, a display may be a car's.
        Link.SHARING to
            listOf(
                setOf(Evidence.CONSENT, Evidence.SERVICE),
                setOf(Evidence.CONSENT, Evidence.DISPLAY),
                setOf(Evidence.SERVICE, Evidence.DISPLAY),
            ),
        Link.MONEY_APP to listOf(setOf(Evidence.MONEY_APP)),
    )

/** No phone rings for longer, and nobody ponders the question whether to share for longer. */
const val TOGETHER_MS = 3 * 60_000L
