package app.kinguard.lock

import android.os.Bundle
import app.kinguard.page.Page
import app.kinguard.page.PageActivity

/** A page of the lock itself. */
abstract class LockActivity : PageActivity() {
    protected val lock: Lock get() = (application as LockHost).lock
    internal val words by lazy { LockWords(this) }

    /**
     * What was typed so far. It outlives a turn of the phone and nothing else: it is never handed to the system, and gone
     * when the page is left.
     */
    protected var typed = ""

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        typed = lastNonConfigurationInstance as? String ?: ""
    }

    override fun onRetainNonConfigurationInstance(): Any = typed

    override fun onStop() {
        super.onStop()
        if (!isChangingConfigurations) typed = ""
    }

    /** Runs on the screen's thread, if the page is still there. */
    protected fun onScreen(act: () -> Unit) = mainExecutor.execute { if (!isDestroyed && !isFinishing) act() }

    /** Six digits, from what was typed so far. */
    internal fun Page.digits(done: (String) -> Unit) = pad(Pin.DIGITS, typed, { typed = it }, done)
}
