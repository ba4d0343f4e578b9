package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.os.SystemClock
import android.widget.TextView
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.AddressCodec
import app.kinguard.page.Condition
import app.kinguard.page.Page
import app.kinguard.page.monospaced
import app.kinguard.time.MINUTE_MS

/**
 * A page that creates the topics of one contact and shows them, so that the contact's phone can subscribe. It puts
 * nothing on the clipboard. The QR code leaves out the access token, which belongs to this phone: anybody who had it
 * could write in this phone's name.
 *
 * A photo of this page is as good as the page itself, so the topics on it are valid for [LASTS_MS]. After that, and
 * whenever the page is opened, new ones are created. Topics shown before become useless unless the contact has
 * confirmed that messages arrive there. A tap on this page does not count as confirmation, see [FamilyScreens.renewed].
 */
class PairingActivity : ScreenActivity() {
    private val words by lazy { FamilyWords(resources) }
    private val drawing by lazy { WayDrawing(this) }
    private lateinit var address: Address.Ntfy
    private var own = false

    /** True if topics were shown before that are no longer valid. */
    private var isAgain = false

    /** Measured by a clock that nobody can set. */
    private var bornMs = 0L
    private var left: TextView? = null
    private val form by lazy { ServerForm(words) }

    /** The code that is being typed. */
    private var code = ""

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val kept = state?.getString(ADDRESS)?.let(::read)
        val given = intent.getStringExtra(ADDRESS)?.let(::read)
        isAgain = state?.getBoolean(AGAIN) ?: intent.getBooleanExtra(AGAIN, false)
        take(kept ?: given?.takeIf { isAgain } ?: anew(given))
        state?.getLong(BORN)?.takeIf { kept != null && it <= bornMs }?.let { bornMs = it }
        own = state?.getBoolean(OWN) == true
        if (!form.restore(state)) form.fill(address.server, address.token, address.fingerprint)
        code = state?.getString(TYPED_CODE).orEmpty()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(ADDRESS, AddressCodec.write(address))
        state.putLong(BORN, bornMs)
        state.putBoolean(OWN, own)
        state.putBoolean(AGAIN, isAgain)
        form.save(state)
        state.putString(TYPED_CODE, code)
    }

    override fun show() = if (own) askForServer(null) else showCode()

    override fun refresh() {
        if (isLapsed()) lapse() else left?.let { Page.tell(it, lasts()) }
    }

    private fun take(address: Address.Ntfy) {
        this.address = address
        bornMs = SystemClock.elapsedRealtime()
    }

    private fun anew(before: Address.Ntfy?) =
        TopicNames().address(before?.server ?: SERVER, before?.token, before?.fingerprint)

    private fun isLapsed() = SystemClock.elapsedRealtime() - bornMs >= LASTS_MS

    private fun lapse() {
        take(anew(address))
        isAgain = true
        if (!own) show()
    }

    private fun lasts(): String {
        val leftMs = LASTS_MS - (SystemClock.elapsedRealtime() - bornMs)
        val minutes = ((leftMs + MINUTE_MS - 1) / MINUTE_MS).toInt()
        return resources.getQuantityString(R.plurals.family_screen_pair_lasts, minutes, minutes)
    }

    private fun showCode(): Unit = page.show {
        val name = intent.getStringExtra(NAME).orEmpty().ifBlank { words.text(R.string.family_screen_they) }
        headline(words.text(R.string.family_screen_pair_title))
        if (isAgain) news(words.text(R.string.family_screen_pair_again))
        steps(words.ways.pairing(name), drawing)
        picture(
            qrPicture(
                PairingCode.write(address.copy(token = null)),
                resources.getDimensionPixelSize(R.dimen.family_screen_qr),
            ),
            words.text(R.string.family_screen_pair_picture),
        )
        left = text(lasts())
        val secret = words.text(R.string.family_screen_pair_secret)
        fact(secret, words.text(R.string.family_screen_pair_secret_why), Condition.OPEN)
        heading(words.text(R.string.family_screen_pair_type))
        drawing(drawing.of(WayStep("", WayScene.TYPE)))
        text(words.text(R.string.family_screen_pair_server))
        monospaced(address.server)
        text(words.text(R.string.family_screen_pair_topic))
        monospaced(address.alertTopic)
        if (address.server != SERVER) {
            text(words.text(R.string.family_screen_pair_access, address.alertTopic, address.replyTopic))
        }
        quiet(words.text(R.string.family_screen_pair_own)) { turn(true) }
        if (intent.hasExtra(ADDRESS)) quiet(words.text(R.string.family_way_stop), ::stop)
        main(words.text(R.string.family_screen_pair_done), ::done)
    }

    private fun stop() {
        setResult(RESULT_OK, Intent())
        finish()
    }

    private fun askForServer(codeFault: PairingCode.Fault?): Unit = page.show {
        headline(words.text(R.string.family_screen_pair_own))
        form.show(this)
        button(words.text(R.string.family_screen_pair_use), ::useServer)
        heading(words.text(R.string.family_screen_pair_have_code))
        val wrong = codeFault?.let(words::fault)
        field(words.text(R.string.family_screen_pair_code), code, ServerForm.SECRET, wrong) { code = it }
        button(words.text(R.string.family_screen_pair_use_code), ::useCode)
        main(words.text(R.string.family_screen_back)) { turn(false) }
    }

    private fun useServer() {
        val server = form.read() ?: return askForServer(null)
        // Another server does not know the topics that were shown before.
        val same = server.url == address.server
        if (same) {
            address = address.copy(token = server.token, fingerprint = server.fingerprint)
        } else {
            take(TopicNames().address(server.url, server.token, server.fingerprint))
        }
        turn(false)
    }

    private fun useCode(): Unit = when (val reading = PairingCode.read(code)) {
        is PairingCode.Reading.Wrong -> {
            form.forgive()
            askForServer(reading.fault)
        }

        is PairingCode.Reading.Right -> {
            take(reading.address)
            turn(false)
        }
    }

    private fun turn(toServer: Boolean) {
        own = toServer
        form.fill(address.server, address.token, address.fingerprint)
        code = ""
        show()
        page.toTop()
    }

    private fun done() {
        if (isLapsed()) return lapse()
        setResult(RESULT_OK, Intent().putExtra(ADDRESS, AddressCodec.write(address)))
        finish()
    }

    companion object {
        const val SERVER = "https://ntfy.sh"
        private const val ADDRESS = "address"
        private const val NAME = "name"
        private const val BORN = "born"

        /** The time that the contact's phone has to subscribe. */
        const val LASTS_MS = 10 * MINUTE_MS
        private const val OWN = "own"
        private const val AGAIN = "again"
        private const val TYPED_CODE = "code"

        /** Opens the page for the contact [name], with the server of [address] if there is one already. */
        internal fun of(context: Context, name: String, address: Address.Ntfy?): Intent =
            Intent(context, PairingActivity::class.java)
                .putExtra(NAME, name)
                .also { intent -> address?.let { intent.putExtra(ADDRESS, AddressCodec.write(it)) } }

        /** Opens the page with [fresh], in place of topics that were shown before and never confirmed. */
        internal fun again(context: Context, name: String, fresh: Address.Ntfy): Intent =
            of(context, name, fresh).putExtra(AGAIN, true)

        /** Returns the result; null if push is to be used no more. */
        internal fun paired(data: Intent): Address.Ntfy? = data.getStringExtra(ADDRESS)?.let(::read)

        private fun read(text: String): Address.Ntfy? = AddressCodec.read(text) as? Address.Ntfy
    }
}
