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

/** What takes the place of the warning's screen while that has not come. From any thread. */
interface FallbackSurface {
    /** Is heard and felt. */
    fun sound()

    /** Is seen, as far as this phone allows. */
    fun show()

    /** The screen is there, or nothing stands any more. */
    fun clear()
}

/**
 * A window over all others with what the warning's screen would show, for the way out of the danger and nothing else:
 * whoever controls this phone can touch it too, and before Android 13 no app can be kept from that.
 *
 * It takes touches and never the focus, which is left to the screen that may yet come. An app may hide it (from Android 12
 * on), and Android does so on the lock screen; nothing rests on its being seen.
 */
class WarningOverlay(
    private val context: Context,
    /** Called when the window has been up for a moment, so that the system knows of it. On the main thread. */
    private val isUp: () -> Unit = {},
    private val warningController: () -> WarningController,
) : FallbackSurface {
    private val windows = checkNotNull(context.getSystemService(WindowManager::class.java)) { "part of every release" }
    private val main = Handler(Looper.getMainLooper())
    private val watcher: (WarningState?) -> Unit = { main.post(::render) }

    // From here on touched on the main thread only.
    private var window: Window? = null
    private var stands = false

    /** What is up. */
    private class Window(val root: View, val screen: WarningScreen)

    override fun sound() {
        main.post {
            val warning = warningController().standing?.warning ?: return@post
            warningController().speakFor(words().spoken(warning), context.resources.configuration.locales[0])
        }
    }

    override fun show() {
        main.post {
            if (!stands) {
                stands = true
                warningController().watch(watcher)
                context.registerComponentCallbacks(turned)
            }
            // Whoever was about to go on left that, and is not led there from here.
            if (warningController().standing?.page?.leadsOn() == true) warningController().turnBack()
            render()
        }
    }

    override fun clear() {
        main.post {
            warningController().hushStandIn()
            takeAway()
        }
    }

    private fun render() {
        if (!stands) return
        val standing = warningController().standing ?: return takeAway()
        val faces = WarningUiStateFactory(context.resources, words())
        val face = faces.of(standing, SystemClock.elapsedRealtime()).ofOverlay(standing) ?: return takeAway()
        (window ?: putUp())?.screen?.show(standing.warning, face)
    }

    @SuppressLint("InflateParams") // The window's own parameters count.
    private fun putUp(): Window? {
        if (!Settings.canDrawOverlays(context)) return null
        val themed = ContextThemeWrapper(context, R.style.Warning)
        val root = LayoutInflater.from(themed).inflate(R.layout.warning, null) as ViewGroup
        val up = Window(root, WarningScreen(root, root, { warningController().exposure.anotherAppActs }, ::act))
        return try {
            windows.addView(root, parameters())
            main.postDelayed(isUp, KNOWN_MS)
            up.also { window = it }
        } catch (_: WindowManager.BadTokenException) {
            // The permission is not all that some makers ask for.
            null
        } catch (_: SecurityException) {
            null
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
            // The call screen comes up below this window, which has to make room for it.
            is WarningAction.CallFamily -> if (touches.callFamily(standing, act.relative)) warningController().covered()
            is WarningAction.Dial -> if (touches.dial(standing, act.number)) takeAway()
            WarningAction.Done -> touches.done(standing)
            // Nothing of that is offered here.
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

    /** Whether this phone is turned, its type enlarged or its language another, the page is laid out anew. */
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

    /** The page keeps clear of them by itself. */
    @TargetApi(Build.VERSION_CODES.R)
    private fun LayoutParams.reachBehindBars() {
        fitInsetsTypes = 0
    }

    private companion object {
        /** By then the system has drawn the window and counts it as shown. */
        const val KNOWN_MS = 1_000L
    }
}

private fun WarningPage.leadsOn() = this is WarningPage.Wait || this == WarningPage.Agree || this == WarningPage.Sure

/** The first page and the steps that it leads along, each with its main button and the one that rings the family; otherwise null. */
private fun WarningUiState.ofOverlay(standing: WarningState): WarningUiState? {
    val first = standing.page == WarningPage.Question || standing.page == WarningPage.Way(0)
    val further = standing.page is WarningPage.Way && main.act != WarningAction.Done
    return if (first || further) {
        copy(second = null, moneySent = false, goOn = null, back = null)
    } else {
        null
    }
}
