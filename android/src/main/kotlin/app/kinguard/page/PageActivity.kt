package app.kinguard.page

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.database.sqlite.SQLiteException
import android.os.Build
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.provider.Settings
import android.util.Log
import android.view.WindowManager
import app.kinguard.R
import app.kinguard.failure.isAllowed
import app.kinguard.phone.AppIdentity
import app.kinguard.phone.AppLanguage
import app.kinguard.view.hideOverlays

/**
 * A screen that is one [Page]. Screenshots and screen captures do not include it, and a page that may not be seen now
 * shows an explanation instead.
 */
abstract class PageActivity : Activity() {
    private val main = Handler(Looper.getMainLooper())
    private val again = Runnable(::look)
    private var inFront = false

    /** The number of reads started. Only the latest one is shown. */
    private var readings = 0

    /** True while a read is under way. */
    private var isReading = false

    /** True while a write is under way. Until it ends, nothing more can be touched. */
    private var isWriting = false

    /** The access that the page shows, or null before it shows anything. */
    private var shown: PageAccess? = null

    /** The apps that the page names for blocking it. */
    private var named: List<ControllingApp> = emptyList()
    internal lateinit var page: Page
    protected val gate: Gate get() = (application as PageHost).gate

    /** The layout of the page. Another layout must have all parts of the usual one. */
    protected open val layout: Int get() = R.layout.page

    /** Lays everything out afresh. */
    protected abstract fun show()

    /** Called every second while the page is in front and no read is under way. */
    protected open fun refresh() = Unit

    /** Called every second while the page may not be seen. */
    protected open fun refreshShut() {
        if (gate.controllingApps != named) showShut()
    }

    /** Returns the access to this page. Pages that are not for the family alone override it. */
    protected open fun passage(): PageAccess = gate.passage()

    override fun attachBaseContext(base: Context) = super.attachBaseContext(AppLanguage.speaking(base))

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        window.addFlags(WindowManager.LayoutParams.FLAG_SECURE)
        window.hideOverlays()
        setContentView(layout)
        page = Page(this, ::act)
    }

    override fun onResume() {
        super.onResume()
        inFront = true
        lookAnew()
    }

    override fun onPause() {
        super.onPause()
        inFront = false
        main.removeCallbacks(again)
    }

    /** Lays the page out afresh after a change that may affect the access. */
    protected fun lookAnew() {
        shown = null
        if (inFront) look()
    }

    /** Shows what is known now, and later the result of the check. */
    private fun look() {
        main.removeCallbacks(again)
        lay(passage())
        main.postDelayed(again, if (shown == PageAccess.NOT_KNOWN) SOON_MS else EVERY_MS)
        gate.find { runOnUiThread(::lookOnceMore) }
    }

    /** Updates the page after a check that may have changed the access. */
    protected fun lookOnceMore() {
        val now = passage()
        if (!inFront) return
        if (now != shown) {
            lay(now)
        } else if (now == PageAccess.SHUT) {
            refreshShut()
        }
    }

    private fun lay(now: PageAccess) {
        val before = shown
        shown = now
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) page.openToReaders(gate.mayBeReadOut)
        when {
            now == before && now == PageAccess.OPEN -> if (!isReading) refresh()
            now == before && now == PageAccess.SHUT -> refreshShut()
            now == before && now == PageAccess.NOT_KNOWN -> showMoment()
            now == before -> Unit
            now == PageAccess.OPEN -> show()
            now == PageAccess.SHUT -> showShut()
            now == PageAccess.PIN -> showPin()
            now == PageAccess.NOT_KNOWN -> page.show {}
        }
    }

    /**
     * Reads off the main thread; [lay] shows the result if the page may still be seen then. Until then the old content
     * stays. If the database refuses, the page says so.
     */
    protected fun <T> read(what: () -> T, lay: (T) -> Unit) {
        val mine = ++readings
        isReading = true
        aside(what, lay) { show ->
            if (mine == readings) {
                isReading = false
                if (inFront && shown == PageAccess.OPEN) show()
            }
        }
    }

    /**
     * Writes off the main thread, then goes on with [then] unless the page is gone. Touches are ignored meanwhile, so
     * nothing is written twice. If the database refuses, the page says so.
     */
    protected fun <T> write(what: () -> T, then: (T) -> Unit) {
        isWriting = true
        aside(what, then) { goOn ->
            isWriting = false
            if (!isDestroyed) goOn()
        }
    }

    /** Writes what is being typed, in the order of typing; the page can be touched meanwhile. */
    protected fun keep(what: () -> Unit) = aside(what, {}) { it() }

    private fun <T> aside(what: () -> T, then: (T) -> Unit, onScreen: (() -> Unit) -> Unit) {
        (application as PageHost).aside.execute {
            // The guard runs in this very process: a phone that can store nothing more must not crash it.
            val goOn = try {
                what().let { came -> { then(came) } }
            } catch (refused: SQLiteException) {
                { showFull(refused) }
            }
            runOnUiThread { onScreen(goOn) }
        }
    }

    /** Checks the access before every touch, because a danger may have begun since the last check. */
    private fun act(action: () -> Unit) = when {
        passage() != PageAccess.OPEN -> look()
        isWriting -> Unit
        else -> action()
    }

    private fun showFull(refused: SQLiteException) {
        Log.w("page", "refused: ${refused.javaClass.simpleName}")
        page.show {
            headline(getString(R.string.page_full_title))
            text(getString(R.string.page_full))
            main(getString(R.string.page_full_back)) { lookAnew() }
        }
    }

    /** Shows the page while nobody may see or change anything. */
    protected open fun showShut() {
        val controllingApps = gate.controllingApps
        named = controllingApps
        page.show {
            if (controllingApps.isEmpty()) {
                headline(getString(R.string.page_shut_title))
                text(getString(R.string.page_shut))
                text(getString(R.string.page_shut_services))
            } else {
                name(controllingApps)
            }
            main(getString(R.string.page_close)) {}
        }
        page.alwaysOpen { finish() }
    }

    private fun Page.name(controllingApps: List<ControllingApp>) {
        headline(getString(R.string.page_services_title))
        text(getString(R.string.page_services))
        controllingApps.forEach { app(AppIdentity.of(activity, it.app), it.why?.let(::getString)) }
        text(getString(R.string.page_services_unknown))
        away(getString(R.string.page_services_off)) { leave(Intent(Settings.ACTION_ACCESSIBILITY_SETTINGS)) }
        gate.askAboutServices(activity)?.let { ask -> away(getString(R.string.page_services_known)) { leave(ask) } }
    }

    private fun leave(to: Intent) {
        // If this phone keeps the screen elsewhere, the page has said what to look for.
        isAllowed { startActivity(to) }
    }

    private val activity get() = this

    /** Shows that the guard is slow to answer. Earlier, this text would only flicker. */
    private fun showMoment() {
        page.show {
            text(getString(R.string.page_moment))
            main(getString(R.string.page_close)) {}
        }
        page.alwaysOpen { finish() }
    }

    private fun showPin() = page.show {
        headline(getString(R.string.page_pin_title))
        text(getString(R.string.page_pin))
        main(getString(R.string.page_pin_enter)) {}
    }.also { page.alwaysOpen { startActivity(gate.ask(this)) } }

    private companion object {
        const val EVERY_MS = 1_000L

        /** The guard takes a moment to check. */
        const val SOON_MS = 100L
    }
}
