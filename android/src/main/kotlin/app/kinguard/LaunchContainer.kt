package app.kinguard

import android.app.KeyguardManager
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.PowerManager
import app.kinguard.guard.FocusMonitor
import app.kinguard.guard.LaunchTrial
import app.kinguard.guard.UnseenWarnings
import app.kinguard.guard.WarningFactory
import app.kinguard.guard.WarningLauncher
import app.kinguard.health.LaunchTrialResult
import app.kinguard.health.LaunchTrialStore
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.LaunchSwitches
import app.kinguard.phone.Maker
import app.kinguard.phone.Moments
import app.kinguard.practice.Drill
import app.kinguard.practice.Practice
import app.kinguard.practice.Scene
import app.kinguard.setup.LaunchTrials
import app.kinguard.setup.SetupActivity
import app.kinguard.store.Database
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.WarningController
import app.kinguard.warning.WarningListener
import app.kinguard.warning.WarningOverlay
import app.kinguard.work.WakeLocks

/** Wires the launch of warnings, and the trials that test and remember whether it works. */
internal class LaunchContainer(
    private val context: Context,
    private val platform: PlatformServices,
    private val dependencies: Dependencies,
) {
    /** The parts of other containers that this one needs. */
    interface Dependencies {
        val database: Database
        val moments: Moments
        val unseen: UnseenWarnings
        val warnings: WarningFactory
        val warningController: WarningController
        val practice: Practice

        /** True if the setup was completed. */
        val isSetUp: Boolean

        /**
         * Returns whether nothing is happening for which the parent could mistake a drill. Called on the guard's
         * thread.
         */
        fun isCalm(): Boolean

        /** Called when the window that replaces the warning's screen has been visible for a moment. */
        fun overlayIsUp()
    }

    val switches: LaunchSwitches by lazy {
        LaunchSwitches(context, Maker.of(Build.MANUFACTURER, Build.BRAND), platform.ticks::elapsedMs)
    }

    val trials: LaunchTrialStore by lazy {
        LaunchTrialStore(dependencies.database, Build.VERSION.SDK_INT, dependencies.moments::nowMs)
    }

    /** The stage on which warnings are shown. */
    val trial: LaunchTrial by lazy {
        val launcher = WarningLauncher(context) { Intent(context, WarningActivity::class.java) }
        val stayAwake = WakeLocks(context, "warning")::hold
        val standIn = WarningOverlay(context, dependencies::overlayIsUp) { dependencies.warningController }
        val stage = FocusMonitor(launcher, standIn, dependencies.unseen, platform.thread, stayAwake)
        LaunchTrial(stage, launcher, record, phone, platform.thread, WakeLocks(context, "trial")::hold)
    }

    /** The part of the trials that the setup uses. */
    val forSetup: LaunchTrials =
        object : LaunchTrials {
            override val waitsFor get() = trial.waitsFor

            override fun outcome(launchPath: LaunchPath) = when (val last = trials.last(launchPath)) {
                is LaunchTrialResult.CameUp -> LaunchTrials.Outcome.CameUp(dependencies.moments.ofStamp(last.atMs))
                is LaunchTrialResult.StayedAway -> LaunchTrials.Outcome.StayedAway
                null -> null
            }

            override fun begin(launchPath: LaunchPath) = trial.begin(launchPath)

            override fun callOff() = trial.callOff()
        }

    private val record =
        object : LaunchTrial.Record {
            override fun begun(launchPath: LaunchPath) = trials.begun(launchPath)

            override fun cameUp(launchPath: LaunchPath) = trials.cameUp(launchPath)

            override fun stayedAway() = trials.stayedAway()

            override fun calledOff(launchPath: LaunchPath) = trials.calledOff(launchPath)
        }

    private val phone =
        object : LaunchTrial.Environment {
            override val isCalm get() = dependencies.isCalm()
            override val isScreenOn get() = context.getSystemService(PowerManager::class.java)?.isInteractive == true
            override val isLocked get() = keyguard()?.isKeyguardLocked == true
            override val isSecure get() = keyguard()?.isDeviceSecure == true

            override fun drill(listener: WarningListener): Boolean {
                val practice = dependencies.practice
                val drill = practice.simulated().use { Drill(it, practice.home()) }
                val warn = drill.reaction(Scene.BANK).warn ?: return false
                dependencies.warningController.practice = listener
                dependencies.warningController.show(dependencies.warnings.of(warn).copy(practice = true))
                return isDrill()
            }

            override fun takeAway() {
                if (isDrill()) dependencies.warningController.dismiss()
            }

            override fun comeBack() {
                val page = if (dependencies.isSetUp) SetupActivity.trial(context) else SetupActivity.intent(context)
                context.startActivity(page.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_SINGLE_TOP))
            }

            private fun isDrill() = dependencies.warningController.standing?.warning?.practice == true
        }

    private fun keyguard(): KeyguardManager? = context.getSystemService(KeyguardManager::class.java)
}
