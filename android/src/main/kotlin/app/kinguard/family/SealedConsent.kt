package app.kinguard.family

/**
 * What a paired device of a contact who counts as family may decide besides a danger. A contact is named by their index
 * in the family. Called on the family's thread.
 */
interface SealedConsent {
    /** The contact agrees that the forgotten PIN is cleared. */
    fun reset(contact: Int)

    /** The contact objects to what was announced. */
    fun `object`(contact: Int)

    /** Nothing can be decided. */
    object None : SealedConsent {
        override fun reset(contact: Int) = Unit

        override fun `object`(contact: Int) = Unit
    }
}
