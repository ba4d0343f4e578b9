package app.kinguard.family

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import app.kinguard.store.Database
import app.kinguard.store.KeystoreSecretStore
import app.kinguard.store.SecretStore
import app.kinguard.store.all
import app.kinguard.store.textOrNull
import app.kinguard.text.label

/** The stored contacts. Thread-safe. */
class Contacts(
    private val database: Database,
    secrets: SecretStore = KeystoreSecretStore(),
    private val probation: Probation = Probation(database, Uptime.Still),
    /** Called after each change, inside the surrounding transaction if there is one. */
    private val changed: () -> Unit = {},
    private val keys: DeviceKeys = DeviceKeys.None,
) {
    private val cipher = AddressCipher(secrets)

    /** Returns all contacts, the first to call first. Those who do not count as family yet come last. */
    fun all(): List<Contact> {
        val judge = keys.judge()
        val (waiting, rows) = database.read { sql -> onProbation() to rows(sql) }
        return opened(rows, judge).sortedBy { it.id in waiting }
    }

    /**
     * Returns those who count as family. They come first in [all], and the guard knows them by their index in this
     * list.
     */
    fun confirmed(): List<Contact> {
        val judge = keys.judge()
        val (waiting, rows) = database.read { sql -> onProbation() to rows(sql) }
        return opened(rows, judge).filterNot { it.id in waiting }
    }

    /** Returns how long those who do not count as family must still wait, by contact id. */
    fun onProbation(): Map<Long, Long> = probation.all()

    /** Stops counting [contact] as family for a while. */
    internal fun putOnProbation(contact: Contact): Unit = changing { probation.begin(contact.id) }

    /** Counts [contact] as family from now on. */
    internal fun confirm(contact: Contact): Unit = changing { probation.end(contact.id) }

    /** Stores the elapsed probation. Call it now and then. */
    fun settle() = probation.settle()

    /** Returns the index that [contact] has once everybody counts as family, or a negative number if they are gone. */
    fun place(contact: Contact): Int = inPlaces().indexOfFirst { it.id == contact.id }

    private fun inPlaces(): List<Contact> {
        val judge = keys.judge()
        return opened(database.read(::rows), judge)
    }

    /**
     * The stored rows. Their secrets are opened only after the database is released, because the keystore may be slow.
     */
    private class Rows(val contacts: List<Contact>, val addresses: List<SealedAddress>)

    private class SealedAddress(
        val id: Long,
        val contact: Long,
        val payload: String,
        val provedAtMs: Long?,
        /** The state of a paired device, as it is stored; null if there is none. */
        val state: String?,
        val generation: Long,
    )

    private fun rows(sql: SQLiteDatabase) = Rows(
        sql.rawQuery("SELECT id, name, number, language FROM contact ORDER BY place, id", null).all {
            Contact(getLong(0), getString(1), getString(2), language(getString(3)), emptyList())
        },
        sql.rawQuery(
            """SELECT address.id, contact, payload, proved_at, device.state, device.generation FROM address
            LEFT JOIN device ON device.address = address.id ORDER BY address.id""",
            null,
        ).all {
            val provedAtMs = if (isNull(3)) null else getLong(3)
            SealedAddress(getLong(0), getLong(1), getString(2), provedAtMs, textOrNull(4), getLong(5))
        },
    )

    private fun opened(rows: Rows, judge: DeviceKeys.Judge): List<Contact> {
        val addresses = rows.addresses.groupBy({ it.contact }) { row ->
            address(row, judge)?.let { StoredAddress(row.id, it, row.provedAtMs) }
        }
        return rows.contacts.map { it.copy(addresses = addresses[it.id].orEmpty().filterNotNull()) }
    }

    private fun address(row: SealedAddress, judge: DeviceKeys.Judge): Address? {
        val address = cipher.read(row.payload)
        if (address !is Address.Sealed) return address
        return when (judge.condition(row.id, row.state, row.generation)) {
            DeviceKeys.Condition.HELD -> address
            DeviceKeys.Condition.NOT_NOW -> Address.Lost(Address.Lost.DEVICE, forGood = false, row.payload)
            DeviceKeys.Condition.LOST -> Address.Lost(Address.Lost.DEVICE, forGood = true, row.payload)
        }
    }

    /** Performs all writes of [act], or none. */
    fun <T> together(act: () -> T): T = database.write { act() }

    /**
     * Adds a contact at the end of the list.
     * @throws IllegalStateException if the list is full.
     */
    fun add(name: String, number: String, language: Language, addresses: List<Address>): Contact {
        val id =
            changing { sql ->
                val place = all().size
                check(place < MOST) { "at most $MOST contacts" }
                val row = row(name, number, language)
                row.put("place", place)
                val id = sql.insertOrThrow("contact", null, row)
                addresses.forEach { insert(sql, id, it) }
                id
            }
        return checkNotNull(all().find { it.id == id })
    }

    /** Replaces the details of a contact. Addresses that remain keep their proof; a new number must be proved again. */
    fun change(contact: Contact): Unit = changing { sql ->
        val before = all().find { it.id == contact.id } ?: return@changing
        sql.update("contact", row(contact), "id = ?", arrayOf("${contact.id}"))
        val wanted = contact.addresses.map { it.address }
        val (kept, given) = before.addresses.partition { stored ->
            val stale = stored.address == Address.TextMessage && before.number != contact.number
            stored.address in wanted && !stale
        }
        giveUp(sql, before, given)
        sealOld(sql, contact)
        val there = kept.map { it.address }
        wanted.filterNot { it in there }.forEach { insert(sql, contact.id, it) }
    }

    /** Adds a device that was paired just now, and returns the id of its address. */
    internal fun addDevice(contact: Contact, device: Address.Sealed): Long = changing { insert(it, contact.id, device) }

    fun remove(contact: Contact): Unit = changing { sql ->
        all().find { it.id == contact.id }?.let { giveUp(sql, it, it.addresses) }
        sql.delete("address", "contact = ?", arrayOf("${contact.id}"))
        sql.delete("contact", "id = ?", arrayOf("${contact.id}"))
    }

    /** Restores a contact who was removed by mistake, with all proofs. */
    fun restore(contact: Contact, place: Int): Unit = changing { sql ->
        check(all().size < MOST) { "at most $MOST contacts" }
        val row = row(contact)
        row.put("id", contact.id)
        row.put("place", place)
        val others = inPlaces()
        sql.insertOrThrow("contact", null, row)
        contact.addresses.forEach { stored ->
            val address = ContentValues()
            address.put("id", stored.id)
            address.put("contact", contact.id)
            address.put("payload", cipher.write(stored.address))
            address.put("proved_at", stored.provedAtMs)
            sql.insertOrThrow("address", null, address)
            sql.delete("former", "address = ?", arrayOf("${stored.id}"))
        }
        putInOrder(sql, others.take(place) + contact + others.drop(place))
    }

    /** Makes [contact] the first to call, once they count as family. */
    fun putFirst(contact: Contact): Unit = changing { sql ->
        putInOrder(sql, inPlaces().sortedBy { it.id != contact.id })
    }

    /** Encrypts secrets that were stored in plain text because the phone had no key to offer. */
    fun seal() {
        val open = database.read(::rows).addresses.filter { cipher.liesOpen(it.payload) }
        val sealed = open.mapNotNull { row -> cipher.read(row.payload)?.let { row to cipher.write(it) } }
        if (sealed.isEmpty()) return
        database.write { sql ->
            sealed.forEach { (row, payload) ->
                sql.execSQL(
                    "UPDATE address SET payload = ? WHERE id = ? AND payload = ?",
                    arrayOf<Any>(payload, row.id, row.payload),
                )
            }
        }
    }

    /**
     * Replaces [from] by [to], because the service says that it has moved. The people are the same, so nothing must be
     * proved again.
     */
    fun moved(from: Address, to: Address) {
        val moved = all().flatMap { it.addresses }.filter { it.address == from }
        val payload = cipher.write(to)
        changing { sql ->
            moved.forEach { sql.execSQL("UPDATE address SET payload = ? WHERE id = ?", arrayOf<Any>(payload, it.id)) }
        }
    }

    /** Records that the contact confirmed messages at this address. */
    fun prove(address: Long, atMs: Long): Unit = changing { sql ->
        sql.execSQL("UPDATE address SET proved_at = ? WHERE id = ?", arrayOf<Any>(atMs, address))
    }

    /**
     * Returns the former contact of each removed address by address id. Each has their details of that time, and only
     * that address.
     */
    internal fun former(): Map<Long, Contact> {
        val rows = database.read { sql ->
            sql
                .rawQuery("SELECT address, contact, name, number, language, payload FROM former", null)
                .all {
                    val contact =
                        Contact(getLong(1), getString(2), getString(3), language(getString(4)), emptyList())
                    Triple(getLong(0), contact, getString(5))
                }
        }
        return rows.mapNotNull { (id, contact, payload) ->
            cipher.read(payload)?.let { id to contact.copy(addresses = listOf(StoredAddress(id, it, null))) }
        }.toMap()
    }

    private fun <T> changing(act: (SQLiteDatabase) -> T): T = database.write(act).also { changed() }

    private fun row(contact: Contact) = row(contact.name, contact.number, contact.language)

    private fun row(name: String, number: String, language: Language) = ContentValues().apply {
        put("name", label(name).orEmpty())
        put("number", number)
        put("language", language.name)
    }

    private fun putInOrder(sql: SQLiteDatabase, order: List<Contact>) = order.forEachIndexed { place, each ->
        sql.execSQL("UPDATE contact SET place = ? WHERE id = ?", arrayOf<Any>(place, each.id))
    }

    /** Keeps the removed addresses, because messages on their way there may still arrive. */
    private fun giveUp(sql: SQLiteDatabase, contact: Contact, addresses: List<StoredAddress>) =
        addresses.forEach { stored ->
            val row = row(contact)
            row.put("address", stored.id)
            row.put("contact", contact.id)
            row.put("payload", cipher.write(stored.address))
            sql.insertOrThrow("former", null, row)
            sql.delete("address", "id = ?", arrayOf("${stored.id}"))
        }

    /** Encrypts what an earlier version, or a phone without a key, stored in plain text. */
    private fun sealOld(sql: SQLiteDatabase, contact: Contact) = sql
        .rawQuery("SELECT id, payload FROM address WHERE contact = ?", arrayOf("${contact.id}"))
        .all { getLong(0) to getString(1) }
        .filter { (_, text) -> cipher.liesOpen(text) }
        .forEach { (id, text) ->
            cipher.read(text)?.let { address ->
                sql.execSQL("UPDATE address SET payload = ? WHERE id = ?", arrayOf<Any>(cipher.write(address), id))
            }
        }

    private fun insert(sql: SQLiteDatabase, contact: Long, address: Address): Long {
        val row = ContentValues()
        row.put("contact", contact)
        row.put("payload", cipher.write(address))
        return sql.insertOrThrow("address", null, row)
    }

    private fun language(name: String) = Language.entries.find { it.name == name } ?: Language.MAINLAND

    companion object {
        /** The core informs this many, one after the other. */
        const val MOST = 5
    }
}
