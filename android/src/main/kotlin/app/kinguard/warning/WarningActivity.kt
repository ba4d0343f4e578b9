package app.kinguard.warning

import android.annotation.TargetApi
import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.os.Handler
import android.os.Looper
import android.os.PowerManager
import android.os.SystemClock
import android.view.MotionEvent
import android.view.WindowManager
import android.window.OnBackInvokedDispatcher
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.failure.isAllowed
import app.kinguard.phone.AppLanguage
import app.kinguard.phone.isOfService
import app.kinguard.view.hideOverlays

/**
 * The warning's screen: an activity and not an overlay, because banks hide overlays. It shows what stands on the
 * [WarningController], and closes when nothing does.
 */
class WarningActivity : Activity() {
    private val main = Handler(Looper.getMainLooper())
    private val watcher: (WarningState?) -> Unit = { main.post(::render) }
    private val tick = Runnable { render() }
    private lateinit var warningController: WarningController
    private lateinit var faces: WarningUiStateFactory
    private lateinit var words: WarningWords
    private lateinit var screen: WarningScreen
    private lateinit var touches: TouchHandler

    /**
     * True if leaving may still be reported. It is reported once, and not at all if a button of the warning leads away.
     */
    private var mayHaveLeft = true
    private var inFront = false

    /** True if the current touch comes from an accessibility service. */
    private var isOfService = false

    /** True while the requested warning is still being looked up. */
    private var awaits = false

    /** Set from Android 15 on. */
    private var recording: RecordingMonitor? = null

