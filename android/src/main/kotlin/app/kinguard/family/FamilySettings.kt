package app.kinguard.family

import app.kinguard.family.Change.What
import app.kinguard.store.Database
import app.kinguard.store.KeystoreSecretStore
import app.kinguard.store.SecretStore
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.text.label
import java.util.UUID

/** What the family has set about its messages. Any thread may call. */
class FamilySettings(
    private val database: Database,
    secrets: SecretStore = KeystoreSecretStore(),
    /** Who is told of what is set; null: nobody. */
    private val changes: () -> Changes? = { null },
) {
    private val safe = AddressCipher(secrets)

    /** How the family calls the person at this phone, as in "Mum"; empty until somebody says. */
    var parent: String
        get() = read("parent").orEmpty()
        set(value) {
            val name = label(value).orEmpty()
            if (name != parent) change("parent", name, Change(What.PARENT))
        }

    /** Whether servers hold a message that arrives when this phone falls silent; null while nobody has said. */
    var lifeline: Boolean?
        get() = read("lifeline")?.let { it == ON }
        set(value) {
            if (value == null) write("lifeline", null)
            if (value != null && value != lifeline) change("lifeline", value, What.LIFELINE)
        }

    /** Whether [address] holds one: where nobody has said, once a message is known to arrive there. */
    fun isHeldAt(address: StoredAddress): Boolean =
        address.address is Address.Ntfy && (lifeline ?: (address.provedAtMs != null))

    /** After so many hours without a sign of this phone that message arrives. */
    var silentHours: Int
        get() = (read("silent-hours")?.toIntOrNull() ?: USUAL_SILENT_HOURS).coerceIn(SILENT_HOURS)
        set(value) {
            if (value != silentHours) change("silent-hours", "$value", Change(What.SILENT_HOURS))
        }

    /** Whether the first contact hears once a week that all is well. */
    var weekly: Boolean
        get() = read("weekly") == ON
        set(value) {
            if (value != weekly) change("weekly", value, What.WEEKLY)
        }

    /** Whether the family hears of [notice]; it does until the person at this phone says otherwise. */
    fun wants(notice: OptionalNotice): Boolean = read(key(notice)) != OFF

    fun want(notice: OptionalNotice, wanted: Boolean) {
        if (wanted != wants(notice)) change(key(notice), wanted, notice.change)
    }

    private fun key(notice: OptionalNotice) = "tells-${notice.name}"

    /** Where a message is held, by the address's id, also once the address is gone. */
    internal var heldAddresses: Map<Long, Address.Ntfy>
        get() = read("held").orEmpty().lines().mapNotNull(::heldAddress).toMap()
        set(value) {
            val lines = value.map { (id, address) -> "$id ${safe.write(address)}" }
            write("held", lines.joinToString("\n"))
        }

    private fun heldAddress(line: String): Pair<Long, Address.Ntfy>? {
        val id = line.substringBefore(' ').toLongOrNull() ?: return null
        return (safe.read(line.substringAfter(' ')) as? Address.Ntfy)?.let { id to it }
    }

    /** The stamp of the last sign of life. */
    internal var lastBeatMs: Long?
        get() = read("beat")?.toLongOrNull()
        set(value) = write("beat", value?.toString())

    /** The stamp since when there are gaps; null where there are none. */
    internal var brokenMs: Long?
        get() = read("broken")?.toLongOrNull()
        set(value) = write("broken", value?.toString())

    /** The addresses whose loss the family knows of, by id. */
    internal var lossesTold: Set<Long>
        get() = read("losses").orEmpty().split(' ').mapNotNull(String::toLongOrNull).toSet()
        set(value) = write("losses", value.joinToString(" "))

    /** The stamp of the last weekly word. */
    internal var lastWeeklyMs: Long?
        get() = read("weekly-last")?.toLongOrNull()
        set(value) = write("weekly-last", value?.toString())

    /** A random name of this installation, which tells nothing about the phone. */
    val install: String by once("install") { UUID.randomUUID().toString().take(INSTALL) }

    /** Leads to the names by which servers know this phone's messages, see [MessageIds.external]. */
    val secretOfNames: String by once("names") { UUID.randomUUID().toString().plus(UUID.randomUUID()) }

    /** Made by whoever asks first, and the same for all: only the database is waited for. */
    private fun once(key: String, make: () -> String) = lazy(LazyThreadSafetyMode.PUBLICATION) {
        read(key) ?: database.write { read(key) ?: make().also { write(key, it) } }
    }

    private fun change(key: String, on: Boolean, what: What) = change(key, if (on) ON else OFF, Change(what, on))

    /** What is set and what is said of it are one. */
    private fun change(key: String, value: String, change: Change) {
        val changes = changes()
        database.write {
            it.putSetting(PREFIX + key, value)
            changes?.settingsChanged(setOf(change))
        }
        changes?.deliver()
    }

    internal fun read(key: String): String? = database.setting(PREFIX + key)

    internal fun write(key: String, value: String?): Unit = database.write { it.putSetting(PREFIX + key, value) }

    companion object {
        /** A night in hospital is no silence; what is found out later than two days helps nobody. */
        val SILENT_HOURS = 36..48
        private const val USUAL_SILENT_HOURS = 40
        private const val PREFIX = "family-"
        private const val ON = "on"
        private const val OFF = "off"
        private const val INSTALL = 8
    }
}
