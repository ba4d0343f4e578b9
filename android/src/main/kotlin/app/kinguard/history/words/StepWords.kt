package app.kinguard.history.words

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.history.FraudStep

/** Describes the steps of a fraud in a word each, and all of them in one sentence. */
class StepWords(private val resources: Resources, private val times: IncidentTimes) {
    fun name(step: FraudStep): String = when (step) {
        FraudStep.CALL -> R.string.history_step_call
        FraudStep.INSTALL -> R.string.history_step_install
        FraudStep.SHARING -> R.string.history_step_sharing
        FraudStep.BANK -> R.string.history_step_bank
        FraudStep.TRANSFER -> R.string.history_step_transfer
    }.let(resources::getString)

    /** Names each step that happened with its time, and then those that did not. */
    fun sentence(steps: Map<FraudStep, Long>): String {
        val (happened, others) = FraudStep.entries.partition { it in steps }
        val told = list(happened) { "${name(it)} ${steps[it]?.let(times::clock)}" }
        if (others.isEmpty()) return told
        return resources.getString(R.string.history_steps_not, told, list(others, ::name))
    }

    private fun list(steps: List<FraudStep>, transform: (FraudStep) -> String) =
        steps.joinToString(resources.getString(R.string.health_and), transform = transform)
}
