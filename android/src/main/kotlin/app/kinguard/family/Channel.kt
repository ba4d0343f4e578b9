package app.kinguard.family

/** Sends messages in one way. */
fun interface Channel<A : Address> {
    /**
     * Hands over [post] and reports the outcome, once or several times and on any thread: a text message is first sent,
     * then delivered. Never throws, and never blocks for longer than it takes to start.
     *
     * Later broadcasts about an accepted message go to the listener given to the channel's constructor instead, because
     * this process may have died and another one started by then.
     */
    fun send(post: OutgoingMessage, address: A, outcome: (Outcome) -> Unit)
}

/** A message to one contact at one address, in words. */
data class OutgoingMessage(
    /** Identifies the message to this contact on this phone, across retries and processes. */
    val id: String,
    val contact: Contact,
    val kind: MessageKind,
    val title: String,
    val text: String,
    /** The buttons with which the contact can answer; empty if the channel has none. */
    val answers: List<AnswerButton>,
    /**
     * The name that servers know the message by. It lives as long as [id] and reveals nothing. Anybody who knows it can
     * replace or withdraw the message at a server.
     */
    val platform: String,
    /**
     * The message as it was sealed for a paired device of the contact, and nobody else can read it; null if none was.
     */
    val envelope: String? = null,
    /**
     * The message sealed for a device, to be shown by the page at an address: that and the envelope; null if there is
     * none.
     */
    val page: String? = null,
)

/** A button on a message. */
data class AnswerButton(
    val label: String,
    /** Comes back when the button is pressed. Opaque, and used once. */
    val token: String,
)

/** The outcome of an attempt to send. */
sealed interface Outcome {
    /** The network accepted the message, but may still lose it. */
    data object Sent : Outcome

    /** The message reached the contact's phone, or a server that keeps it for that phone. */
    data object Delivered : Outcome

    /** A server that stores nothing passed the message on to its listeners, of whom there may be none. */
    data object HandedOn : Outcome

    /**
     * Not now, and not within [waitMs] if the server asks to wait: no service, radio off, no connection, or a busy
     * server. The message is tried again.
     */
    data class Later(val reason: Reason, val waitMs: Long? = null) : Outcome

    /** Never: the number is barred, or the server does not know us. Another attempt would change nothing. */
    data class Refused(val reason: Reason) : Outcome

    /** Not known: the connection broke after everything was handed over. */
    data class Unknown(val reason: Reason) : Outcome

    /** The reason, in terms the family understands. */
    enum class Reason {
        NO_SERVICE,
        RADIO_OFF,
        NO_CREDIT_OR_BARRED,
        NO_PERMISSION,
        TOO_MANY,
        NUMBER_REFUSED,
        NO_CONNECTION,
        SERVER_BUSY,
        SERVER_REFUSES,
        CERTIFICATE,
        MALFORMED,
        BROKE_OFF,
        NOT_ON_THIS_PHONE,

        /** The secret of this way can no longer be read. */
        UNPAIRED,

        /** The server keeps no messages for phones that are not listening. */
        NOT_KEPT,
    }
}
