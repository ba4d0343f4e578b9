package app.kinguard.signals

import android.Manifest
import android.annotation.TargetApi
import android.app.role.RoleManager
import android.content.Context
import android.net.Uri
import android.os.Build
import android.telecom.Call
import android.telecom.CallScreeningService
import android.telecom.Connection
import android.telecom.PhoneAccountHandle
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.failure.unlessRefused
import app.kinguard.phone.holds
import java.util.concurrent.Executor

/** The application's objects for services that Android itself creates. */
interface SignalHost {
    val screenedCalls: ScreenedCalls

    /** Starts the guard if it does not run yet. */
    fun start()
}

/** A call as Android shows it before it rings. */
data class ScreenedCall(
    val atMs: Long,
    val direction: Direction,
    val number: String?,
    val account: PhoneAccountHandle?,
    /** True if the network vouches for the number, false if it calls it forged. Null if it says nothing. */
    val verified: Boolean?,
)

/**
 * Hands calls from the service, which Android creates at any time, to the source. A call may come before the source has
 * started, because it is what started the process: it waits here. It is stamped only when it is handed on, because the
 * base of the stamps must be read first.
 */
class ScreenedCalls(private val clock: EngineClock, private val elapsedMs: () -> Long) {
    private val waiting = ArrayDeque<Waiting>()
    private var receiver: ((ScreenedCall) -> Unit)? = null

    fun screened(
        direction: Direction,
        number: String?,
        account: PhoneAccountHandle? = null,
        verified: Boolean? = null,
    ) {
        val call = Waiting(elapsedMs(), direction, number, account, verified)
        val to =
            synchronized(waiting) {
                val to = receiver
                if (to == null) {
                    if (waiting.size == MOST) waiting.removeFirst()
                    waiting.addLast(call)
                }
                to
            }
        to?.invoke(call.stamped())
    }

    fun receive(receiver: ((ScreenedCall) -> Unit)?) {
        val missed =
            synchronized(waiting) {
                this.receiver = receiver
                if (receiver == null) emptyList() else waiting.toList().also { waiting.clear() }
            }
        missed.forEach { receiver?.invoke(it.stamped()) }
    }

    private fun Waiting.stamped() =
        ScreenedCall(clock.nowMs() - (elapsedMs() - this.elapsedMs), direction, number, account, verified)

    private class Waiting(
        val elapsedMs: Long,
        val direction: Direction,
        val number: String?,
        val account: PhoneAccountHandle?,
        val verified: Boolean?,
    )

    private companion object {
        const val MOST = 8
    }
}

/**
 * Sees every call before it rings, and lets each through at once: blocking is not this app's task, and a late answer is
 * a missed call.
 */
class ScreeningService : CallScreeningService() {
    override fun onScreenCall(call: Call.Details) {
        unlessRefused { respondToCall(call, CallResponse.Builder().build()) }
        val direction =
            if (call.callDirection == Call.Details.DIRECTION_OUTGOING) Direction.OUTGOING else Direction.INCOMING
        val tells = direction == Direction.INCOMING && Build.VERSION.SDK_INT >= Build.VERSION_CODES.R
        val verified = if (tells) verified(call) else null
        val host = application as? SignalHost ?: return
        // This call may have started the process.
        host.start()
        host.screenedCalls.screened(direction, number(call.handle), call.accountHandle, verified)
    }

    /** Returns the network's verdict on the number, if there is one. */
    @TargetApi(Build.VERSION_CODES.R)
    private fun verified(call: Call.Details): Boolean? = when (unlessRefused { call.callerNumberVerificationStatus }) {
        Connection.VERIFICATION_STATUS_PASSED -> true
        Connection.VERIFICATION_STATUS_FAILED -> false
        else -> null
    }

    /** Returns the telephone number. A withheld number has no address, and other addresses name an account. */
    private fun number(address: Uri?): String? =
        address?.takeIf { it.scheme == "tel" }?.schemeSpecificPart?.takeIf { it.isNotEmpty() }
}

/**
 * Reports callers before the phone rings. Android grants this to one app only: any other holder of the role keeps the
 * calls from this app.
 */
class CallScreeningSignal(
    private val context: Context,
    private val calls: ScreenedCalls,
    private val ledger: CallLedger,
    private val unscreened: UnscreenedCalls,
    private val contacts: ContactLookup,
    private val regions: LineRegions,
    private val lookups: Executor,
    private val release: Int = Build.VERSION.SDK_INT,
) : Signal {
    override val id = SignalId.CALL_SCREENING

    override fun start(report: ObservationSink) = calls.receive { call ->
        // Recorded at once, so that an answer is not taken for another call during the contact lookup.
        ledger.told(call.atMs)
        val ringing = ledger.ringing()
        lookups.execute {
            unscreened.screened(call.atMs)
            report.observed(Observation(call.atMs, event(call, ringing)))
        }
    }

    override fun stop() = calls.receive(null)

    override fun state(): SignalState {
        val roles = unlessRefused { context.getSystemService(RoleManager::class.java) }
        return when {
            roles == null -> SignalState.NotOnThisPhone
            context.holdsScreeningRole() -> held()
            unlessRefused {
                roles.isRoleAvailable(RoleManager.ROLE_CALL_SCREENING)
            } != true -> SignalState.NotOnThisPhone
            else -> SignalState.Missing(Capability.CALL_SCREENING)
        }
    }

    private fun held(): SignalState =
        if (unscreened.areUsual) SignalState.NotCalled(Capability.CALL_SCREENING) else SignalState.Works

    private fun event(call: ScreenedCall, ringing: Set<Int>) = Event.CallStarted(
        direction = call.direction,
        number = call.number,
        contact = contact(call),
        line = unlessRefused { line(call, ringing) },
        family = unlessRefused { contacts.isFamily(call.number) } == true,
        verified = call.verified,
        hotline = unlessRefused { contacts.isHotline(call.number) } == true,
    )

    private fun contact(call: ScreenedCall): Boolean? {
        // A dialled address that is no telephone number, such as the mailbox, neither hides nor names anybody.
        if (call.direction == Direction.OUTGOING && call.number == null) return null
        // From Android 11 on an app that may not read the contacts is not shown calls from them.
        val elsewise = if (release >= Build.VERSION_CODES.R && !mayReadContacts()) false else null
        return unlessRefused { contacts.holds(call.number) } ?: elsewise
    }

    /** Returns the region of the call's line. Dialled calls do not ring. */
    private fun line(call: ScreenedCall, ringing: Set<Int>): String? {
        val heard = if (call.direction == Direction.INCOMING) ringing.singleOrNull() else null
        return regions.of(call.account) ?: heard?.let(regions::of) ?: regions.only()
    }

    private fun mayReadContacts() = context.holds(Manifest.permission.READ_CONTACTS)
}
