package app.kinguard.health.selftest

import app.kinguard.family.Address
import app.kinguard.family.Contact
import app.kinguard.family.Outcome
import app.kinguard.family.channel.Https
import app.kinguard.family.channel.ServerJson
import app.kinguard.family.channel.ServerResponse
import app.kinguard.health.CheckId
import app.kinguard.health.Finding
import app.kinguard.health.Finding.Reason
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException

/**
 * Checks that each server that carries the family's push messages can be reached:
 * https://docs.ntfy.sh/config/#health-checks
 */
class PushCheck(private val https: Https, private val contacts: () -> List<Contact>) : Check {
    override val id = CheckId.PUSH

    override fun run(): Finding {
        val asked =
            contacts()
                .flatMap { it.addresses }
                .mapNotNull { it.address as? Address.Ntfy ?: (it.address as? Address.Sealed)?.topics }
                .distinctBy { it.server to it.fingerprint }
                .map(::ask)
        if (asked.isEmpty()) return Finding.NotApplicable
        return asked.map(::finding).firstOrNull { it is Finding.Fault } ?: Finding.Fine
    }

    /** Sent without the token, which only identified clients need: the server's health is public. */
    private fun ask(address: Address.Ntfy): CompletableFuture<ServerResponse> =
        CompletableFuture<ServerResponse>().also { answer ->
            val call = Https.Call(Https.Method.GET, "${address.server}/v1/health", fingerprint = address.fingerprint)
            https.ask(call) { answer.complete(it) }
        }

    private fun finding(asked: CompletableFuture<ServerResponse>): Finding = try {
        when (val answer = asked.get(PATIENCE_S, TimeUnit.SECONDS)) {
            is ServerResponse.Came -> finding(answer)
            is ServerResponse.Failed -> Finding.Fault(reason(answer.outcome))
        }
    } catch (_: TimeoutException) {
        Finding.Fault(Reason.UNREACHABLE)
    } catch (_: ExecutionException) {
        Finding.Fault(Reason.UNREACHABLE)
    }

    /** Older servers do not have the health endpoint: any answer is enough. */
    private fun finding(answer: ServerResponse.Came): Finding {
        val isFaulty = answer.outcome is Outcome.Later || (answer.isGood && saysIll(answer.text))
        return if (isFaulty) Finding.Fault(Reason.SERVER_ILL) else Finding.Fine
    }

    private fun saysIll(text: String): Boolean = ServerJson.read(text)?.optBoolean("healthy", true) == false

    private fun reason(outcome: Outcome): Reason = if ((outcome as? Outcome.Refused)?.reason ==
        Outcome.Reason.CERTIFICATE
    ) {
        Reason.CERTIFICATE
    } else {
        Reason.UNREACHABLE
    }

    private companion object {
        /** Longer than [Https] itself waits. */
        const val PATIENCE_S = 90L
    }
}
