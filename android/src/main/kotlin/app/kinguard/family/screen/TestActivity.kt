package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.text.InputType
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.page.Page

/** Proves the ways to one contact: a test goes out on each, and the contact says that it came. */
class TestActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private var code = ""
    private var said: String? = null
    private var ways = emptyList<TextView>()
    private var verdict: TextView? = null
    private var stage = Stage.UNTRIED
    private val activity get() = this
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
        val readiness = readiness(contact)
        stage = Stage.of(readiness)
        page.show {
            headline(words.text(R.string.family_screen_test_title, contact.name))
            verdict = news(null)
            if (stage != Stage.READY) text(words.text(R.string.family_screen_test_what, contact.name))
            ways = contact.addresses.map { stored ->
                heading(words.way(stored.address))
                news(null)
            }
            if (stage == Stage.ASKED) digits(contact)
            button(words.text(R.string.family_screen_silence)) { open(SilenceActivity.of(activity, contact.id)) }
            button(words.text(R.string.family_screen_edit)) { open(ContactActivity.of(activity, contact.id)) }
            leadOn()
        }
        tell(contact, readiness)
    }

    override fun refresh() {
        val contact = contact ?: return finish()
        val readiness = readiness(contact)
        if (Stage.of(readiness) == stage) tell(contact, readiness) else show()
    }

    private fun Page.digits(contact: Contact) {
        heading(words.text(R.string.family_screen_code_title))
        field(words.text(R.string.family_screen_code, contact.name), code, DIGITS, said) { code = it }
        button(words.text(R.string.family_screen_code_check), ::prove)
    }

    /** Once all is ready there is nothing more to be done here. */
    private fun Page.leadOn() {
        val send = words.text(
            if (stage ==
                Stage.UNTRIED
            ) {
                R.string.family_screen_send
            } else {
                R.string.family_screen_send_again
            },
        )
        val done = words.text(R.string.family_screen_done)
        if (stage == Stage.READY) {
            button(send, ::send)
            main(done) { finish() }
        } else {
            button(done) { finish() }
            main(send, ::send)
        }
    }

    private fun tell(contact: Contact, readiness: Readiness) {
        ways.zip(readiness.ways).forEach { (view, way) -> Page.tell(view, words.state(way.state)) }
        verdict?.let { Page.tell(it, words.verdict(contact.name, readiness)) }
    }

    private fun readiness(contact: Contact) = Readiness.of(contact, screens.family.deliveries(contact))

    private fun open(screen: Intent) = startActivity(screen)

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

    /** How far all of it has come, which decides what stands on the page. */
    private enum class Stage {
        UNTRIED,

        /** A test is on its way or there, and may be confirmed. */
        ASKED,
        READY,
        ;

        companion object {
            fun of(readiness: Readiness): Stage = when {
                readiness.ways.any { it.state.mayBeConfirmed } -> ASKED
                readiness.isReady -> READY
                else -> UNTRIED
            }
        }
    }

    companion object {
        private const val DIGITS = InputType.TYPE_CLASS_NUMBER
        private const val CONTACT = "contact"
        private const val CODE = "code"
        private const val SAID = "said"

        fun of(context: Context, contact: Long): Intent =
            Intent(context, TestActivity::class.java).putExtra(CONTACT, contact)
    }
}
