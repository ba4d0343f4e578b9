package app.kinguard.setup.step

import android.os.Bundle

/** The state of one visit to a step. It outlives a rotation and a process death. */
internal data class Visit(
    /** True if the system was asked, in which case anything granted now was granted just now. */
    val asked: Boolean = false,
    /** The previous step, if something was granted there. */
    val after: SetupStep? = null,
    /** The progress in lifting Android's restricted settings. */
    val unlocking: Unlocking = Unlocking.TRY,
    /** True if that page was opened from another step, and leads back to it. */
    val detour: Boolean = false,
    /** The search text on the region pages, or null if there is none. */
    val query: String? = null,
    /** True if no system screen could be opened. */
    val nowhere: Boolean = false,
    /** True if the user wants to skip the step, and reads what that means. */
    val declines: Boolean = false,
) {
    fun write(state: Bundle) {
        state.putBoolean("asked", asked)
        state.putString("after", after?.name)
        state.putString("unlocking", unlocking.name)
        state.putBoolean("detour", detour)
        state.putString("query", query)
        state.putBoolean("nowhere", nowhere)
        state.putBoolean("declines", declines)
    }

    companion object {
        fun read(state: Bundle) = Visit(
            asked = state.getBoolean("asked"),
            after = state.getString("after")?.let(SetupStep::named),
            unlocking = Unlocking.entries.find { it.name == state.getString("unlocking") } ?: Unlocking.TRY,
            detour = state.getBoolean("detour"),
            query = state.getString("query"),
            nowhere = state.getBoolean("nowhere"),
            declines = state.getBoolean("declines"),
        )
    }
}

/** The progress in lifting restricted settings, which Android offers only after it has refused once. */
internal enum class Unlocking { TRY, OPEN, GO_ON }
