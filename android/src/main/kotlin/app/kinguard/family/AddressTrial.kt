package app.kinguard.family

/**
 * Sends a test to an address that is not stored yet, so that a mistake shows while the address is being entered. The
 * test names nobody. A contact's confirmation needs [Family.test].
 */
class AddressTrial(
    private val channel: Channel<Address>,
    /** Writes the test. */
    private val write: (Language) -> OutgoingMessage,
    private val consent: Consent,
) {
    /** False once the parent has withdrawn the consent: after that, nothing is sent. */
    val isAllowed: Boolean get() = consent.state !is Consent.State.Withdrawn

    /** Reports the outcome on any thread. Waits for the database. */
    fun send(address: Address, language: Language, outcome: (Outcome) -> Unit) {
        if (isAllowed) channel.send(write(language), address, outcome)
    }
}
