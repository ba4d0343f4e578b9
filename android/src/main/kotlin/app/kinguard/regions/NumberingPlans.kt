package app.kinguard.regions

import app.kinguard.core.NumberingPlan
import app.kinguard.core.numberingPlans

/** The numbering plans of the core, loaded once. */
object NumberingPlans {
    val all: List<NumberingPlan> by lazy(::numberingPlans)

    fun of(region: String): NumberingPlan? = all.find { it.region == region }

    /** Returns the plan of a number whose [digits] begin with its country's code. */
    fun ofInternational(digits: String): NumberingPlan? = all.find { digits.startsWith(it.callingCode) }
}
