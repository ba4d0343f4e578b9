package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.text.InputType
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Contact
import app.kinguard.page.Page

/** A page that proves the ways to one contact: it sends a test on each, and the contact confirms its arrival. */
class ContactTestActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private var code = ""
    private var said: String? = null
    private var ways = emptyList<TextView>()
    private var verdict: TextView? = null
    private var stage = Stage.UNTRIED
    private val activity get() = this

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

    /** Returns null if the contact was removed meanwhile. */
    private fun contact(): Contact? {
        val id = intent.getLongExtra(CONTACT, -1)
        return screens.contacts.all().find { it.id == id }
    }

    private fun seen(): Pair<Contact, ContactReadiness>? =
        contact()?.let { it to ContactReadiness.of(it, screens.family.deliveries(it)) }

    override fun show() = read(::seen) { if (it == null) finish() else lay(it.first, it.second) }

    private fun lay(contact: Contact, readiness: ContactReadiness) {
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
            leadOn(contact)
        }
        tell(contact, readiness)
    }

    override fun refresh() {
        read(::seen) { if (it == null) finish() else refresh(it.first, it.second) }
    }

    private fun refresh(contact: Contact, readiness: ContactReadiness) =
        if (Stage.of(readiness) == stage) tell(contact, readiness) else lay(contact, readiness)

    private fun Page.digits(contact: Contact) {
        heading(words.text(R.string.family_screen_code_title))
        field(words.text(R.string.family_screen_code, contact.name), code, DIGITS, said) { code = it }
        button(words.text(R.string.family_screen_code_check)) { prove(contact) }
    }

    /** Adds the buttons. Once everything is ready, the main one closes the page. */
    private fun Page.leadOn(contact: Contact) {
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
            button(send) { send(contact) }
            main(done) { finish() }
        } else {
            button(done) { finish() }
            main(send) { send(contact) }
        }
    }

    private fun tell(contact: Contact, readiness: ContactReadiness) {
        ways.zip(readiness.ways).forEach { (view, way) -> Page.tell(view, words.state(way.state)) }
        verdict?.let { Page.tell(it, words.verdict(contact.name, readiness)) }
    }

    private fun open(screen: Intent) = startActivity(screen)

    private fun send(contact: Contact) {
        said = null
        write({ screens.family.test(contact) }) { refresh() }
    }

    private fun prove(contact: Contact) {
        val typed = code
        write({ screens.family.proveByCode(contact, typed) }) { right ->
            said = if (right) null else words.text(R.string.family_screen_code_wrong)
            if (right) code = ""
            show()
        }
    }

    /** The overall progress, which decides what the page shows. */
    private enum class Stage {
        UNTRIED,

        /** A test was sent and can be confirmed. */
        ASKED,
        READY,
        ;

        companion object {
            fun of(readiness: ContactReadiness): Stage = when {
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
            Intent(context, ContactTestActivity::class.java).putExtra(CONTACT, contact)
    }
}
