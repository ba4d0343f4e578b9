package app.kinguard.health.check

import org.json.JSONArray
import org.json.JSONObject

/** The phone that was checked. */
data class CheckedPhone(
    val maker: String,
    val model: String,
    val release: String,
    val securityPatch: String,
    val build: String,
    /** The SIM's country, as an ISO 3166 code. */
    val home: String,
)

/**
 * Formats one check as text for the developers: the phone, the signs that came and their delays, then the trace itself
 * in format 1. The text is always English because the developers read it.
 */
internal class CheckReport(private val phone: CheckedPhone, private val run: CheckRun) {
    fun text(): String =
        (head() + steps() + signs() + listOf("", TRACE, trace().toString(2))).joinToString("\n", postfix = "\n")

    fun trace(): JSONObject = JSONObject()
        .put("format", 1)
        .put("about", "Check this phone: ${phone.maker} ${phone.model}, Android ${phone.release}")
        .put("source", "recorded by KinGuard ${phone.build}; numbers are zeroed")
        .put("home", phone.home)
        .put("steps", JSONArray(run.heard.sortedBy { it.heardMs }.map(::step)))

    private fun head() = listOf(
        "KinGuard: check of a phone",
        "maker: ${phone.maker}",
        "model: ${phone.model}",
        "Android: ${phone.release}",
        "security patch: ${phone.securityPatch}",
        "KinGuard: ${phone.build}",
    )

    private fun steps() = listOf("", "step: outcome") + CheckStep.entries.map { step ->
        val mark = run.marks[step]
        val outcome = if (mark == null) {
            "not reached"
        } else if (mark.seen) {
            "seen"
        } else {
            "left out"
        }
        "${step.name.lowercase()}: $outcome"
    }

    private fun signs() = listOf("", "sign: times seen, shortest delay, sources") + CheckedSignal.entries.map { sign ->
        val came = run.heard.filter { it.sign == sign }
        val sources = came.map { it.source.lowercase() }.distinct().joinToString(" ")
        val detail = run.fastest(sign)?.let { "${came.size}, ${it.delayMs} ms, $sources" } ?: "never"
        "${sign.name.lowercase()}: $detail"
    }

    private fun step(heard: RecordedSignal): JSONObject {
        val at = (heard.atMs - run.beganMs).coerceAtLeast(0)
        val seen = (heard.heardMs - run.beganMs).coerceAtLeast(at)
        val step = JSONObject().put("at", clock(at))
        if (seen != at) step.put("seen", clock(seen))
        return step.put("event", JSONObject(heard.words))
    }

    private fun clock(ms: Long): String = "%02d:%02d:%02d.%03d".format(
        java.util.Locale.ROOT,
        ms / 3_600_000,
        ms / 60_000 % 60,
        ms / 1_000 % 60,
        ms % 1_000,
    )

    private companion object {
        const val TRACE = "trace, format 1:"
    }
}
