package app.kinguard.family

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import app.kinguard.failure.unlessRefused
import app.kinguard.store.Database
import app.kinguard.store.all
import java.security.SecureRandom
import java.util.Base64
import java.util.concurrent.ConcurrentHashMap

/** An answer that a contact can give. */
enum class Answer {
    /** "I am calling now." */
    CALLING,

    /** "It is me, all fine." */
    FINE,

    /** "It arrived", in reply to a test. */
    ARRIVED,
}

/**
 * One-time tokens. Each stands for one answer by one contact to one message. Anybody who can read a contact's alert
 * topic has that contact's tokens, and no others.
 */
class AnswerTokens(private val database: Database, private val random: SecureRandom = SecureRandom()) {
    /** Returns the token of this answer. It stays the same when the message is written again. */
    fun of(delivery: Delivery, answer: Answer, expiresAtMs: Long): String =
        kept(delivery, answer) ?: keep(delivery, answer, secret(), expiresAtMs)

    /**
     * Returns four digits for a test that has no buttons. The contact reads them out to the person who sets up the
     * phone.
     */
    fun code(delivery: Delivery, expiresAtMs: Long): String {
        val known = kept(delivery, CODE)
        val token = known ?: keep(delivery, CODE, "${delivery.id}:%04d".format(random.nextInt(CODES)), expiresAtMs)
        return token.substringAfter(':')
    }

    /** The unused tokens on buttons, some of them expired. Read without a lock of its own, see [Database]. */
    private val live: MutableSet<String> by lazy(LazyThreadSafetyMode.PUBLICATION) {
        val all = database.read { sql ->
            sql.rawQuery("SELECT token FROM token WHERE answer <> ? AND used = 0", arrayOf(CODE)).all { getString(0) }
        }
        ConcurrentHashMap.newKeySet<String>().apply { addAll(all) }
    }

    /**
     * Returns whether [text] may be the token of a button. Answered from memory, because anybody who knows a contact's
     * topic can ask as often as they like.
     */
    fun isLive(text: String): Boolean = TOKEN.matches(text) && (unlessRefused { text in live } ?: true)

    /**
     * Uses up the token of a button. Returns null if it never belonged to [contact], was used before or has expired.
     */
    fun redeem(token: String, contact: Long, nowMs: Long): Redeemed? =
        redeem(token, contact, nowMs, "answer <> '$CODE'")?.also { live.remove(token) }

    private fun redeem(token: String, contact: Long, nowMs: Long, which: String): Redeemed? = database.write { sql ->
        val found =
            sql
                .rawQuery(
                    """SELECT token.answer, delivery.id, delivery.address, message.incident FROM token
                    JOIN delivery ON delivery.id = token.delivery JOIN message ON message.id = delivery.message
                    WHERE token.token = ? AND delivery.contact = ? AND token.used = 0 AND token.expires_at >= ?
                    AND token.$which""",
                    arrayOf(token, "$contact", "$nowMs"),
                ).all {
                    val answer = Answer.entries.find { it.name == getString(0) } ?: Answer.ARRIVED
                    Redeemed(answer, getLong(1), getLong(2), if (isNull(3)) null else getLong(3))
                }.firstOrNull()
        // Each message accepts one answer, so its other buttons become void.
        found?.let { sql.execSQL("UPDATE token SET used = 1 WHERE delivery = ?", arrayOf(it.delivery)) }
        found
    }

    /**
     * Uses up the code of a test that was sent to [contact]. All ten thousand codes are soon tried, so after
     * [MOST_TRIES] wrong ones a new test is needed.
     */
    fun redeemCode(code: String, contact: Long, nowMs: Long): Redeemed? = database.write { sql ->
        val tokens = sql
            .rawQuery(
                """SELECT token FROM token JOIN delivery ON delivery.id = token.delivery WHERE token.answer = ?
                AND token.used = 0 AND delivery.contact = ? ORDER BY token.delivery DESC""",
                arrayOf(CODE, "$contact"),
            )
            .all { getString(0) }
        val digits = code.trim()
        tokens
            .filter { it.substringAfter(':') == digits }
            .firstNotNullOfOrNull { redeem(it, contact, nowMs, "answer = '$CODE'") }
            ?: null.also { tokens.forEach { wrong(sql, it) } }
    }

    private fun wrong(sql: SQLiteDatabase, token: String) = sql.execSQL(
        "UPDATE token SET tries = tries + 1, used = MAX(used, tries + 1 >= $MOST_TRIES) WHERE token = ?",
        arrayOf(token),
    )

    private fun kept(delivery: Delivery, answer: Answer) = kept(delivery, answer.name)

    private fun kept(delivery: Delivery, answer: String): String? = database.read { sql ->
        sql
            .rawQuery(
                "SELECT token FROM token WHERE delivery = ? AND answer = ?",
                arrayOf("${delivery.id}", answer),
            ).all { getString(0) }
            .firstOrNull()
    }

    private fun keep(delivery: Delivery, answer: Answer, token: String, expiresAtMs: Long) =
        keep(delivery, answer.name, token, expiresAtMs)

    private fun keep(delivery: Delivery, answer: String, token: String, expiresAtMs: Long): String {
        val row = ContentValues()
        row.put("token", token)
        row.put("delivery", delivery.id)
        row.put("answer", answer)
        row.put("expires_at", expiresAtMs)
        database.write { it.insertOrThrow("token", null, row) }
        if (answer != CODE) live.add(token)
        return token
    }

    private fun secret(): String {
        val bits = ByteArray(BYTES)
        random.nextBytes(bits)
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits)
    }

    /** The meaning of a token that was used. */
    data class Redeemed(val answer: Answer, val delivery: Long, val address: Long, val incident: Long?)

    companion object {
        /** The number of wrong codes allowed for one test. */
        const val MOST_TRIES = 5
        private const val BYTES = 16
        private const val CODES = 10_000
        private const val CODE = "CODE"

        /** Matches [BYTES] bytes in Base64. */
        private val TOKEN = Regex("[-_A-Za-z0-9]{22}")
    }
}
