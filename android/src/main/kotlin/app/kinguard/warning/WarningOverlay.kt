package app.kinguard.warning

import android.annotation.SuppressLint
import android.annotation.TargetApi
import android.content.ComponentCallbacks
import android.content.Context
import android.content.res.Configuration
import android.graphics.PixelFormat
import android.os.Build
import android.os.Handler
import android.os.Looper
import android.os.SystemClock
import android.provider.Settings
import android.view.ContextThemeWrapper
import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.view.WindowManager
import android.view.WindowManager.LayoutParams
import app.kinguard.R
import app.kinguard.failure.unlessRefused
import app.kinguard.work.MainThread
import app.kinguard.work.assertMainThread

/** A replacement for the warning's screen while that has not come up. May be called on any thread. */
interface FallbackSurface {
    /** Starts the sound and vibration. */
    fun sound()

    /** Shows the replacement, as far as this phone allows. */
    fun show()

    /** Removes the replacement, because the screen is there or nothing stands any more. */
    fun clear()
}

/**
 * A window over all others with the content of the warning's screen, but only for the way out of the danger: an app
 * that controls this phone can touch it too, and before Android 13 that cannot be prevented.
 *
 * It takes touches but never the focus, which is left to the screen that may yet come up. An app may hide it (from
 * Android 12 on), and Android does so on the lock screen; nothing depends on its being seen.
 */
class WarningOverlay(
    private val context: Context,
    /** Called on the main thread when the window has been up for a moment, so that the system knows of it. */
    private val isUp: () -> Unit = {},
    private val warningController: () -> WarningController,
) : FallbackSurface {
    private val windows = checkNotNull(context.getSystemService(WindowManager::class.java)) { "part of every release" }
    private val main = Handler(Looper.getMainLooper())
    private val watcher: (WarningState?) -> Unit = { main.post(::render) }

    // Everything below is used on the main thread only.
    private var window: Window? = null
    private var stands = false

    /** The window that is up. */
    private class Window(val root: View, val screen: WarningScreen)

    override fun sound() {
        main.post {
            val warning = warningController().standing?.warning ?: return@post
            speak(warning)
        }
    }

    override fun show() {
        main.post {
            if (!stands) {
                stands = true
                warningController().watch(watcher)
                context.registerComponentCallbacks(turned)
            }
            // A parent who was about to go on has left that page, and the overlay does not lead there.
            if (warningController().standing?.page?.leadsOut() == true) warningController().turnBack()
            render()
        }
    }

    override fun clear() {
        main.post {
            warningController().hushStandIn()
            takeAway()
        }
    }

    @MainThread
    private fun render() {
        assertMainThread()
        if (!stands) return
        val standing = warningController().standing ?: return takeAway()
        val faces = WarningUiStateFactory(context.resources, words())
        val face = faces.of(standing, SystemClock.elapsedRealtime()).ofOverlay(standing) ?: return takeAway()
        val up = window ?: putUp() ?: return
        up.screen.show(standing.warning, face)
        if (warningController().hasUnsaidSentence) speak(standing.warning)
    }

    private fun speak(warning: Warning) {
        val controller = warningController()
        val language = context.resources.configuration.locales[0]
        val sentence = words().spoken(warning)
        if (controller.takeUnsaidSentence()) {
            controller.speakAnew(sentence, language)
        } else {
            controller.speakFor(sentence, language)
        }
    }

    @SuppressLint("InflateParams") // The window's own parameters count.
    private fun putUp(): Window? {
        if (!Settings.canDrawOverlays(context)) return null
        val themed = ContextThemeWrapper(context, R.style.Warning)
        val root = LayoutInflater.from(themed).inflate(R.layout.warning, null) as ViewGroup
        val up = Window(root, WarningScreen(root, root, { warningController().exposure.anotherAppActs }, ::act))
        // Some makers require more than the permission.
        return unlessRefused {
            windows.addView(root, parameters())
            main.postDelayed(isUp, KNOWN_MS)
            up.also { window = it }
        }
    }

    private fun words() = WarningWords(context.resources, context::labelOf)

    private fun takeAway() {
        if (!stands) return
        stands = false
        warningController().unwatch(watcher)
        context.unregisterComponentCallbacks(turned)
        takeDown()
    }

    private fun takeDown() {
        window?.let { windows.removeViewImmediate(it.root) }
        window = null
    }

    private fun act(act: WarningAction) {
        val standing = warningController().standing ?: return
        val touches = TouchHandler(warningController(), offersCut = false)
        warningController().hush()
        when (act) {
            WarningAction.HangUp -> touches.hangUp(standing)
            WarningAction.Next -> touches.next(standing)
            WarningAction.Stop -> touches.stop(standing)
            // The call screen opens below this window, which has to be removed for it.
            is WarningAction.CallFamily -> if (touches.callFamily(standing, act.relative)) warningController().covered()
            is WarningAction.Dial -> if (touches.dial(standing, act.number)) takeAway()
            WarningAction.Done -> touches.done(standing)
            // The overlay offers none of these.
            WarningAction.MoneySent,
            WarningAction.Cut,
            is WarningAction.Turn,
            WarningAction.StartWaiting,
            WarningAction.GoOn,
            WarningAction.Back,
            WarningAction.Close,
            -> Unit
        }
    }

    /** Lays out the page anew when the phone is rotated, its type size or its language changes. */
    private val turned =
        object : ComponentCallbacks {
            override fun onConfigurationChanged(now: Configuration) {
                takeDown()
                render()
            }

            @Deprecated("Of no use from Android 14 on")
            override fun onLowMemory() = Unit
        }

    private fun parameters() = LayoutParams(
        LayoutParams.MATCH_PARENT,
        LayoutParams.MATCH_PARENT,
        LayoutParams.TYPE_APPLICATION_OVERLAY,
        LayoutParams.FLAG_SECURE or LayoutParams.FLAG_NOT_FOCUSABLE or LayoutParams.FLAG_LAYOUT_IN_SCREEN or
            LayoutParams.FLAG_KEEP_SCREEN_ON,
        PixelFormat.OPAQUE,
    ).apply {
        screenBrightness = LayoutParams.BRIGHTNESS_OVERRIDE_FULL
        layoutInDisplayCutoutMode = LayoutParams.LAYOUT_IN_DISPLAY_CUTOUT_MODE_SHORT_EDGES
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) reachBehindBars()
    }

    /** Extends the window behind the system bars. The page keeps clear of them by itself. */
    @TargetApi(Build.VERSION_CODES.R)
    private fun LayoutParams.reachBehindBars() {
        fitInsetsTypes = 0
    }

    private companion object {
        /** By then the system has drawn the window and counts it as shown. */
        const val KNOWN_MS = 1_000L
    }
}

/**
 * Returns the state for the overlay: the first page and the steps that it leads to, each with its main button and the
 * one that calls the family. Null for other pages.
 */
private fun WarningUiState.ofOverlay(standing: WarningState): WarningUiState? {
    val first = standing.page == WarningPage.Question || standing.page == WarningPage.Way(0)
    val further = standing.page is WarningPage.Way && main.act != WarningAction.Done
    return if (first || further) {
        copy(second = null, moneySent = false, goOn = null, back = null)
    } else {
        null
    }
}
