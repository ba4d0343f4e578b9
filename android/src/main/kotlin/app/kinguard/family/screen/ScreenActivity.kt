package app.kinguard.family.screen

import android.annotation.TargetApi
import android.app.Activity
import android.os.Build
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.view.WindowManager
import app.kinguard.R

/**
 * A screen with names, numbers and secrets of the family. It is not in any picture of the screen, and while it may be
 * looked at by somebody else it says so and shows nothing.
 */
abstract class ScreenActivity : Activity() {
    private val main = Handler(Looper.getMainLooper())
    private val again = Runnable(::look)

    /** What stands on the page; null until something does. */
    private var locked: Boolean? = null
    internal lateinit var page: Page
    protected val screens: FamilyScreens get() = (application as FamilyScreensHost).familyScreens

    /** Lays everything out anew. */
    protected abstract fun show()

    /** Called every second while it is in front. */
    protected open fun refresh() = Unit

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        window.addFlags(WindowManager.LayoutParams.FLAG_SECURE)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) hideOverlays()
        setContentView(R.layout.family_screen)
        page = Page(this, ::act)
    }

    override fun onResume() {
        super.onResume()
        locked = null
        look()
    }

    override fun onPause() {
        super.onPause()
        main.removeCallbacks(again)
    }

    private fun look() {
        main.removeCallbacks(again)
        val now = screens.locked()
        when {
            now && locked != true -> showLock()
            !now && locked != false -> show()
            !now -> refresh()
        }
        locked = now
        main.postDelayed(again, EVERY_MS)
    }

    /** Whatever is touched: the danger may have begun since the last look. */
    private fun act(action: () -> Unit) = if (screens.locked()) look() else action()

    private fun showLock() = page.show {
        headline(getString(R.string.family_screen_locked_title))
        text(getString(R.string.family_screen_locked))
        main(getString(R.string.family_screen_close)) { finish() }
    }.also { page.alwaysOpen { finish() } }

    /** Whoever may draw over other apps could draw a question over a button. */
    @TargetApi(Build.VERSION_CODES.S)
    private fun hideOverlays() {
        try {
            window.setHideOverlayWindows(true)
        } catch (_: SecurityException) {
            // Touches through other windows are refused in any case.
        }
    }

    private companion object {
        const val EVERY_MS = 1_000L
    }
}
