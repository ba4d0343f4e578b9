package app.kinguard

import android.content.Context
import android.content.Intent
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Contact
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.guard.GuardHandle
import app.kinguard.guard.GuardStore
import app.kinguard.guard.KnownServices
import app.kinguard.guard.Pause
import app.kinguard.guard.PlatformAccessibilityServices
import app.kinguard.guard.ScreenExposureMonitor
import app.kinguard.guard.StoredEngineClock
import app.kinguard.guard.WakeReceiver
import app.kinguard.lock.Lock
import app.kinguard.lock.OwnNumbers
import app.kinguard.lock.Pin
import app.kinguard.lock.SealedReset
import app.kinguard.lock.SpokenCode
import app.kinguard.signals.DisplaySignal
import app.kinguard.store.Database
import app.kinguard.warning.WarningController
import app.kinguard.warning.WarningExposure
import app.kinguard.work.WakeAlarm
import app.kinguard.work.WorkThread

/** Wires the lock of the family's pages, and everything that detects a danger there or somebody who sees the screen. */
internal class LockContainer(
    private val context: Context,
    private val platform: PlatformServices,
    private val dependencies: Dependencies,
) : WarningExposure {
    /** The parts of other containers that this one needs. */
    interface Dependencies {
        val database: Database
        val clock: StoredEngineClock
        val store: GuardStore
        val guard: GuardHandle
        val warningController: WarningController
        val contacts: Contacts
        val family: Family
        val pause: Pause

        /** True if the setup was completed. */
        val isSetUp: Boolean

        /** Returns whether [contact] has a paired device. */
        fun hasDevice(contact: Contact): Boolean
    }

    private val controllingApps: ScreenExposureMonitor by lazy {
        ScreenExposureMonitor(DisplaySignal(context, dependencies.clock), dependencies.guard)
    }

    val services: KnownServices by lazy {
        val calm = { sinceMs: Long -> dependencies.store.warnings(sinceMs).isEmpty() }
        val clocks = KnownServices.Clocks(dependencies.clock::nowMs, platform.ticks::elapsedMs)
        KnownServices(
            PlatformAccessibilityServices(context),
            dependencies.database,
            dependencies.family,
            clocks,
            calm,
        ) {
            dependencies.isSetUp
        }
    }

    private val danger: KnownDanger by lazy {
        KnownDanger(dependencies.guard, controllingApps, dependencies.warningController)
    }

    val lock: Lock by lazy {
        val pin = Pin(dependencies.database, platform.ticks, platform.hashing, dependencies.family)
        val keeping =
            SpokenCode.Keeping(
                dependencies.database,
                platform.ticks,
                dependencies.clock::nowMs,
                platform.secrets,
                platform.hashing,
            )
        val code = { purpose: SpokenCode.Purpose ->
            SpokenCode(purpose, dependencies.contacts, dependencies.family, keeping, OwnNumbers(context)::all)
        }
        val resetCode = code(SpokenCode.Purpose.reset(pin))
        val confirmCode = code(SpokenCode.Purpose.confirm(dependencies.contacts, dependencies.family))
        Lock(
            pin,
            resetCode,
            SealedReset(pin, dependencies.contacts, dependencies.family, keeping, surroundings),
            confirmCode,
            dependencies.pause,
            platform.ticks::wallClockMs,
            dependencies.guard::lookAgain,
            services,
            danger,
        )
    }

    private val surroundings =
        object : SealedReset.Surroundings {
            override fun hasDevice(contact: Contact) = dependencies.hasDevice(contact)

            override fun isCalm() = danger.goesOn == false

            override fun settleIn(delayMs: Long) {
                platform.thread.postLater(WorkThread.Kind.RESET, delayMs) { unlessRefused(lock.sealedReset::settle) }
                WakeAlarm.OfPhone(context, Intent(context, WakeReceiver::class.java).setAction(RESET)).ringIn(delayMs)
            }
        }

    /** Starts watching. A second call has no effect. */
    fun watch() {
        controllingApps.watch()
        services.watch(platform.thread::post)
    }

    /** Returns whether nothing is happening that must not be interrupted. Call it on the guard's thread. */
    fun isCalm(): Boolean {
        services.find()
        return danger.goesOn == false && services.anyStrangeLately() == false
    }

    /** Returns whether somebody else may be seeing or controlling this screen, or whether that is unknown. */
    fun isSeen(): Boolean = controllingApps.see() || services.anyStrangeLately() != false

    override val screenSeen: Boolean get() = controllingApps.see()

    override val anotherAppActs: Boolean get() = services.anyStrangeAsFound() != false

    private companion object {
        const val RESET = "app.kinguard.RESET"
    }
}
