package app.kinguard.store

/** Encrypts secrets in the database with a key of this phone. Thread-safe. */
interface SecretStore {
    /** Returns [plain] encrypted; null if the phone cannot encrypt now. */
    fun seal(plain: String): String?

    fun open(sealed: String): Opened

    /** Returns whether encrypting and decrypting works now. */
    fun work(): Boolean

    /** The result of decrypting. */
    sealed interface Opened {
        data class Text(val plain: String) : Opened

        /** The key is gone forever: the database came from another phone, or the phone's keystore was cleared. */
        data object Lost : Opened

        /** The phone's keystore does not answer, for instance just after a boot. */
        data object NotNow : Opened
    }
}
