package app.kinguard.family

/** Sends a message one way. */
fun interface Channel<A : Address> {
    /**
     * Hands [post] over and says what became of it, once or several times, on any thread: a text message is first sent and
     * then delivered. Never throws; never blocks for longer than it takes to begin.
     *
     * What the phone is told by broadcast after it took the message goes to whoever the channel was made with instead, for
     * by then this process may have died and another begun.
     */
    fun send(post: OutgoingMessage, address: A, outcome: (Outcome) -> Unit)
}

/** A message to one contact over one address, in words. */
data class OutgoingMessage(
    /** Names this message to this contact on this phone, across retries and processes. */
    val id: String,
    val contact: Contact,
    val kind: MessageKind,
    val title: String,
    val text: String,
    /** Buttons with which the contact can answer; none where the channel has none. */
    val answers: List<AnswerButton>,
    /**
     * What servers know it by: as long-lived as [id], and nothing can be told from it. Whoever knows such a name may
     * replace or withdraw the message at a server.
     */
    val platform: String,
)

/** A button on a message. */
data class AnswerButton(
    /** What is on it. */
    val label: String,
    /** What comes back when it is pressed: opaque, used once. */
    val token: String,
)

/** What became of an attempt. */
sealed interface Outcome {
    /** The network took it. It may yet be lost. */
    data object Sent : Outcome

    /** It reached the contact's phone, or a server that keeps it for that. */
    data object Delivered : Outcome

    /** A server that keeps nothing handed it on to whoever was listening, perhaps nobody. */
    data object HandedOn : Outcome

    /** Not now, and not within [waitMs] where the server asks for patience: no service, radio off, no connection, the server is busy. It is tried again. */
    data class Later(val reason: Reason, val waitMs: Long? = null) : Outcome

    /** Never: the number is barred, the server does not know us. Trying again would change nothing. */
    data class Refused(val reason: Reason) : Outcome

    /** Nobody knows: the connection broke after everything was handed over. */
    data class Unknown(val reason: Reason) : Outcome

    /** Why, in the family's terms. */
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

        /** The secret of this way cannot be read any more. */
        UNPAIRED,

        /** The server keeps no message for a phone that is not listening. */
        NOT_KEPT,
    }
}
