package app.kinguard.family

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import app.kinguard.store.Database
import app.kinguard.store.all

/** The family as it is stored. Any thread may call. */
class Contacts(private val database: Database) {
    /** The first to call first. */
    fun all(): List<Contact> = database.read { sql ->
        val addresses = addresses(sql)
        sql
            .rawQuery("SELECT id, name, number, language FROM contact ORDER BY place, id", null)
            .all {
                val id = getLong(0)
                Contact(id, getString(1), getString(2), language(getString(3)), addresses[id].orEmpty())
            }
    }

    /**
     * Adds somebody at the end of the list.
     * @throws IllegalStateException when the list is full.
     */
    fun add(name: String, number: String, language: Language, addresses: List<Address>): Contact {
        val id =
            database.write { sql ->
                val place = all().size
                check(place < MOST) { "at most $MOST contacts" }
                val row = ContentValues()
                row.put("place", place)
                row.put("name", name)
                row.put("number", number)
                row.put("language", language.name)
                val id = sql.insertOrThrow("contact", null, row)
                addresses.forEach { insert(sql, id, it) }
                id
            }
        return checkNotNull(all().find { it.id == id })
    }

    /** Replaces what is known of a contact. Addresses that stay keep their proof; another number has yet to be proved. */
    fun change(contact: Contact): Unit = database.write { sql ->
        if (all().any { it.id == contact.id && it.number != contact.number }) forgetTextMessages(sql, contact.id)
        val row = ContentValues()
        row.put("name", contact.name)
        row.put("number", contact.number)
        row.put("language", contact.language.name)
        sql.update("contact", row, "id = ?", arrayOf("${contact.id}"))
        val wanted = contact.addresses.map { it.address }
        addresses(sql)[contact.id].orEmpty().filterNot { it.address in wanted }.forEach {
            sql.delete("address", "id = ?", arrayOf("${it.id}"))
        }
        val there = addresses(sql)[contact.id].orEmpty().map { it.address }
        wanted.filterNot { it in there }.forEach { insert(sql, contact.id, it) }
    }

    fun remove(contact: Contact): Unit = database.write { sql ->
        sql.delete("address", "contact = ?", arrayOf("${contact.id}"))
        sql.delete("contact", "id = ?", arrayOf("${contact.id}"))
    }

    /** Puts somebody back who was removed by mistake, with all that was proved. */
    fun restore(contact: Contact, place: Int): Unit = database.write { sql ->
        check(all().size < MOST) { "at most $MOST contacts" }
        val row = ContentValues()
        row.put("id", contact.id)
        row.put("place", place)
        row.put("name", contact.name)
        row.put("number", contact.number)
        row.put("language", contact.language.name)
        val others = all()
        sql.insertOrThrow("contact", null, row)
        contact.addresses.forEach { stored ->
            val address = ContentValues()
            address.put("id", stored.id)
            address.put("contact", contact.id)
            address.put("payload", AddressText.write(stored.address))
            address.put("proved_at", stored.provedAtMs)
            sql.insertOrThrow("address", null, address)
        }
        putInOrder(sql, others.take(place) + contact + others.drop(place))
    }

    /** Makes [contact] the first to call. */
    fun putFirst(contact: Contact): Unit = database.write { sql ->
        putInOrder(sql, all().sortedBy { it.id != contact.id })
    }

    /** The contact confirmed that messages arrive here. */
    fun prove(address: Long, atMs: Long): Unit = database.write { sql ->
        sql.execSQL("UPDATE address SET proved_at = ? WHERE id = ?", arrayOf<Any>(atMs, address))
    }

    private fun putInOrder(sql: SQLiteDatabase, order: List<Contact>) = order.forEachIndexed { place, each ->
        sql.execSQL("UPDATE contact SET place = ? WHERE id = ?", arrayOf<Any>(place, each.id))
    }

    private fun forgetTextMessages(sql: SQLiteDatabase, contact: Long) = addresses(sql)[contact]
        .orEmpty()
        .filter { it.address == Address.TextMessage }
        .forEach { sql.delete("address", "id = ?", arrayOf("${it.id}")) }

    private fun insert(sql: SQLiteDatabase, contact: Long, address: Address) {
        val row = ContentValues()
        row.put("contact", contact)
        row.put("payload", AddressText.write(address))
        sql.insertOrThrow("address", null, row)
    }

    private fun addresses(sql: SQLiteDatabase): Map<Long, List<StoredAddress>> = sql
        .rawQuery("SELECT contact, id, payload, proved_at FROM address ORDER BY id", null)
        .all {
            AddressText.read(getString(2))?.let { address ->
                getLong(0) to StoredAddress(getLong(1), address, if (isNull(3)) null else getLong(3))
            }
        }.filterNotNull()
        .groupBy({ it.first }, { it.second })

    private fun language(name: String) = Language.entries.find { it.name == name } ?: Language.MAINLAND

    companion object {
        /** The core tells that many, one after the other. */
        const val MOST = 5
    }
}
