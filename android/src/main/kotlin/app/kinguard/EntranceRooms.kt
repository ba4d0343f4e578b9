package app.kinguard

import android.app.KeyguardManager
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.PowerManager
import app.kinguard.guard.EntranceTrial
import app.kinguard.guard.FocusWatch
import app.kinguard.guard.UnseenWarnings
import app.kinguard.guard.WarningLauncher
import app.kinguard.guard.Warnings
import app.kinguard.health.EntranceTrials
import app.kinguard.health.TrialResult
import app.kinguard.phone.Entrance
import app.kinguard.phone.EntranceSwitches
import app.kinguard.phone.Maker
import app.kinguard.phone.Moments
import app.kinguard.practice.Drill
import app.kinguard.practice.Practice
import app.kinguard.practice.Scene
import app.kinguard.setup.Entrances
import app.kinguard.setup.SetupActivity
import app.kinguard.store.Database
import app.kinguard.warning.WarningActivity
import app.kinguard.warning.WarningDesk
import app.kinguard.warning.WarningListener
import app.kinguard.warning.WarningOverlay
import app.kinguard.work.Wakefulness

/** Wires how the warning comes to the front, and whatever tries and remembers whether it does. */
internal class EntranceRooms(private val context: Context, private val outside: Outside, private val house: House) {
    /** What it needs of the other rooms. */
    interface House {
        val database: Database
        val moments: Moments
        val unseen: UnseenWarnings
        val warnings: Warnings
        val desk: WarningDesk
        val practice: Practice

        /** The phone was set up to the end. */
        val isSetUp: Boolean

        /** Whether nothing goes on that a drill could be taken for. On the guard's thread. */
        fun isCalm(): Boolean

        /** The window that stands in for the warning's screen has been up for a moment. */
        fun overlayIsUp()
    }

    val switches: EntranceSwitches by lazy {
        EntranceSwitches(context, Maker.of(Build.MANUFACTURER, Build.BRAND), outside.ticks::elapsedMs)
    }

    val trials: EntranceTrials by lazy { EntranceTrials(house.database, Build.VERSION.SDK_INT, house.moments::nowMs) }

    /** The stage on which warnings are raised. */
    val trial: EntranceTrial by lazy {
        val launcher = WarningLauncher(context) { Intent(context, WarningActivity::class.java) }
        val stayAwake = Wakefulness(context, "warning")::hold
        val standIn = WarningOverlay(context, house::overlayIsUp) { house.desk }
        val stage = FocusWatch(launcher, standIn, house.unseen, outside.thread, stayAwake)
        EntranceTrial(stage, launcher, record, phone, outside.thread, Wakefulness(context, "trial")::hold)
    }

    /** What set-up may see of it, and do. */
    val forSetup: Entrances =
        object : Entrances {
            override val waitsFor get() = trial.waitsFor

            override fun outcome(entrance: Entrance) = when (val last = trials.last(entrance)) {
                is TrialResult.CameUp -> Entrances.Outcome.CameUp(house.moments.ofStamp(last.atMs))
                is TrialResult.StayedAway -> Entrances.Outcome.StayedAway
                null -> null
            }

            override fun begin(entrance: Entrance) = trial.begin(entrance)

            override fun callOff() = trial.callOff()
        }

    private val record =
        object : EntranceTrial.Record {
            override fun begun(entrance: Entrance) = trials.begun(entrance)

            override fun cameUp(entrance: Entrance) = trials.cameUp(entrance)

            override fun stayedAway() = trials.stayedAway()

            override fun calledOff(entrance: Entrance) = trials.calledOff(entrance)
        }

    private val phone =
        object : EntranceTrial.Surroundings {
            override val isCalm get() = house.isCalm()
            override val isScreenOn get() = context.getSystemService(PowerManager::class.java)?.isInteractive == true
            override val isLocked get() = keyguard()?.isKeyguardLocked == true
            override val isSecure get() = keyguard()?.isDeviceSecure == true

            override fun drill(listener: WarningListener): Boolean {
                val practice = house.practice
                val drill = practice.rehearsal().use { Drill(it, practice.home()) }
                val warn = drill.reaction(Scene.BANK).warn ?: return false
                house.desk.practice = listener
                house.desk.show(house.warnings.of(warn).copy(practice = true))
                return isDrill()
            }

            override fun takeAway() {
                if (isDrill()) house.desk.dismiss()
            }

            override fun comeBack() {
                val page = if (house.isSetUp) SetupActivity.trial(context) else SetupActivity.intent(context)
                context.startActivity(page.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_SINGLE_TOP))
            }

            private fun isDrill() = house.desk.standing?.warning?.practice == true
        }

    private fun keyguard(): KeyguardManager? = context.getSystemService(KeyguardManager::class.java)
}
