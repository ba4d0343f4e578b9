package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.text.InputType
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Contact

/** Proves the ways to one contact: a test goes out on each, and the contact says that it came. */
class TestActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private var code = ""
    private var said: String? = null
    private var ways = emptyList<TextView>()
    private var verdict: TextView? = null
    private val contact: Contact? get() {
        val id = intent.getLongExtra(CONTACT, -1)
        return screens.contacts.all().find { it.id == id }
    }

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        code = state?.getString(CODE).orEmpty()
        said = state?.getString(SAID)
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(CODE, code)
        state.putString(SAID, said)
    }

    override fun show() {
        val contact = contact ?: return finish()
        page.show {
            headline(words.text(R.string.family_screen_test_title, contact.name))
            text(words.text(R.string.family_screen_test_what, contact.name))
            ways = contact.addresses.map { stored ->
                heading(words.way(stored.address))
                news(null)
            }
            heading(words.text(R.string.family_screen_code_title))
            field(words.text(R.string.family_screen_code, contact.name), code, InputType.TYPE_CLASS_NUMBER, said) {
                code =
                    it
            }
            button(words.text(R.string.family_screen_code_check), ::prove)
            verdict = news(null)
            button(words.text(R.string.family_screen_silence)) {
                startActivity(SilenceActivity.of(this@TestActivity, contact.id))
            }
            button(words.text(R.string.family_screen_edit)) {
                startActivity(ContactActivity.of(this@TestActivity, contact.id))
            }
            button(words.text(R.string.family_screen_done)) { finish() }
            main(words.text(R.string.family_screen_send), ::send)
        }
        refresh()
    }

    override fun refresh() {
        val contact = contact ?: return finish()
        val readiness = Readiness.of(contact, screens.family.deliveries(contact))
        ways.zip(readiness.ways).forEach { (view, way) -> Page.tell(view, words.state(way.state)) }
        verdict?.let { Page.tell(it, words.verdict(contact.name, readiness)) }
    }

    private fun send() {
        said = null
        contact?.let(screens.family::test)
        refresh()
    }

    private fun prove() {
        val contact = contact ?: return finish()
        val right = screens.family.proveByCode(contact, code)
        said = if (right) null else words.text(R.string.family_screen_code_wrong)
        if (right) code = ""
        show()
    }

    companion object {
        private const val CONTACT = "contact"
        private const val CODE = "code"
        private const val SAID = "said"

        fun of(context: Context, contact: Long): Intent =
            Intent(context, TestActivity::class.java).putExtra(CONTACT, contact)
    }
}
