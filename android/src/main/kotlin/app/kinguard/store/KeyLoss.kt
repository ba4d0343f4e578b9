package app.kinguard.store

import android.security.keystore.KeyPermanentlyInvalidatedException

/**
 * Returns whether a keystore failure means that the key is lost forever, rather than that the keystore does not answer
 * now.
 *
 * The keystore's code decides (AOSP: ResponseCode of keystore2, and ErrorCode of KeyMint for negative ones). From
 * Android 12 on it is inside an `android.os.ServiceSpecificException`, which is not part of the API and may be the
 * cause of a RuntimeException. From 13 on it is the public code of `android.security.KeyStoreException`; before 12 that
 * class only has a message. Whatever is not certain to be final does not count: a backend that is busy, locked or
 * restarting still has the key.
 */
internal fun Throwable.meansThatTheKeyIsGone(): Boolean =
    generateSequence(this) { it.cause }.take(LONGEST).any(Throwable::isFinal)

private fun Throwable.isFinal(): Boolean = when {
    this is KeyPermanentlyInvalidatedException -> true
    javaClass.name == SERVICE_SPECIFIC -> code(SERVICE_CODE) in FINAL
    javaClass.name == KEYSTORE -> saysSo()
    else -> false
}

private fun Throwable.saysSo() =
    code(PUBLIC_CODE) in FINAL_PUBLIC || code(KEYSTORE_CODE) in FINAL || message in FINAL_WORDS

private fun Throwable.code(pattern: Regex): Int? = pattern.find(toString())?.groupValues?.get(1)?.toIntOrNull()

private const val LONGEST = 10
private const val SERVICE_SPECIFIC = "android.os.ServiceSpecificException"
private const val KEYSTORE = "android.security.KeyStoreException"
private val SERVICE_CODE = Regex("""\(code (-?\d+)\)""")
private val KEYSTORE_CODE = Regex("""internal Keystore code: (-?\d+)""")
private val PUBLIC_CODE = Regex("""public error code: (-?\d+)""")

/** KEY_NOT_FOUND, VALUE_CORRUPTED, KEY_PERMANENTLY_INVALIDATED; INVALID_KEY_BLOB. */
private val FINAL = setOf(7, 8, 17, -33)

/** ERROR_KEY_DOES_NOT_EXIST, ERROR_KEY_CORRUPTED. */
private val FINAL_PUBLIC = setOf(6, 7)

private val FINAL_WORDS =
    setOf("Invalid key blob", "Key blob corrupted", "Key not found", "Key permanently invalidated")
