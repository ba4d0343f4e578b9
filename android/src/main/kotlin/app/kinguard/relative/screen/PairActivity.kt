package app.kinguard.relative.screen

import android.content.Intent
import android.os.Bundle
import android.text.InputType
import app.kinguard.R
import app.kinguard.page.Condition
import app.kinguard.page.monospaced
import app.kinguard.relative.Pairing
import app.kinguard.view.fit

/**
 * Pairs this phone with a parent's: takes the code from there, and shows the digits that have to be typed there. Nothing
 * happens without a tap, wherever the code came from.
 */
class PairActivity : RelativePage() {
    private var code = ""
    private var isScanned = false
    private var wrong: Int? = null
    private var pairing: Pairing? = null
    private var shown: Pairing.State? = null

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        pairing = lastNonConfigurationInstance as? Pairing
        code = state?.getString(CODE).orEmpty()
        isScanned = state?.getBoolean(SCANNED) ?: false
        if (state == null) take(intent)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        take(intent)
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putString(CODE, code)
        state.putBoolean(SCANNED, isScanned)
    }

    override fun onRetainNonConfigurationInstance(): Any? = pairing

    override fun onDestroy() {
        super.onDestroy()
        if (!isFinishing) return
        val left = pairing
        keep {
            left?.close()
            ScanLink(this).close()
        }
    }

    /** Puts a scanned code into the field. A pairing that goes on is not disturbed by whoever sends another. */
    private fun take(intent: Intent) {
        val scanned = ScanLink.code(intent)?.takeIf { pairing == null } ?: return
        code = scanned
        isScanned = true
        wrong = null
    }

    override fun show() {
        shown = null
        val going = pairing
        if (going == null) askForCode() else lay(going.state)
    }

    override fun refresh() {
        val now = pairing?.state ?: return
        if (now != shown) lay(now)
    }

    private fun lay(state: Pairing.State) {
        shown = state
        when (state) {
            Pairing.State.Connecting -> showConnecting()
            is Pairing.State.Digits -> showDigits(state.digits)
            is Pairing.State.Paired -> paired(state.parent)
            is Pairing.State.Ended -> showEnd(state.why)
        }
    }

    private fun askForCode() {
        keep { ScanLink(this).open() }
        page.show {
            headline(getString(R.string.relative_pair))
            if (isScanned) {
                news(getString(R.string.relative_pair_scanned))
            } else {
                step(1, getString(R.string.relative_pair_show))
                step(2, getString(R.string.relative_pair_scan))
            }
            field(getString(R.string.relative_pair_code), code, SECRET, wrong?.let(::getString)) {
                code = it
                isScanned = false
            }
            text(getString(R.string.relative_pair_only))
            main(getString(R.string.setup_next), ::begin)
        }
    }

    private fun begin() = write({ screens.parents.pair(code.filterNot(Char::isWhitespace)) }) { begun ->
        pairing = begun
        wrong = R.string.relative_pair_no_code.takeIf { begun == null }
        if (begun != null) keep { ScanLink(this).close() }
        show()
        page.toTop()
    }

    private fun showConnecting() = page.show {
        headline(getString(R.string.relative_pair))
        news(getString(R.string.relative_connecting))
        quiet(getString(R.string.relative_pair_stop)) { finish() }
    }

    /** Large enough to be read across a table, in two groups, as they are said. */
    private fun showDigits(digits: String) = page.show {
        headline(getString(R.string.relative_digits))
        val groups = digits.chunked(GROUP)
        val line = monospaced(groups.joinToString(" "))
        line.textSize = DIGIT_SP
        line.fit(roomDp.toFloat(), digits.length)
        line.contentDescription = digits.toList().joinToString(" ")
        text(getString(R.string.relative_digits_why))
        quiet(getString(R.string.relative_pair_stop)) { finish() }
    }

    private fun paired(parent: Long) {
        startActivity(NameActivity.first(this, parent))
        finish()
    }

    private fun showEnd(why: Pairing.Why) = page.show {
        headline(getString(R.string.relative_pair_ended))
        news(getString(words(why)), Condition.FAULT)
        quiet(getString(R.string.page_close)) { finish() }
        main(getString(R.string.relative_pair_again), ::startAgain)
    }

    private fun startAgain() {
        val left = pairing
        pairing = null
        code = ""
        isScanned = false
        wrong = null
        keep { left?.close() }
        show()
    }

    private fun words(why: Pairing.Why): Int = when (why) {
        Pairing.Why.SECOND_CLAIM -> R.string.relative_pair_second
        Pairing.Why.EXPIRED -> R.string.relative_pair_expired
        Pairing.Why.WRONG_DIGITS -> R.string.relative_pair_wrong
        Pairing.Why.WITHDRAWN -> R.string.relative_pair_withdrawn
        Pairing.Why.NO_CONNECTION -> R.string.relative_pair_unreached
    }

    private companion object {
        const val CODE = "code"
        const val SCANNED = "scanned"
        const val GROUP = 3
        const val DIGIT_SP = 64f

        /** Keeps the text from keyboards that learn. */
        const val SECRET =
            InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_VARIATION_VISIBLE_PASSWORD or
                InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS
    }
}
