package app.kinguard.lock

import android.os.Bundle
import app.kinguard.page.Page
import app.kinguard.page.PageActivity

/** A page of the lock itself. */
abstract class LockActivity : PageActivity() {
    protected val lock: Lock get() = (application as LockHost).lock
    internal val words by lazy { LockWords(this) }

    /**
     * The digits typed so far. They survive a rotation and nothing else: they are never handed to the system, and are
     * gone when the user leaves the page.
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

    /** Runs [act] on the main thread if the page is still there. */
    protected fun onScreen(act: () -> Unit) = mainExecutor.execute { if (!isDestroyed && !isFinishing) act() }

    /** Adds a pad for six digits that starts with the digits typed so far. */
    internal fun Page.pinPad(done: (String) -> Unit) =
        PinPad(wrong(null), heading(""), pad(Pin.DIGITS, typed, { typed = it }, done)).also { it.tell(null, null) }
}
