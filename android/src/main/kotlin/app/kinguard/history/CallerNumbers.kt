package app.kinguard.history

import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import java.security.SecureRandom
import java.util.Locale
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

/**
 * Numbers the callers: the first line is 1, the next 2. It identifies a line by a digest whose key never leaves this
 * phone, for as long as the history is kept.
 */
internal class CallerNumbers(private val database: Database) {
    fun place(line: String, atMs: Long): Int = database.write { sql ->
        val digest = digest(line)
        val known = sql.rawQuery("SELECT place FROM caller WHERE digest = ?", arrayOf(digest)).all { getInt(0) }
        val place = known.firstOrNull() ?: sql.rawQuery("SELECT MAX(place) FROM caller", null).all { getInt(0) + 1 }[0]
        sql.execSQL(
            "INSERT OR REPLACE INTO caller (digest, place, at) VALUES (?, ?, ?)",
            arrayOf<Any>(digest, place, atMs),
        )
        place
    }

    fun forget(beforeMs: Long): Unit = database.write { sql ->
        sql.execSQL("DELETE FROM caller WHERE at < ?", arrayOf<Any>(beforeMs))
    }

    private fun digest(line: String): String {
        val mac = Mac.getInstance(ALGORITHM)
        mac.init(SecretKeySpec(key().toByteArray(), ALGORITHM))
        return hex(mac.doFinal(line.toByteArray()))
    }

    private fun key(): String = database.setting(KEY) ?: database.write { sql ->
        val random = ByteArray(KEY_BYTES).also(SecureRandom()::nextBytes)
        hex(random).also { sql.putSetting(KEY, it) }
    }

    private fun hex(bytes: ByteArray) = bytes.joinToString("") { "%02x".format(Locale.ROOT, it) }

    private companion object {
        const val ALGORITHM = "HmacSHA256"
        const val KEY = "caller-key"
        const val KEY_BYTES = 32
    }
}
