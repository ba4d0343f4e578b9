package app.kinguard.family

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import app.kinguard.store.Database
import app.kinguard.store.all
import app.kinguard.store.unlessRefused
import java.security.SecureRandom
import java.util.Base64
import java.util.concurrent.ConcurrentHashMap

/** What a contact may answer. */
enum class Answer {
    /** "I am calling now." */
    CALLING,

    /** "It is me, all fine." */
    FINE,

    /** "It arrived", to a test. */
    ARRIVED,
}

/**
 * One-time tokens: each stands for one answer of one contact to one message, and for nothing else. Whoever can read a
 * contact's alert topic has that contact's tokens, and no one else's.
 */
class AnswerTokens(private val database: Database, private val random: SecureRandom = SecureRandom()) {
    /** The token of this answer, the same whenever the message is written again. */
    fun of(delivery: Delivery, answer: Answer, expiresAtMs: Long): String =
        kept(delivery, answer) ?: keep(delivery, answer, secret(), expiresAtMs)

    /** Four digits that a contact reads from a test and tells whoever sets the phone up, where there are no buttons. */
    fun code(delivery: Delivery, expiresAtMs: Long): String {
        val known = kept(delivery, CODE)
        val token = known ?: keep(delivery, CODE, "${delivery.id}:%04d".format(random.nextInt(CODES)), expiresAtMs)
        return token.substringAfter(':')
    }

    /** Those on buttons that may yet be pressed, and some that are too old. Read without a lock of its own, see [Database]. */
    private val live: MutableSet<String> by lazy(LazyThreadSafetyMode.PUBLICATION) {
        val all = database.read { sql ->
            sql.rawQuery("SELECT token FROM token WHERE answer <> ? AND used = 0", arrayOf(CODE)).all { getString(0) }
        }
        ConcurrentHashMap.newKeySet<String>().apply { addAll(all) }
    }

    /** Whether [text] may be a button's token. From memory: whoever knows a contact's topic can ask as often as they like. */
    fun isLive(text: String): Boolean = TOKEN.matches(text) && (unlessRefused { text in live } ?: true)

    /** Uses a button's token up. Null when it never was one of [contact]'s, is used or too old. */
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
        // One answer to a message is enough: the other buttons are void with it.
        found?.let { sql.execSQL("UPDATE token SET used = 1 WHERE delivery = ?", arrayOf(it.delivery)) }
        found
    }

    /**
     * Uses up the code of a test that went to [contact]. Ten thousand are soon tried, so after [MOST_TRIES] wrong ones only
     * another test helps.
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

    /** What a token stood for. */
    data class Redeemed(val answer: Answer, val delivery: Long, val address: Long, val incident: Long?)

    companion object {
        /** How often somebody may give the wrong digits of one test. */
        const val MOST_TRIES = 5
        private const val BYTES = 16
        private const val CODES = 10_000
        private const val CODE = "CODE"

        /** As long as [BYTES] are. */
        private val TOKEN = Regex("[-_A-Za-z0-9]{22}")
    }
}
