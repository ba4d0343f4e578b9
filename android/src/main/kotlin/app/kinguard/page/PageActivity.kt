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
 * A screen that is one [Page]. It is not in any picture of the screen, and what is not to be seen now gives way to a
 * word about that.
 */
abstract class PageActivity : Activity() {
    private val main = Handler(Looper.getMainLooper())
    private val again = Runnable(::look)
    private var inFront = false

    /** Counts what was begun to be read; what is not the latest is not shown any more. */
    private var readings = 0

    /** Something is being read. */
    private var isReading = false

    /** Something is being written: until it is, nothing more can be touched. */
    private var isWriting = false

    /** What stands on the page; null until something does. */
    private var shown: PageAccess? = null

    /** Who is named there for keeping it shut. */
    private var named: List<ControllingApp> = emptyList()
    internal lateinit var page: Page
    protected val gate: Gate get() = (application as PageHost).gate

    /** For a page that lays itself out in another way; it has all the parts of the usual one. */
    protected open val layout: Int get() = R.layout.page

    /** Lays everything out anew. */
    protected abstract fun show()

    /** Called every second while it is in front, and nothing is being read. */
    protected open fun refresh() = Unit

    /** The same while the page may not be seen. */
    protected open fun refreshShut() {
        if (gate.onlookers != named) showShut()
    }

    /** For pages that others than the family may see. */
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

    /** Lays out anew what may be seen now, after something was done that may decide it. */
    protected fun lookAnew() {
        shown = null
        if (inFront) look()
    }

    /** Shows what is known now, and what is found out when it is. */
    private fun look() {
        main.removeCallbacks(again)
        lay(passage())
        main.postDelayed(again, if (shown == PageAccess.NOT_KNOWN) SOON_MS else EVERY_MS)
        gate.find { runOnUiThread(::lookOnceMore) }
    }

    /** Whether the page may still be seen, after something was found out that may decide it. */
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
     * Reads aside of the main thread; [lay] shows it, if the page may still be seen then. Until then what stood there stays.
     * Where the store refuses, the page says so.
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
     * Writes aside of the main thread, then goes on with [then], unless the page is gone. Nothing is touched in between, so
     * that nothing is written twice. Where the store refuses, the page says so.
     */
    protected fun <T> write(what: () -> T, then: (T) -> Unit) {
        isWriting = true
        aside(what, then) { goOn ->
            isWriting = false
            if (!isDestroyed) goOn()
        }
    }

    /** Writes what is being typed, in the order in which it is; the page can be touched meanwhile. */
    protected fun keep(what: () -> Unit) = aside(what, {}) { it() }

    private fun <T> aside(what: () -> T, then: (T) -> Unit, onScreen: (() -> Unit) -> Unit) {
        (application as PageHost).aside.execute {
            // The guard runs in this very process: a phone that keeps nothing more must not end it.
            val goOn = try {
                what().let { came -> { then(came) } }
            } catch (refused: SQLiteException) {
                { showFull(refused) }
            }
            runOnUiThread { onScreen(goOn) }
        }
    }

    /** Whatever is touched: the danger may have begun since the last look. */
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

    /** What stands there while nobody may see or change anything. */
    protected open fun showShut() {
        val onlookers = gate.onlookers
        named = onlookers
        page.show {
            if (onlookers.isEmpty()) {
                headline(getString(R.string.page_shut_title))
                text(getString(R.string.page_shut))
            } else {
                name(onlookers)
            }
            main(getString(R.string.page_close)) {}
        }
        page.alwaysOpen { finish() }
    }

    private fun Page.name(onlookers: List<ControllingApp>) {
        headline(getString(R.string.page_services_title))
        text(getString(R.string.page_services))
        onlookers.forEach { app(AppIdentity.of(activity, it.app), it.why?.let(::getString)) }
        text(getString(R.string.page_services_unknown))
        away(getString(R.string.page_services_off)) { leave(Intent(Settings.ACTION_ACCESSIBILITY_SETTINGS)) }
        gate.askAboutServices(activity)?.let { ask -> away(getString(R.string.page_services_known)) { leave(ask) } }
    }

    private fun leave(to: Intent) {
        // Where it lies elsewhere on this phone, the page has said what to look for.
        isAllowed { startActivity(to) }
    }

    private val activity get() = this

    /** The guard is slow to answer. Before that nothing is said, which would only flicker. */
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

        /** What the guard is still finding out takes it a moment. */
        const val SOON_MS = 100L
    }
}
