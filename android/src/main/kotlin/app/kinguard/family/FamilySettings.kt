package app.kinguard.family

import app.kinguard.core.Help
import app.kinguard.family.Change.What
import app.kinguard.store.Database
import app.kinguard.store.KeystoreSecretStore
import app.kinguard.store.SecretStore
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.text.label
import java.util.UUID

/** The family's settings for messages. Thread-safe. */
class FamilySettings(
    private val database: Database,
    secrets: SecretStore = KeystoreSecretStore(),
    /** Receives the changes of settings; null if nobody is told. */
    private val changes: () -> Changes? = { null },
) {
    private val safe = AddressCipher(secrets)

    /** The family's name for the parent, such as "Mum"; empty until set. */
    var parent: String
        get() = read("parent").orEmpty()
        set(value) {
            val name = label(value).orEmpty()
            if (name != parent) change("parent", name, Change(What.PARENT))
        }

    /** True if servers hold a message that is released when this phone falls silent; null until decided. */
    var lifeline: Boolean?
        get() = read("lifeline")?.let { it == ON }
        set(value) {
            if (value == null) write("lifeline", null)
            if (value != null && value != lifeline) change("lifeline", value, What.LIFELINE)
        }

    /**
     * Returns whether [address] holds such a message. Until that is decided, it does once messages are known to arrive
     * there.
     */
    fun isHeldAt(address: StoredAddress): Boolean =
        address.address is Address.Ntfy && (lifeline ?: (address.provedAtMs != null))

    /** The number of hours without a sign of life after which that message is released. */
    var silentHours: Int
        get() = (read("silent-hours")?.toIntOrNull() ?: USUAL_SILENT_HOURS).coerceIn(SILENT_HOURS)
        set(value) {
            if (value != silentHours) change("silent-hours", "$value", Change(What.SILENT_HOURS))
        }

    /** True if the first contact is told once a week that all is well. */
    var weekly: Boolean
        get() = read("weekly") == ON
        set(value) {
            if (value != weekly) change("weekly", value, What.WEEKLY)
        }

    /** Returns whether the family receives [notice]. It does until the parent decides otherwise. */
    fun wants(notice: OptionalNotice): Boolean = read(key(notice)) != OFF

    fun want(notice: OptionalNotice, wanted: Boolean) {
        if (wanted != wants(notice)) change(key(notice), wanted, notice.change)
    }

    private fun key(notice: OptionalNotice) = "tells-${notice.name}"

    /** The address of the page on which a contact without the app reads sealed messages; empty if there is none. */
    var page: String
        get() = read("page").orEmpty()
        set(value) {
            if (value != page) change("page", value, Change(What.PAGE))
        }
    /** Returns whether the parent lets the family help like this from afar. They do not until they say so. */
    fun allows(help: Help): Boolean = read(key(help)) == ON

    fun allow(help: Help, allowed: Boolean) {
        if (allowed != allows(help)) change(key(help), allowed, Change.of(help))
    }

    private fun key(help: Help) = "allows-${help.name}"

    /** The addresses at which a message is held, by address id, including those that have been removed. */
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

    /** The stamp since which there are gaps; null if there are none. */
    internal var brokenMs: Long?
        get() = read("broken")?.toLongOrNull()
        set(value) = write("broken", value?.toString())

    /** The ids of the addresses whose loss the family knows of. */
    internal var lossesTold: Set<Long>
        get() = read("losses").orEmpty().split(' ').mapNotNull(String::toLongOrNull).toSet()
        set(value) = write("losses", value.joinToString(" "))

    /** The stamp of the last weekly message. */
    internal var lastWeeklyMs: Long?
        get() = read("weekly-last")?.toLongOrNull()
        set(value) = write("weekly-last", value?.toString())

    /** A random name of this installation, which reveals nothing about the phone. */
    val install: String by once("install") { UUID.randomUUID().toString().take(INSTALL) }

    /** The secret from which the names that servers know are derived, see [MessageIds.external]. */
    val secretOfNames: String by once("names") { UUID.randomUUID().toString().plus(UUID.randomUUID()) }

    /** Created on first use, and the same for all callers. Waits only for the database. */
    private fun once(key: String, make: () -> String) = lazy(LazyThreadSafetyMode.PUBLICATION) {
        read(key) ?: database.write { read(key) ?: make().also { write(key, it) } }
    }

    private fun change(key: String, on: Boolean, what: What) = change(key, if (on) ON else OFF, Change(what, on))

    /** Stores a setting and the message about it in one transaction. */
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
        /** A night in hospital is not silence, and a message after more than two days helps nobody. */
        val SILENT_HOURS = 36..48
        private const val USUAL_SILENT_HOURS = 36
        private const val PREFIX = "family-"
        private const val ON = "on"
        private const val OFF = "off"
        private const val INSTALL = 8
    }
}
