package app.kinguard.health.screen

import app.kinguard.page.Condition

/** One line of the health screen: a part, its state in words, and the [fix] that a tap opens. */
internal data class HealthItem(
    val name: String,
    val state: String,
    val condition: Condition,
    val fix: HealthFix? = null,
)
