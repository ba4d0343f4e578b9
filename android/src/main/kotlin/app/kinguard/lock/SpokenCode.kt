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
 * Lets a member of the family agree to something from afar: they receive a code and read it out over the telephone.
 *
 * The code goes by text message to one contact, and never to this phone's own number: anybody who runs a push server or
 * knows the topic can read a push message, and a bot tells a whole group. Only the latest code is valid, for a quarter
 * of an hour of this boot and for few attempts.
 *
 * Android keeps a copy of the message among the phone's sent messages, where anybody at the phone can read it. So all
 * of the family hear over every route, before the code is sent, that somebody asked for it.
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
    /** The purpose of a code. */
    class Purpose(
        /** The message that carries the code. */
        internal val kind: MessageKind,
        /** The setting that stores the code. */
        internal val key: String,
        /**
         * Called after the right code, as part of the current transaction. `about` is the contact the code was sent
         * about.
         */
        internal val agreed: (about: Long?) -> Unit,
    ) {
        companion object {
            /** Clears a forgotten PIN. */
            fun reset(pin: Pin) = Purpose(MessageKind.PIN_CODE, "lock-code") { pin.clear() }

            /** Confirms a new contact at once. */
            fun confirm(contacts: Contacts, family: Family) =
                Purpose(MessageKind.CONTACT_CODE, "lock-confirm") { about ->
                    contacts.all().find { it.id == about }?.let(family::confirm)
                }
        }
    }

    /** The storage and clocks for a code. */
    class Keeping(
        val database: Database,
        val ticks: StoredEngineClock.Ticks,
        val nowMs: () -> Long,
        val secrets: SecretStore,
        val hashing: Executor,
    )

    /** The result of requesting or entering a code. */
    enum class Answer {
        SENT,

        /** The limit of codes per day is reached. */
        TOO_MANY,

        /** The code was right, and its purpose is done. */
        RIGHT,
        WRONG,

        /** There is no valid code. */
        VOID,
    }

    private val database get() = keeping.database

    /** True while a code is being made or checked. */
    @Volatile
    var isBusy = false
        private set

    /** Returns the contacts who can receive a code: only confirmed ones. */
    fun whom(): List<Contact> {
        val own = ownNumbers()
        return contacts.confirmed()
            .filter { contact -> contact.addresses.any { purpose.kind.mayGoBy(it.address) } }
            .filterNot { contact -> own.any { isSame(it, contact.number) } }
    }

    /** Returns the contact with this id if they are not confirmed yet; null otherwise. */
    fun newcomer(id: Long): Contact? = contacts.all().find { it.id == id }?.takeIf { it.id in contacts.onProbation() }

    /** Returns the contact whose code is awaited, or null if there is none. */
    fun awaited(): Contact? = kept()?.let { kept -> contacts.confirmed().find { it.id == kept.contact } }

    /** Returns the contact the current code is about, or null if it is about nobody or there is none. */
    fun about(): Long? = kept()?.about

    /** Returns the number of attempts left for the current code. */
    fun triesLeft(): Int = kept()?.left ?: 0

    /**
     * Sends a new code to [contact], one of [whom]; earlier codes are no longer valid. [about] is the contact the code
     * is about, if any.
     */
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
            // Without a key the code is stored unencrypted, in this app's own database, until it is used or void.
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

    /** Tries [digits]. The right code carries out its purpose, and all of the family are told. */
    fun give(digits: String, done: (Answer) -> Unit) = slowly(done) {
        val kept = kept()?.takeIf { awaited() != null } ?: return@slowly Answer.VOID
        // The attempt is used up before it is known to be right.
        val left = kept.copy(left = kept.left - 1)
        database.write { it.putSetting(purpose.key, if (left.left > 0) left.write() else null) }
        when {
            hash.matches(digits, kept.hash) -> agreed(kept)
            left.left > 0 -> Answer.WRONG
            else -> Answer.VOID
        }
    }

    /** Returns the code that [message] carries, or null if it is no longer valid. */
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

    /** One number may have a country code, the other a trunk prefix. */
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
            /** Returns null if the text cannot be read. */
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

        /** The suffix of the setting that stores the times of sending. */
        private const val SENT = "s-sent"
    }
}
