package app.kinguard.family

import app.kinguard.store.SecretStore
import app.kinguard.store.SecretStore.Opened
import org.json.JSONException
import org.json.JSONObject

/**
 * Addresses as they lie in the database: under a key where they hold a secret.
 *
 * Where the phone has no key to offer they lie open, as those of earlier versions do, until they are written again: the
 * database is this app's alone, and an alert that cannot be sent protects nobody.
 */
internal class AddressCipher(private val secrets: SecretStore) {
    fun write(address: Address): String {
        val way = way(address) ?: return AddressCodec.write(address)
        val sealed = secrets.seal(AddressCodec.write(address)) ?: return AddressCodec.write(address)
        return JSONObject().put(TYPE, SEALED).put(WAY, way).put(BOX, sealed).toString()
    }

    /** Null for what a later version wrote. */
    fun read(text: String): Address? {
        val json = sealed(text) ?: return AddressCodec.read(text)
        return when (val opened = secrets.open(json.optString(BOX))) {
            is Opened.Text -> AddressCodec.read(opened.plain)
            Opened.Lost -> Address.Lost(json.optString(WAY), forGood = true, text)
            Opened.NotNow -> Address.Lost(json.optString(WAY), forGood = false, text)
        }
    }

    /** Whether [text] holds a secret that lies open. */
    fun liesOpen(text: String): Boolean = sealed(text) == null && AddressCodec.read(text)?.let(::way) != null

    private fun sealed(text: String): JSONObject? = try {
        JSONObject(text).takeIf { it.optString(TYPE) == SEALED }
    } catch (_: JSONException) {
        null
    }

    /** The name of a way that needs a secret; it is none itself. */
    private fun way(address: Address): String? = when (address) {
        is Address.Ntfy -> Address.Lost.NTFY
        is Address.Webhook -> address.preset
        is Address.Lost, Address.TextMessage -> null
    }

    private companion object {
        const val TYPE = "type"
        const val SEALED = "sealed"
        const val WAY = "way"
        const val BOX = "box"
    }
}
