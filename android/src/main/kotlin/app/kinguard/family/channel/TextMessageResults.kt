package app.kinguard.family.channel

import app.kinguard.family.Outcome

/**
 * Hears what became of text messages that the phone took. The phone tells it by broadcast, minutes or days later and
 * perhaps to a process that knows nothing of the sending.
 */
fun interface TextMessageResults {
    /**
     * [outcome] of the attempt to send the message named [post]. [kept] is to be called, on any thread, when that is
     * stored: until then the phone keeps this process alive, for some seconds.
     */
    fun came(post: String, outcome: Outcome, kept: () -> Unit)
}

/** What [TextMessageReceiver] finds in the application. */
interface TextMessageHost {
    val textMessages: TextMessageChannel
}
