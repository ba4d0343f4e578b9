package app.kinguard.signals

import android.content.Context

/** Every source of this phone, wired to each other where one needs another. */
class Signals(
    context: Context,
    clock: StampClock,
    screenedCalls: ScreenedCalls,
    memory: SignalMemory,
    wallClockMs: () -> Long = System::currentTimeMillis,
    contacts: ContactBook = PhoneContacts(context),
) {
    private val ledger = CallLedger()
    private val usage = UsageEventsSignal(context, clock, memory, wallClockMs)
    private val screening = CallScreeningSignal(context, screenedCalls, ledger, contacts)

    /** What was missed is told first, what the phone says now afterwards. */
    val all: List<Signal> =
        listOf(
            usage,
            PackageSignal(context, clock, memory, wallClockMs),
            ScreenSignal(context, clock),
            screening,
            PhoneStateSignal(clock, ledger, screening, PhoneLines(context)),
            ForwardingSignal(clock, memory, PhoneLines(context)),
            AudioModeSignal(context, clock) {
                // Who speaks came to the front a moment ago.
                usage.poll()
                usage.inFront()
            },
            DisplaySignal(context, clock),
            ControlSignal(context, clock, memory),
        )

    val polled: List<PolledSignal> get() = all.filterIsInstance<PolledSignal>()
}
