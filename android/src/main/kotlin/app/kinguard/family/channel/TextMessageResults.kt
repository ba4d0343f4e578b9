package app.kinguard.family.channel

import app.kinguard.family.Outcome

/**
 * Receives the outcomes of text messages that the phone accepted. The phone reports them by broadcast, minutes or days
 * later and perhaps to a new process.
 */
fun interface TextMessageResults {
    /**
     * Receives the [outcome] of the message named [post]. Call [kept] on any thread when it is stored; until then the
     * phone keeps this process alive, for some seconds.
     */
    fun came(post: String, outcome: Outcome, kept: () -> Unit)
}

/** The interface through which [TextMessageReceiver] reaches the application. */
interface TextMessageHost {
    val textMessages: TextMessageChannel
}
