package app.kinguard.family

import app.kinguard.store.SecretStore
import app.kinguard.store.SecretStore.Opened
import org.json.JSONException
import org.json.JSONObject

/**
 * The stored form of addresses. Those that contain a secret are encrypted.
 *
 * If the phone has no key to offer, they are stored in plain text, as earlier versions did, until they are next
 * written: only this app can read its database, and an alert that cannot be sent protects nobody.
 */
internal class AddressCipher(private val secrets: SecretStore) {
    fun write(address: Address): String {
        val way = way(address) ?: return AddressCodec.write(address)
        val sealed = secrets.seal(AddressCodec.write(address)) ?: return AddressCodec.write(address)
        return JSONObject().put(TYPE, SEALED).put(WAY, way).put(BOX, sealed).toString()
    }

    /** Returns null if a later version wrote [text]. */
    fun read(text: String): Address? {
        val json = sealed(text) ?: return AddressCodec.read(text)
        return when (val opened = secrets.open(json.optString(BOX))) {
            is Opened.Text -> AddressCodec.read(opened.plain)
            Opened.Lost -> Address.Lost(json.optString(WAY), forGood = true, text)
            Opened.NotNow -> Address.Lost(json.optString(WAY), forGood = false, text)
        }
    }

    /** Returns whether [text] contains a secret in plain text. */
    fun liesOpen(text: String): Boolean = sealed(text) == null && AddressCodec.read(text)?.let(::way) != null

    private fun sealed(text: String): JSONObject? = try {
        JSONObject(text).takeIf { it.optString(TYPE) == SEALED }
    } catch (_: JSONException) {
        null
    }

    /** Returns the name of the way, which is not secret itself, or null if [address] contains no secret. */
    private fun way(address: Address): String? = when (address) {
        is Address.Ntfy -> Address.Lost.NTFY
        is Address.Sealed -> Address.Lost.DEVICE
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
