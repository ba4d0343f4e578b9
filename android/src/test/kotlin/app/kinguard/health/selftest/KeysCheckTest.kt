package app.kinguard.health.selftest

import app.kinguard.AndroidRunner
import app.kinguard.family.Address
import app.kinguard.family.Contacts
import app.kinguard.family.Language
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import app.kinguard.lock.TestKeystore
import app.kinguard.store.Database
import app.kinguard.store.KeystoreSecretStore
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import java.security.KeyStoreException

@RunWith(AndroidRunner::class)
class KeysCheckTest {
    private val database = Database(RuntimeEnvironment.getApplication())
    private val push = Address.Ntfy("https://push.example", "alert", "reply", null, null)

    @Before
    fun begin() = TestKeystore.install()

    @After
    fun end() = TestKeystore.remove()

    @Test
    fun `where no way holds a secret there is nothing to be tried`() {
        assertEquals(Finding.NotApplicable, run())
        add(Address.TextMessage)
        assertEquals(Finding.NotApplicable, run())
    }

    @Test
    fun `a key that keeps and gives is fine`() {
        add(Address.TextMessage, push)
        assertEquals(Finding.Fine, run())
    }

    @Test
    fun `one that does not answer is a fault until it does`() {
        add(push)
        TestKeystore.broken = KeyStoreException("busy")
        assertEquals(Finding.Fault(Reason.NO_KEY), run())
        TestKeystore.broken = null
        assertEquals(Finding.Fine, run())
    }

    @Test
    fun `a key that is lost is made anew, and what lay under it is named until it is paired again`() {
        val mary = add(Address.TextMessage, push)
        TestKeystore.forget()
        assertEquals(Finding.Fault(Reason.UNPAIRED), run())
        val lost = contacts().all().single()
        contacts().change(
            lost.copy(
                addresses = lost.addresses.filterNot {
                    it.address is Address.Lost
                } + mary.addresses,
            ),
        )
        assertEquals(Finding.Fine, run())
    }

    private fun add(vararg addresses: Address) =
        contacts().add("女儿小芳", "+8613900000001", Language.MAINLAND, addresses.toList())

    /** The contacts of a new process, which has decrypted nothing yet. */
    private fun contacts() = Contacts(database, KeystoreSecretStore())

    private fun run(): Finding? = KeystoreSecretStore().let { secrets ->
        KeysCheck(secrets) { Contacts(database, secrets).all() }.run()
    }
}