    override fun attachBaseContext(base: Context) = super.attachBaseContext(AppLanguage.speaking(base))

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        window.addFlags(WindowManager.LayoutParams.FLAG_SECURE or WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON)
        // On a phone that makes no sound the screen has to be noticed.
        window.attributes = window.attributes.also { it.screenBrightness = FULL }
        setShowWhenLocked(true)
        setTurnScreenOn(true)
        warningController = (application as WarningHost).warningController
        touches = TouchHandler(warningController, offersCut = true)
        words = WarningWords(resources, ::labelOf)
        faces = WarningUiStateFactory(resources, words)
        setContentView(R.layout.warning)
        screen = WarningScreen(requireViewById(R.id.warning), window.decorView, ::isBarred, ::act)
        window.hideOverlays()
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) swallowBack()
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM) recording = recordingWatch()
        warningController.watch(watcher)
        openWhatIsAsked(intent)
        render()
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        openWhatIsAsked(intent)
        render()
    }

    override fun onStart() {
        super.onStart()
        recording?.start()
    }

    override fun onResume() {
        super.onResume()
        mayHaveLeft = true
        inFront = true
        render()
    }

    override fun onPause() {
        super.onPause()
        inFront = false
    }

    override fun dispatchTouchEvent(touch: MotionEvent): Boolean {
        isOfService = touch.isOfService()
        return super.dispatchTouchEvent(touch)
    }

    /** Silences the warning, unless another app that may act for the user made the touch. */
    override fun onUserInteraction() {
        if (!isOfService || !isBarred()) warningController.hush()
    }

    private fun isBarred() = warningController.exposure.anotherAppActs

    override fun onUserLeaveHint() {
        left()
    }

    override fun onStop() {
        super.onStop()
        recording?.stop()
        warningController.focused(false)
        if (!isChangingConfigurations) warningController.covered()
        // The second step asks the parent to turn off the screen, and a rotated activity is created again: neither is
        // leaving.
        val dark = getSystemService(PowerManager::class.java)?.isInteractive == false
        if (!isFinishing && !isChangingConfigurations && !dark) left()
    }

    override fun onDestroy() {
        super.onDestroy()
        warningController.unwatch(watcher)
        main.removeCallbacksAndMessages(null)
    }

    /**
     * Reports the focus. The activity may be in front and not have come up, or have come up and not be in front: focus
     * means both.
     */
    override fun onWindowFocusChanged(hasFocus: Boolean) {
        super.onWindowFocusChanged(hasFocus)
        warningController.focused(hasFocus)
    }

    @Deprecated("From Android 13 on the dispatcher is asked instead")
    @Suppress("OVERRIDE_DEPRECATION", "MissingSuperCall")
    override fun onBackPressed() = back()

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun swallowBack() {
        onBackInvokedDispatcher.registerOnBackInvokedCallback(OnBackInvokedDispatcher.PRIORITY_DEFAULT, ::back)
    }

    /** Leads back to the warning's first page, and never out of it. */
    private fun back() {
        when (warningController.standing?.page) {
            null, is WarningPage.Way, WarningPage.Question, is WarningPage.Spoke -> Unit
            is WarningPage.MoneySentLater -> warningController.close()
            else -> warningController.turnBack()
        }
    }

    /** Opens the page for money that was sent if a notification asks for it. No warning has to stand. */
    private fun openWhatIsAsked(intent: Intent?) {
        if (intent?.action == TOUCHED) warningController.opened()
        if (intent?.action != MONEY_SENT) return
        awaits = true
        (application as WarningHost).findLastRed { found ->
            runOnUiThread {
                awaits = false
                found?.let(warningController::openMoneySent)
                render()
            }
        }
    }

    private fun render() {
        main.removeCallbacks(tick)
        val standing = warningController.standing
        if (standing == null) {
            if (awaits) return
            // Nobody sees the next warning on a screen that is closing.
            warningController.focused(false)
            if (!isFinishing) finish()
            return
        }
        val face = faces.of(standing, SystemClock.elapsedRealtime())
        screen.show(standing.warning, face)
        if (face.leftMs != null) main.postDelayed(tick, TICK_MS)
        if (inFront) speak(standing.warning)
    }

    private fun speak(warning: Warning) {
        val sentence = warningController.takeUnsaidSentence()
        if (warningController.takeUnsaid() || sentence) {
            warningController.alarm.sound(
                words.spoken(warning),
                resources.configuration.locales[0],
            )
        }
    }

    private fun act(act: WarningAction) {
        val standing = warningController.standing ?: return
        when (act) {
            WarningAction.HangUp -> touches.hangUp(standing)
            WarningAction.Next -> touches.next(standing)
            WarningAction.Stop -> touches.stop(standing)
            is WarningAction.CallFamily -> if (touches.callFamily(standing, act.relative)) mayHaveLeft = false
            is WarningAction.Dial -> if (touches.dial(standing, act.number)) mayHaveLeft = false
            WarningAction.MoneySent -> warningController.moneySent()
            WarningAction.Cut -> cut(standing)
            is WarningAction.Turn -> warningController.turn(act.page)
            WarningAction.StartWaiting -> warningController.turn(WarningPage.Wait(SystemClock.elapsedRealtime()))
            WarningAction.GoOn -> {
                warningController.answer(Choice.CONTINUE)
                warningController.dismiss()
            }
            WarningAction.Back -> warningController.turnBack()
            WarningAction.Done -> touches.done(standing)
            WarningAction.Close -> warningController.close()
        }
    }

    private fun cut(standing: WarningState) {
        warningController.stop()
        when {
            standing.warning.practice -> warningController.captured(true)
            !asked(warningController.capture.question()) -> warningController.captured(false)
        }
    }

    private fun asked(question: Intent?): Boolean {
        if (question == null) return false
        return isAllowed {
            startActivityForResult(question, CUT)
            mayHaveLeft = false
        }
    }

    override fun onActivityResult(request: Int, result: Int, leave: Intent?) {
        super.onActivityResult(request, result, leave)
        if (request != CUT) return
        if (result != RESULT_OK || leave == null) return warningController.captured(false)
        // This app's own capture does not mean that somebody sees the screen.
        recording?.stop()
        main.postDelayed({ if (inFront) recording?.start() }, SETTLED_MS)
        if (!warningController.capture.beginAndEnd(leave)) warningController.captured(false)
    }

    private fun left() {
        val standing = warningController.standing
        if (!mayHaveLeft || standing == null || standing.page is WarningPage.MoneySentLater) return
        mayHaveLeft = false
        warningController.hush()
        warningController.answer(Choice.LEFT)
        // A danger stays and comes back. A drill may be left.
        if (standing.warning.practice) warningController.dismiss()
    }

    @TargetApi(Build.VERSION_CODES.VANILLA_ICE_CREAM)
    private fun recordingWatch() = RecordingMonitor(windowManager, mainExecutor, warningController::recorded)

    companion object {
        /** The action with which a tap on the warning's notification opens it. */
        const val TOUCHED = "app.kinguard.WARNING_TOUCHED"
        private const val MONEY_SENT = "app.kinguard.MONEY_SENT"
        private const val CUT = 1
        private const val FULL = WindowManager.LayoutParams.BRIGHTNESS_OVERRIDE_FULL
        private const val TICK_MS = 250L

        /** By then the system has made all its reports about this app's own capture. */
        private const val SETTLED_MS = 2_000L

        /** Returns the intent for the page about money that was sent; see [WarningHost.findLastRed]. */
        fun forMoneySent(context: Context): Intent = Intent(context, WarningActivity::class.java).setAction(MONEY_SENT)
    }
}
