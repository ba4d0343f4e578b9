package app.kinguard.family.screen

import app.kinguard.family.Address
import app.kinguard.family.AddressCodec
import app.kinguard.family.Contact
import app.kinguard.family.Language
import app.kinguard.family.StoredAddress
import app.kinguard.family.channel.WebhookPreset
import app.kinguard.family.channel.WebhookPresets
import app.kinguard.family.words.PhoneNumbers
import app.kinguard.family.words.PhoneNumbers.Reading
import app.kinguard.text.label
import org.json.JSONObject

/** A contact that is being edited, valid or not. */
internal data class ContactDraft(
    /** The contact's id; null for a new contact. */
    val id: Long?,
    val name: String,
    val number: String,
    val language: Language,
    val first: Boolean,
    val textMessages: Boolean,
    val push: Address.Ntfy?,
    /** The fields of each enabled robot, by preset and field name. */
    val webhooks: Map<String, Map<String, String>>,
) {
    /** Returns the contact to store, or the faults. */
    fun check(numbers: PhoneNumbers, others: List<Contact>): Checked {
        val reading = numbers.read(number)
        val faults =
            listOfNotNull(
                Fault.Name.takeIf { label(name) == null },
                (reading as? Reading.Wrong)?.let { Fault.Number(it.fault) },
                Fault.Known.takeIf { reading is Reading.Number && others.any { it.number == reading.e164 } },
                Fault.NoWay.takeIf { !textMessages && push == null && webhooks.isEmpty() },
            ) + webhookFaults()
        if (faults.isNotEmpty() || reading !is Reading.Number) return Checked.Wrong(faults)
        return Checked.Right(label(name).orEmpty(), reading.e164, addresses())
    }

    /** Uses a robot with [values], or no more if they are null. */
    fun with(robot: String, values: Map<String, String>?): ContactDraft =
        copy(webhooks = if (values == null) webhooks - robot else webhooks + (robot to values))

    fun write(): String = JSONObject()
        .putOpt("id", id)
        .put("name", name)
        .put("number", number)
        .put("language", language.name)
        .put("first", first)
        .put("text", textMessages)
        .putOpt("push", push?.let(AddressCodec::write))
        .put("webhooks", JSONObject(webhooks.mapValues { JSONObject(it.value) }))
        .toString()

    private fun webhookFaults(): List<Fault> = presets().flatMap { preset ->
        val typed = webhooks.getValue(preset.id)
        preset.fields.filter { it.read(typed[it.name].orEmpty()) == null }.map { Fault.Field(preset.id, it.name) }
    }

    private fun addresses(): List<Address> {
        val robots = presets().map { Address.Webhook(it.id, it.read(webhooks.getValue(it.id)).orEmpty()) }
        return listOfNotNull(Address.TextMessage.takeIf { textMessages }, push) + robots
    }

    private fun presets(): List<WebhookPreset> = WebhookPresets.ALL.filter { it.id in webhooks }

    sealed interface Checked {
        data class Right(val name: String, val number: String, val addresses: List<Address>) : Checked {
            /** Returns the changed contact. Addresses that remain keep their proof. */
            fun of(contact: Contact, language: Language): Contact = contact.copy(
                name = name,
                number = number,
                language = language,
                addresses = (addresses + kept(contact)).map { StoredAddress(0, it, null) },
            )

            /** Returns paired devices, and addresses that may become readable again. Nobody has given those up. */
            private fun kept(contact: Contact) = contact.addresses.map { it.address }
                .filter { it is Address.Sealed || (it is Address.Lost && !it.forGood) }
        }

        data class Wrong(val faults: List<Fault>) : Checked
    }

    sealed interface Fault {
        data object Name : Fault

        data class Number(val fault: PhoneNumbers.Fault) : Fault

        /** Another contact has this number. */
        data object Known : Fault

        data object NoWay : Fault

        data class Field(val preset: String, val name: String) : Fault
    }

    companion object {
        fun empty(language: Language) =
            ContactDraft(null, "", "", language, first = false, textMessages = true, null, emptyMap())

        fun of(contact: Contact): ContactDraft {
            val addresses = contact.addresses.map { it.address }
            return ContactDraft(
                id = contact.id,
                name = contact.name,
                number = contact.number,
                language = contact.language,
                first = false,
                textMessages = Address.TextMessage in addresses,
                push = addresses.filterIsInstance<Address.Ntfy>().firstOrNull(),
                webhooks = addresses.filterIsInstance<Address.Webhook>().associate { it.preset to it.values },
            )
        }

        /** Reads text that [ContactDraft.write] wrote in this version. */
        fun read(text: String): ContactDraft {
            val json = JSONObject(text)
            val webhooks = json.getJSONObject("webhooks")
            return ContactDraft(
                id = if (json.has("id")) json.getLong("id") else null,
                name = json.getString("name"),
                number = json.getString("number"),
                language = Language.valueOf(json.getString("language")),
                first = json.getBoolean("first"),
                textMessages = json.getBoolean("text"),
                push = json.optString("push").ifEmpty { null }?.let(AddressCodec::read) as? Address.Ntfy,
                webhooks = webhooks.keys().asSequence().associateWith { texts(webhooks.getJSONObject(it)) },
            )
        }

        private fun texts(json: JSONObject) = json.keys().asSequence().associateWith(json::getString)
    }
}
