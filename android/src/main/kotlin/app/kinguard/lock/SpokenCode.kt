package app.kinguard.lock

import app.kinguard.failure.unlessRefused
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.Message
import app.kinguard.family.MessageKind
import app.kinguard.guard.StoredEngineClock
import app.kinguard.store.Database
import app.kinguard.store.SecretStore
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.time.DAY_MS
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject
import java.security.SecureRandom
import java.util.concurrent.Executor

/**
 * Lets one of the family agree to something from afar: they are sent digits, and say them over the telephone.
 *
 * They go by text message to one person, and never to this phone's own number: a push can be read by whoever runs the
 * server or knows its topic, and a robot tells a whole group. Only the latest digits count, for a quarter of an hour of this
 * boot, and for few tries.
 *
 * Android keeps a copy of the message among those that this phone has sent, where whoever is at the phone may read it. So
 * everybody of the family hears, on every way and before the digits leave, that somebody asked for them.
 */
class SpokenCode(
    private val purpose: Purpose,
    private val contacts: Contacts,
    private val family: Family,
    private val keeping: Keeping,
    private val ownNumbers: () -> List<String>,
    private val hash: PinHash = PinHash(),
    private val random: SecureRandom = SecureRandom(),
) {
    /** What digits are good for. */
    class Purpose(
        /** The message that carries them. */
        internal val kind: MessageKind,
        /** Where they are kept. */
        internal val key: String,
        /** What is done once they are right, as part of the transaction under way. [about]: whom they were sent for. */
        internal val agreed: (about: Long?) -> Unit,
    ) {
        companion object {
            /** Clears a forgotten PIN. */
            fun reset(pin: Pin) = Purpose(MessageKind.PIN_CODE, "lock-code") { pin.clear() }

            /** Lets somebody new count as family at once. */
            fun confirm(contacts: Contacts, family: Family) =
                Purpose(MessageKind.CONTACT_CODE, "lock-confirm") { about ->
                    contacts.all().find { it.id == about }?.let(family::confirm)
                }
        }
    }

    /** Where and how it is kept. */
    class Keeping(
        val database: Database,
        val ticks: StoredEngineClock.Ticks,
        val nowMs: () -> Long,
        val secrets: SecretStore,
        val hashing: Executor,
    )

    /** What came of asking for digits or giving them. */
    enum class Answer {
        SENT,

        /** So many were sent lately that no more are. */
        TOO_MANY,

        /** What they are good for is done. */
        RIGHT,
        WRONG,

        /** There are none that count. */
        VOID,
    }

    private val database get() = keeping.database

    /** Whether digits are just being made or looked at. */
    @Volatile
    var isBusy = false
        private set

    /** Who can be sent digits: only those who count as family. */
    fun whom(): List<Contact> {
        val own = ownNumbers()
        return contacts.confirmed()
            .filter { contact -> contact.addresses.any { purpose.kind.mayGoBy(it.address) } }
            .filterNot { contact -> own.any { isSame(it, contact.number) } }
    }

    /** Who does not count as family yet, by their id; null for whoever does, or is not there. */
    fun newcomer(id: Long): Contact? = contacts.all().find { it.id == id }?.takeIf { it.id in contacts.onProbation() }

    /** Whose digits are waited for; null: nobody's. */
    fun awaited(): Contact? = kept()?.let { kept -> contacts.confirmed().find { it.id == kept.contact } }

    /** About whom they were sent; null: about nobody, or there are none. */
    fun about(): Long? = kept()?.about

    /** How many tries the digits that are waited for still have. */
    fun triesLeft(): Int = kept()?.left ?: 0

    /** Sends new digits to [contact], one of [whom]; those before no longer count. [about]: for whom, of the others. */
    fun send(contact: Contact, about: Contact? = null, done: (Answer) -> Unit) = slowly(done) {
        val nowMs = keeping.nowMs()
        val sent = sentAt().filter { nowMs - it in 0 until DAY_MS }
        if (sent.size >= MOST_A_DAY) return@slowly Answer.TOO_MANY
        val digits = "%0${Pin.DIGITS}d".format(random.nextInt(MANY))
        val hashed = hash.make(digits)
        val sealed = keeping.secrets.seal(digits)
        database.write {
            val facts = Message.Facts(who = about?.name)
            family.tellAll(MessageKind.CODE_ASKED, facts)
            val message = family.tell(purpose.kind, contact, facts)
            // Without a key the digits lie open until they are used or void: in this app's own database.
            val text = sealed ?: digits
            val elapsedMs = keeping.ticks.elapsedMs()
            val kept =
                Kept(
                    contact.id,
                    about?.id,
                    message.id,
                    hashed,
                    text,
                    sealed != null,
                    keeping.ticks.boot(),
                    elapsedMs,
                    TRIES,
                )
            it.putSetting(purpose.key, kept.write())
            it.putSetting(purpose.key + SENT, JSONArray(sent + nowMs).toString())
        }
        family.deliver()
        Answer.SENT
    }

    /** Tries [digits]. Once they are right it is done, and everybody of the family knows. */
    fun give(digits: String, done: (Answer) -> Unit) = slowly(done) {
        val kept = kept()?.takeIf { awaited() != null } ?: return@slowly Answer.VOID
        // It is used up before it is known whether it is right.
        val left = kept.copy(left = kept.left - 1)
        database.write { it.putSetting(purpose.key, if (left.left > 0) left.write() else null) }
        when {
            hash.matches(digits, kept.hash) -> agreed(kept)
            left.left > 0 -> Answer.WRONG
            else -> Answer.VOID
        }
    }

    /** The digits that [message] carries; null once they count no longer. */
    fun digits(message: Long): String? {
        val kept = kept()?.takeIf { it.message == message } ?: return null
        if (!kept.isSealed) return kept.digits
        return (keeping.secrets.open(kept.digits) as? SecretStore.Opened.Text)?.plain
    }

    private fun agreed(kept: Kept): Answer {
        database.write {
            it.putSetting(purpose.key, null)
            purpose.agreed(kept.about)
        }
        family.deliver()
        return Answer.RIGHT
    }

    private fun kept(): Kept? = database.setting(purpose.key)?.let(Kept::read)?.takeIf(::counts)

    private fun counts(kept: Kept): Boolean {
        val passedMs = keeping.ticks.elapsedMs() - kept.elapsedMs
        return kept.boot == keeping.ticks.boot() && passedMs in 0 until LASTS_MS
    }

    private fun sentAt(): List<Long> = try {
        JSONArray(database.setting(purpose.key + SENT) ?: "[]").let { all -> List(all.length(), all::getLong) }
    } catch (_: JSONException) {
        emptyList()
    }

    /** One may have the country before it, the other a trunk's zero. */
    private fun isSame(own: String, number: String): Boolean {
        val digits = own.filter(Char::isDigit)
        return digits.length >= TELLING && number.filter(Char::isDigit).takeLast(TELLING) == digits.takeLast(TELLING)
    }

    private fun slowly(done: (Answer) -> Unit, act: () -> Answer) {
        isBusy = true
        keeping.hashing.execute {
            val came = unlessRefused(act) ?: Answer.VOID
            isBusy = false
            done(came)
        }
    }

    private data class Kept(
        val contact: Long,
        val about: Long?,
        val message: Long,
        val hash: String,
        val digits: String,
        val isSealed: Boolean,
        val boot: Int?,
        val elapsedMs: Long,
        val left: Int,
    ) {
        fun write(): String = JSONObject()
            .put("contact", contact)
            .putOpt("about", about)
            .put("message", message)
            .put("hash", hash)
            .put("digits", digits)
            .put("sealed", isSealed)
            .putOpt("boot", boot)
            .put("elapsed", elapsedMs)
            .put("left", left)
            .toString()

        companion object {
            /** Null when it cannot be read. */
            fun read(text: String): Kept? = try {
                val json = JSONObject(text)
                Kept(
                    contact = json.getLong("contact"),
                    about = if (json.isNull("about")) null else json.getLong("about"),
                    message = json.getLong("message"),
                    hash = json.getString("hash"),
                    digits = json.getString("digits"),
                    isSealed = json.getBoolean("sealed"),
                    boot = if (json.isNull("boot")) null else json.getInt("boot"),
                    elapsedMs = json.getLong("elapsed"),
                    left = json.getInt("left"),
                )
            } catch (_: JSONException) {
                null
            }
        }
    }

    companion object {
        const val LASTS_MS = 15 * 60_000L
        const val TRIES = 3
        const val MOST_A_DAY = 3
        private const val MANY = 1_000_000
        private const val TELLING = 8

        /** When they were sent, beside them. */
        private const val SENT = "s-sent"
    }
}
