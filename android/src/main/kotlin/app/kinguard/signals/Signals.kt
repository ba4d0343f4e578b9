package app.kinguard.signals

import android.content.Context
import app.kinguard.core.Event
import app.kinguard.phone.Telephony
import java.util.concurrent.Executor
import java.util.concurrent.Executors

/** Every source of this phone, connected to each other where one needs another. */
class Signals(
    context: Context,
    clock: EngineClock,
    screenedCalls: ScreenedCalls,
    memory: SignalMemory,
    /** The guard's own thread, which handles Android's callbacks and keeps the main thread free. */
    work: Executor,
    wallClockMs: () -> Long = System::currentTimeMillis,
    lookups: Executor = Executors.newSingleThreadExecutor(),
    settings: (abroad: List<String>) -> Event.SettingsChanged? = { null },
    showsScreen: (app: String) -> Boolean = { false },
    familyNumbers: () -> List<String> = { emptyList() },
) {
    private val fresh = RecentApps(memory, clock)
    private val ledger = CallLedger()
    private val unscreened = UnscreenedCalls(context, memory)
    private val regions = LineRegions(context)
    private val contacts = HotlineLookup(
        regions::all,
        { number -> Telephony(context).ask { it.isEmergencyNumber(number) } == true },
        FamilyLookup(familyNumbers, regions::all, PhoneContacts(context)),
    )
    private val usage = UsageEventsSignal(context, clock, memory, wallClockMs) { it in fresh || showsScreen(it) }
    private val screening =
        CallScreeningSignal(context, screenedCalls, ledger, unscreened, contacts, regions, lookups)
    private val callers =
        CallerNumberSignal(context, clock, ledger, screening, contacts, regions, lookups, work)

    /** Returns the app in front as last read. Null before the first reading. */
    fun inFront(): String? = usage.inFront()

    /** The displays that come and go; see [DisplaySignal.heardOf]. */
    val displays = DisplaySignal(context, clock)

    /** All sources, in this order, so that missed events are reported before the phone's current state. */
    val all: List<Signal> =
        listOf(
            usage,
            PackageSignal(context, clock, memory, fresh, lookups, wallClockMs),
            // After the apps that were installed.
            PowerSignal(context, clock, fresh),
            ScreenSignal(context, clock),
            screening,
            callers,
            PhoneStateSignal(clock, ledger, unscreened, listOf(screening, callers), PhoneLines(context, work), regions),
            ForwardingSignal(clock, memory, PhoneLines(context, work)),
            AudioModeSignal(context, clock, memory, work) {
                // The app in use came to the front a moment ago.
                usage.poll()
                usage.inFront()
            },
            // Before the displays that it explains.
            CarModeSignal(context, clock),
            displays,
            ControlSignal(context, clock, memory),
            NfcSignal(context, clock),
            RoamingSignal(context, clock, memory, regions, lookups, settings),
        )
}
