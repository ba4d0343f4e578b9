package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.view.WindowManager
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.sealed.DevicePairing
import app.kinguard.family.sealed.DevicePairing.State
import app.kinguard.page.Condition
import app.kinguard.page.DigitPad
import app.kinguard.page.Page
import app.kinguard.page.monospaced
import app.kinguard.time.MINUTE_MS

/**
 * A page that pairs a device of one contact. Whoever sees it can claim the code, and whoever dictates what is typed can
 * finish the pairing. So it says when nobody must type anything, is shut while a danger goes on or the screen may be
 * seen, and withdraws the code when it is left.
 */
class DevicePairingActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private val form by lazy { ServerForm(words) }
    private val contact get() = intent.getLongExtra(CONTACT, -1)
    private val pairing: DevicePairing get() = screens.devices.pairing
    private var shown: State? = null
    private var isAskingForServer = false
    private var server = ServerForm.Server(PairingActivity.SERVER, null, null)
    private var left: TextView? = null
    private var pad: DigitPad? = null

    /** What the family calls the device, and what reads the code there. */
    private var kind = Kind.PHONE

    /** The address of the page for devices that cannot have this app, or empty. */
    private var webPage = ""

    /** True once a code was asked for. Before, [pairing] may show the end of an earlier one. */
    private var isBegun = false

    private enum class Kind(val words: Int) {
        PHONE(R.string.family_device_phone),
        WEB(R.string.family_device_web),
    }

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        window.addFlags(WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON)
        form.restore(state)
        isAskingForServer = state?.getBoolean(ASKING) == true
        isBegun = state?.getBoolean(BEGUN) == true
        kind = Kind.entries.find { it.name == state?.getString(KIND) } ?: Kind.PHONE
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        form.save(state)
        state.putBoolean(ASKING, isAskingForServer)
        state.putBoolean(BEGUN, isBegun)
        state.putString(KIND, kind.name)
    }

    override fun onStop() {
        super.onStop()
        if (!isChangingConfigurations) pairing.withdraw()
    }

    /** Somebody may have seen the code, or what is typed. */
    override fun showShut() {
        pairing.withdraw()
        shown = null
        super.showShut()
    }

    override fun show() = read(::webPageIfKnown) { if (it == null) finish() else proceed(it) }

    /** Returns null once the contact is no more. */
    private fun webPageIfKnown(): String? =
        screens.settings.page.takeIf { screens.contacts.all().any { it.id == contact } }

    private fun proceed(address: String) {
        webPage = address
        if (!isBegun && !isAskingForServer) begin()
        lay()
    }

    override fun refresh() {
        if (isAskingForServer) return
        if (pairing.state != shown) return lay()
        left?.let { Page.tell(it, lasts()) }
    }

    private fun begin() {
        isBegun = true
        val topics = TopicNames().address(server.url, server.token, server.fingerprint)
        pairing.begin(
            contact,
            Address.Sealed(
                topics.server,
                topics.alertTopic,
                topics.replyTopic,
                name = "",
                topics.token,
                topics.fingerprint,
            ),
        )
    }

    private fun lay() {
        left = null
        pad = null
        val now = pairing.state
        shown = now
        when {
            isAskingForServer -> askForServer()
            now is State.Waiting -> showCode(now)
            now is State.Digits -> askForDigits(now)
            now is State.Paired -> showPaired()
            now is State.Ended -> showEnd(now.why)
            else -> page.show { headline(title()) }
        }
    }

    private fun title() = words.text(R.string.family_device_pair_title, name())

    private fun name() = intent.getStringExtra(NAME).orEmpty().ifBlank { words.text(R.string.family_screen_they) }

    private fun showCode(waiting: State.Waiting) = page.show {
        headline(title())
        warning()
        chips(words.text(R.string.family_device_kind), Kind.entries.map { it to words.text(it.words) }, kind) {
            kind = it
            lay()
        }
        val link = link(waiting.code)
        steps(isLink = link != waiting.code).forEachIndexed { at, words -> step(at + 1, words) }
        val size = resources.getDimensionPixelSize(R.dimen.family_screen_qr)
        picture(qrPicture(link, size), words.text(R.string.family_screen_pair_picture))
        left = text(lasts())
        wrong(waiting.trouble?.let(words::reason))
        heading(words.text(R.string.family_device_no_camera))
        monospaced(waiting.code)
        quiet(words.text(R.string.family_screen_pair_own)) {
            isAskingForServer = true
            pairing.withdraw()
            form.fill(server.url, server.token, server.fingerprint)
            lay()
            page.toTop()
        }
        main(words.text(R.string.family_device_cancel)) { finish() }
    }

    /** What is scanned: cameras of other systems only open pages of the web, and the code is in the page's fragment. */
    private fun link(code: String) = if (kind == Kind.WEB && webPage.isNotEmpty()) "$webPage#code=$code" else code

    private fun steps(isLink: Boolean): List<String> = when {
        kind == Kind.PHONE -> listOf(
            words.text(R.string.family_device_step_app, name()),
            words.text(R.string.family_device_step_scan),
        )

        isLink -> listOf(words.text(R.string.family_device_step_camera), words.text(R.string.family_device_step_link))

        else -> listOf(words.text(R.string.family_device_step_page), words.text(R.string.family_device_step_copy))
    }

    /** Whoever is on the telephone must not be able to talk anybody into this. */
    private fun Page.warning() =
        fact(words.text(R.string.family_device_warning), words.text(R.string.family_device_warning_why), Condition.OPEN)

    private fun lasts(): String {
        val minutes = ((pairing.leftMs + MINUTE_MS - 1) / MINUTE_MS).toInt().coerceAtLeast(1)
        return resources.getQuantityString(R.plurals.family_device_lasts, minutes, minutes)
    }

    private fun askForDigits(digits: State.Digits) = page.show {
        headline(words.text(R.string.family_device_digits, name()))
        warning()
        wrong(digits.left?.let { resources.getQuantityString(R.plurals.family_device_wrong, it, it) })
        pad = pad(DIGITS, "", {}) { typed ->
            pad?.enable(false)
            pairing.typed(typed, words.text(kind.words))
            shown = null
        }
        main(words.text(R.string.family_device_cancel)) { finish() }
    }

    private fun showPaired() = page.show {
        headline(words.text(R.string.family_device_paired, name()))
        val what = words.text(R.string.family_device_paired_what)
        fact(words.text(R.string.family_protected_device), what, Condition.DONE)
        main(words.text(R.string.family_screen_done)) { finish() }
    }

    private fun showEnd(why: DevicePairing.Why) = page.show {
        headline(words.text(R.string.family_device_not_paired))
        news(words.text(reason(why)), if (why == DevicePairing.Why.WITHDRAWN) Condition.OPEN else Condition.FAULT)
        quiet(words.text(R.string.family_screen_back)) { finish() }
        main(words.text(R.string.family_device_again)) {
            begin()
            lay()
        }
    }

    private fun reason(why: DevicePairing.Why) = when (why) {
        DevicePairing.Why.SECOND_CLAIM -> R.string.family_device_second_claim
        DevicePairing.Why.EXPIRED -> R.string.family_device_expired
        DevicePairing.Why.WRONG_DIGITS -> R.string.family_device_wrong_digits
        DevicePairing.Why.WITHDRAWN -> R.string.family_device_withdrawn
        DevicePairing.Why.NOT_STORED -> R.string.family_device_not_stored
        DevicePairing.Why.BAD_SERVER -> R.string.family_screen_code_server
    }

    private fun askForServer() = page.show {
        headline(words.text(R.string.family_screen_pair_own))
        form.show(this)
        button(words.text(R.string.family_screen_pair_use)) {
            form.read()?.let { use(it) } ?: lay()
        }
        main(words.text(R.string.family_screen_back)) { use(server) }
    }

    private fun use(other: ServerForm.Server) {
        server = other
        isAskingForServer = false
        begin()
        lay()
        page.toTop()
    }

    companion object {
        private const val CONTACT = "contact"
        private const val NAME = "name"
        private const val ASKING = "asking"
        private const val BEGUN = "begun"
        private const val KIND = "kind"
        private const val DIGITS = 6

        /** Opens the page for a new device of the contact [name] with this id. */
        fun of(context: Context, contact: Long, name: String): Intent =
            Intent(context, DevicePairingActivity::class.java).putExtra(CONTACT, contact).putExtra(NAME, name)
    }
}
