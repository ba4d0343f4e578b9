package app.kinguard.store

/** Keeps what must not lie open in the database under a key of this phone. Any thread may call. */
interface SecretStore {
    /** [plain] as it may lie in the database; null where the phone can keep nothing under a key now. */
    fun seal(plain: String): String?

    fun open(sealed: String): Opened

    /** Whether what is sealed now can be opened again. */
    fun work(): Boolean

    /** What came of opening. */
    sealed interface Opened {
        data class Text(val plain: String) : Opened

        /** The key is gone for good: the database came to another phone, or the phone's own store of keys was emptied. */
        data object Lost : Opened

        /** The phone's store of keys does not answer, as may happen just after a boot. */
        data object NotNow : Opened
    }
}
