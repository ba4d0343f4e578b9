package app.kinguard.store

import android.os.Build
import android.security.keystore.KeyPermanentlyInvalidatedException
import app.kinguard.AndroidRunner
import app.kinguard.lock.TestKeystore
import app.kinguard.store.SecretStore.Opened
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import java.security.ProviderException
import java.security.UnrecoverableKeyException

/** A lost key is replaced. One that does not answer now never is. */
@RunWith(AndroidRunner::class)
class KeyLossTest {
    private val secrets = KeystoreSecretStore()

    @Before
    fun begin() = TestKeystore.install()

    @After
    fun end() = TestKeystore.remove()

    @Test
    fun `what cannot come back is lost, and a new key takes its place`() {
        for (gone in gone()) {
            TestKeystore.forget()
            val old = checkNotNull(KeystoreSecretStore().seal("old"))
            TestKeystore.broken = gone
            assertEquals("$gone", Opened.Lost, KeystoreSecretStore().open(old))
            assertTrue("$gone", KeystoreSecretStore().work())
            val new = checkNotNull(KeystoreSecretStore().seal("new"))
            assertEquals(Opened.Text("new"), KeystoreSecretStore().open(new))
            assertEquals("lost forever", Opened.Lost, KeystoreSecretStore().open(old))
        }
    }

    @Test
    fun `what may come back is not there now, and no key is made`() {
        val old = checkNotNull(secrets.seal("old"))
        for (busy in busy()) {
            TestKeystore.broken = busy
            assertEquals("$busy", Opened.NotNow, KeystoreSecretStore().open(old))
            assertNull("$busy", KeystoreSecretStore().seal("new"))
            assertFalse("$busy", KeystoreSecretStore().work())
            TestKeystore.broken = null
            assertEquals(
                "it is tried again, with the key there was",
                Opened.Text("old"),
                KeystoreSecretStore().open(old),
            )
            assertTrue(KeystoreSecretStore().work())
        }
    }

    /** Returns the exceptions that Android throws, directly or as a cause. */
    private fun gone() = listOf(
        KeyPermanentlyInvalidatedException(),
        UnrecoverableKeyException(
            "Failed to obtain information about key",
        ).initCause(keystore(-33, "Invalid key blob")),
        UnrecoverableKeyException(
            "Failed to obtain information about key",
        ).initCause(keystore(8, "Key blob corrupted")),
        ProviderException("Keystore operation failed", service(7)),
        RuntimeException(service(17)),
        IllegalStateException(RuntimeException(service(-33))),
    ).map { it as Exception }

    private fun busy() = listOf(
        UnrecoverableKeyException("Failed to obtain information about key").initCause(keystore(4, "System error")),
        UnrecoverableKeyException("the keystore does not answer"),
        ProviderException("Keystore operation failed", service(18)),
        RuntimeException(service(19)),
        RuntimeException(service(3)),
        RuntimeException(service(-49)),
        IllegalStateException("Invalid key blob"),
    ).map { it as Exception }

    /** From 13 on its text contains the code; before, only the message. */
    private fun keystore(code: Int, words: String) = Class.forName("android.security.KeyStoreException")
        .getConstructor(Int::class.java, String::class.java)
        .newInstance(code, words) as Exception

    private fun service(code: Int) = Class.forName("android.os.ServiceSpecificException")
        .getConstructor(Int::class.java, String::class.java)
        .newInstance(code, "release ${Build.VERSION.SDK_INT}") as RuntimeException
}
