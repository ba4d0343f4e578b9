package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.text.InputType
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.family.Contact
import app.kinguard.page.LiveFact
import app.kinguard.page.Page
import app.kinguard.page.lead
import app.kinguard.page.liveFact
import app.kinguard.phone.dialler

/** A page that proves the ways to one contact: it sends a test on each, and the contact confirms its arrival. */
class ContactTestActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private var code = ""
    private var said: String? = null
    private var ways = emptyList<LiveFact>()
    private var verdict: LiveFact? = null
    private var stage = Stage(isAsked = false, isReady = false, isSafe = false)
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
            verdict = liveFact()
            if (!readiness.isSafe) text(words.text(R.string.family_screen_test_what, contact.name))
            ways = contact.addresses.map { liveFact() }
            if (stage.isAsked) digits(contact)
            button(words.text(R.string.family_screen_call, contact.name)) { call(contact) }
                .lead(getDrawable(R.drawable.icon_call))
            row(words.text(R.string.family_screen_silence), emptyList(), R.drawable.icon_bell) {
                open(SilenceActivity.of(activity, contact.id))
            }
            row(words.text(R.string.family_card_title), emptyList(), R.drawable.icon_document) {
                open(InstructionCardActivity.of(activity, contact.id))
            }
            row(words.text(R.string.family_screen_edit), emptyList(), R.drawable.icon_settings) {
                open(ContactActivity.of(activity, contact.id))
            }
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

    /** Adds the buttons. Once the contact can be told, the main one closes the page. */
    private fun Page.leadOn(contact: Contact) {
        val isFirst = !stage.isAsked && !stage.isReady
        val send = words.text(if (isFirst) R.string.family_screen_send else R.string.family_screen_send_again)
        val done = words.text(R.string.family_screen_done)
        if (stage.isReady) {
            quiet(send) { send(contact) }
            main(done) { finish() }
        } else {
            quiet(done) { finish() }
            main(send) { send(contact) }
        }
    }

    private fun tell(contact: Contact, readiness: ContactReadiness) {
        ways.zip(readiness.ways).forEach { (card, way) ->
            card.say(words.way(way.stored.address), words.state(way.state), way.state.condition)
        }
        verdict?.say(words.verdict(contact.name, readiness), "", readiness.condition)
    }

    /** Opens the phone's dialler, so that the contact can be asked on the same phone. */
    private fun call(contact: Contact) {
        isAllowed { startActivity(dialler(contact.number)) }
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
    private data class Stage(
        /** True if a test was sent and can be confirmed. */
        val isAsked: Boolean,
        val isReady: Boolean,
        val isSafe: Boolean,
    ) {
        companion object {
            fun of(readiness: ContactReadiness) = Stage(
                readiness.ways.any { it.state.mayBeConfirmed },
                readiness.isReady,
                readiness.isSafe,
            )
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
