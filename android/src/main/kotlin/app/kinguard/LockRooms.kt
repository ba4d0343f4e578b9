package app.kinguard

import android.content.Context
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.guard.GuardDoor
import app.kinguard.guard.KnownServices
import app.kinguard.guard.Onlookers
import app.kinguard.guard.Pause
import app.kinguard.guard.PhoneServices
import app.kinguard.guard.Store
import app.kinguard.guard.StoredStampClock
import app.kinguard.lock.Lock
import app.kinguard.lock.OwnNumbers
import app.kinguard.lock.Pin
import app.kinguard.lock.SpokenCode
import app.kinguard.signals.DisplaySignal
import app.kinguard.store.Database
import app.kinguard.warning.Bystanders
import app.kinguard.warning.WarningDesk

/** Wires what stands before the family's pages, and whatever tells of a danger or an onlooker there. */
internal class LockRooms(private val context: Context, private val outside: Outside, private val house: House) :
    Bystanders {
    /** What it needs of the other rooms. */
    interface House {
        val database: Database
        val clock: StoredStampClock
        val store: Store
        val guard: GuardDoor
        val desk: WarningDesk
        val contacts: Contacts
        val family: Family
        val pause: Pause

        /** The phone was set up to the end. */
        val isSetUp: Boolean
    }

    private val onlookers: Onlookers by lazy { Onlookers(DisplaySignal(context, house.clock), house.guard) }

    val services: KnownServices by lazy {
        val calm = { sinceMs: Long -> house.store.warnings(sinceMs).isEmpty() }
        val clocks = KnownServices.Clocks(house.clock::nowMs, outside.ticks::elapsedMs)
        KnownServices(PhoneServices(context), house.database, house.family, clocks, calm) { house.isSetUp }
    }

    private val danger: KnownDanger by lazy { KnownDanger(house.guard, onlookers, house.desk) }

    val lock: Lock by lazy {
        val pin = Pin(house.database, outside.ticks, outside.hashing, house.family)
        val keeping =
            SpokenCode.Keeping(house.database, outside.ticks, house.clock::nowMs, outside.secrets, outside.hashing)
        val code = { purpose: SpokenCode.Purpose ->
            SpokenCode(purpose, house.contacts, house.family, keeping, OwnNumbers(context)::all)
        }
        val resetCode = code(SpokenCode.Purpose.reset(pin))
        val confirmCode = code(SpokenCode.Purpose.confirm(house.contacts, house.family))
        Lock(
            pin,
            resetCode,
            confirmCode,
            house.pause,
            outside.ticks::wallClockMs,
            house.guard::lookAgain,
            services,
            danger,
        )
    }

    /** Begins to look. A second call changes nothing. */
    fun watch() {
        onlookers.watch()
        services.watch(outside.thread::post)
    }

    /** Whether nothing goes on that could be disturbed. On the guard's thread. */
    fun isCalm(): Boolean {
        services.find()
        return danger.goesOn == false && services.anyStrangeLately() == false
    }

    /** Whether somebody else may be looking at this screen, or touching it; where that is not known, they may. */
    fun isSeen(): Boolean = onlookers.see() || services.anyStrangeLately() != false

    override val screenSeen: Boolean get() = onlookers.see()

    override val anotherAppActs: Boolean get() = services.anyStrangeAsFound() != false
}
