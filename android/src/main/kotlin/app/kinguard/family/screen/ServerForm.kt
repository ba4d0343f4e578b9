package app.kinguard.family.screen

import android.os.Bundle
import android.text.InputType
import app.kinguard.R
import app.kinguard.page.Page

/** The fields for an ntfy server of the family's own. */
internal class ServerForm(private val words: FamilyWords) {
    /** What was typed so far. */
    private var typed = Typed("", "", "")

    /** What is wrong with the fields, by their labels; set once the user tried to use them. */
    private var wrong = emptyMap<Int, Int>()

    private data class Typed(val server: String, val token: String, val fingerprint: String)

    /** A server that can be used. */
    data class Server(val url: String, val token: String?, val fingerprint: String?)

    /** Fills the fields. */
    fun fill(server: String, token: String?, fingerprint: String?) {
        typed = Typed(server, token.orEmpty(), fingerprint.orEmpty())
        wrong = emptyMap()
    }

    fun show(page: Page) {
        page.ask(R.string.family_screen_pair_server, typed.server) { typed = typed.copy(server = it) }
        page.ask(R.string.family_screen_pair_token, typed.token) { typed = typed.copy(token = it) }
        page.ask(R.string.family_screen_pair_fingerprint, typed.fingerprint) { typed = typed.copy(fingerprint = it) }
    }

    /** Returns what the fields say, or null if that is wrong: then the page must be shown again. */
    fun read(): Server? {
        val server = PairingCode.server(typed.server)
        val token = typed.token.ifBlank { null }?.let { PairingCode.token(it) ?: "" }
        val fingerprint = typed.fingerprint.ifBlank { null }?.let { PairingCode.fingerprint(it) ?: "" }
        wrong = listOfNotNull(
            (R.string.family_screen_pair_server to R.string.family_screen_code_server).takeIf { server == null },
            (R.string.family_screen_pair_token to R.string.family_screen_code_token).takeIf { token == "" },
            (R.string.family_screen_pair_fingerprint to R.string.family_screen_code_fingerprint)
                .takeIf { fingerprint == "" },
        ).toMap()
        return if (server == null || wrong.isNotEmpty()) null else Server(server, token, fingerprint)
    }

    fun forgive() {
        wrong = emptyMap()
    }

    fun save(state: Bundle) = state.putStringArray(STATE, arrayOf(typed.server, typed.token, typed.fingerprint))

    /** Returns whether [state] held what was typed. */
    fun restore(state: Bundle?): Boolean {
        val (server, token, fingerprint) = state?.getStringArray(STATE)?.takeIf { it.size == FIELDS } ?: return false
        typed = Typed(server, token, fingerprint)
        return true
    }

    private fun Page.ask(label: Int, value: String, changed: (String) -> Unit) =
        field(words.text(label), value, SECRET, wrong[label]?.let { words.text(it) }, changed)

    companion object {
        private const val STATE = "server"
        private const val FIELDS = 3

        /** Keeps the text from keyboards that learn. */
        const val SECRET =
            InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_VISIBLE_PASSWORD or
                InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS
    }
}
