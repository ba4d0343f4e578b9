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

/** What the application has to offer to the services that Android itself creates. */
interface SignalHost {
    val screenedCalls: ScreenedCalls

    /** Starts the guard, where it does not run yet. */
    fun start()
}

/** A call as Android shows it before it rings. */
data class ScreenedCall(
    val atMs: Long,
    val direction: Direction,
    val number: String?,
    val account: PhoneAccountHandle?,
    /** Whether the network vouches for the number, or says that it is forged; null where it says nothing. */
    val verified: Boolean?,
)

/**
 * Hands calls from the service, which Android creates when it likes, to the source. A call may come before the source
 * has started, because it is what woke the process: it waits here. Its stamp is made when it is handed on, for what the
 * stamps go by has to be read first.
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

/** Sees every call before it rings. Lets each one through at once: to block is not ours, and a late answer is a missed call. */
class ScreeningService : CallScreeningService() {
    override fun onScreenCall(call: Call.Details) {
        unlessRefused { respondToCall(call, CallResponse.Builder().build()) }
        val direction =
            if (call.callDirection == Call.Details.DIRECTION_OUTGOING) Direction.OUTGOING else Direction.INCOMING
        val tells = direction == Direction.INCOMING && Build.VERSION.SDK_INT >= Build.VERSION_CODES.R
        val verified = if (tells) verified(call) else null
        val host = application as? SignalHost ?: return
        // This call may have made the process.
        host.start()
        host.screenedCalls.screened(direction, number(call.handle), call.accountHandle, verified)
    }

    /** What the network says of the number, where it says anything. */
    @TargetApi(Build.VERSION_CODES.R)
    private fun verified(call: Call.Details): Boolean? = when (unlessRefused { call.callerNumberVerificationStatus }) {
        Connection.VERIFICATION_STATUS_PASSED -> true
        Connection.VERIFICATION_STATUS_FAILED -> false
        else -> null
    }

    /** Only telephone numbers are numbers: a withheld one has no address, others name an account. */
    private fun number(address: Uri?): String? =
        address?.takeIf { it.scheme == "tel" }?.schemeSpecificPart?.takeIf { it.isNotEmpty() }
}

/** Who rings, before it rings. Android grants this to one app only: whoever else holds the role keeps it from us. */
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
        // Known at once, so that an answer is not taken for another call while the contacts are searched.
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
    )

    private fun contact(call: ScreenedCall): Boolean? {
        // What is dialled and is no telephone number, as the mailbox is, hides nobody and names nobody.
        if (call.direction == Direction.OUTGOING && call.number == null) return null
        // From Android 11 on an app that may not read the contacts is not shown calls from them.
        val elsewise = if (release >= Build.VERSION_CODES.R && !mayReadContacts()) false else null
        return unlessRefused { contacts.holds(call.number) } ?: elsewise
    }

    /** What is dialled does not ring. */
    private fun line(call: ScreenedCall, ringing: Set<Int>): String? {
        val heard = if (call.direction == Direction.INCOMING) ringing.singleOrNull() else null
        return regions.of(call.account) ?: heard?.let(regions::of) ?: regions.only()
    }

    private fun mayReadContacts() = context.holds(Manifest.permission.READ_CONTACTS)
}
