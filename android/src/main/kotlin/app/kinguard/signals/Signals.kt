package app.kinguard.signals

import android.content.Context
import app.kinguard.core.Event
import java.util.concurrent.Executor
import java.util.concurrent.Executors

/** Every source of this phone, wired to each other where one needs another. */
class Signals(
    context: Context,
    clock: EngineClock,
    screenedCalls: ScreenedCalls,
    memory: SignalMemory,
    /** The guard's own thread: what Android calls is worked off there, and the main thread stays free. */
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
    private val contacts = FamilyLookup(familyNumbers, regions::all, PhoneContacts(context))
    private val usage = UsageEventsSignal(context, clock, memory, wallClockMs) { it in fresh || showsScreen(it) }
    private val screening =
        CallScreeningSignal(context, screenedCalls, ledger, unscreened, contacts, regions, lookups)
    private val callers =
        CallerNumberSignal(context, clock, ledger, screening, contacts, regions, lookups, work)

    /** The app in front as last read, or null before anything was read. */
    fun inFront(): String? = usage.inFront()

    /** Displays that come and go; see [DisplaySignal.heardOf]. */
    val displays = DisplaySignal(context, clock)

    /** What was missed is told first, what the phone says now afterwards. */
    val all: List<Signal> =
        listOf(
            usage,
            PackageSignal(context, clock, memory, fresh, lookups, wallClockMs),
            // After what came.
            PowerSignal(context, clock, fresh),
            ScreenSignal(context, clock),
            screening,
            callers,
            PhoneStateSignal(clock, ledger, unscreened, listOf(screening, callers), PhoneLines(context, work), regions),
            ForwardingSignal(clock, memory, PhoneLines(context, work)),
            AudioModeSignal(context, clock, memory, work) {
                // Who speaks came to the front a moment ago.
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
