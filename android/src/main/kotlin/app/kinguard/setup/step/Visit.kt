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
    /** The step that was opened from another one and leads back to it, or null. */
    val detour: SetupStep? = null,
    /** The search text on the region pages, or null if there is none. */
    val query: String? = null,
    /** True if no system screen could be opened. */
    val nowhere: Boolean = false,
    /** True if the user wants to skip the step, and reads what that means. */
    val declines: Boolean = false,
    /** True if the family types a name for the parent that is none of the usual ones. */
    val namesParent: Boolean = false,
    /** True once the phone is said to be in the parent's hands. */
    val isHandedOver: Boolean = false,
) {
    fun write(state: Bundle) {
        state.putBoolean("asked", asked)
        state.putString("after", after?.name)
        state.putString("unlocking", unlocking.name)
        state.putString("detour", detour?.name)
        state.putString("query", query)
        state.putBoolean("nowhere", nowhere)
        state.putBoolean("declines", declines)
        state.putBoolean("names-parent", namesParent)
        state.putBoolean("handed-over", isHandedOver)
    }

    companion object {
        fun read(state: Bundle) = Visit(
            asked = state.getBoolean("asked"),
            after = state.getString("after")?.let(SetupStep::named),
            unlocking = Unlocking.entries.find { it.name == state.getString("unlocking") } ?: Unlocking.TRY,
            detour = state.getString("detour")?.let(SetupStep::named),
            query = state.getString("query"),
            nowhere = state.getBoolean("nowhere"),
            declines = state.getBoolean("declines"),
            namesParent = state.getBoolean("names-parent"),
            isHandedOver = state.getBoolean("handed-over"),
        )
    }
}

/** The progress in lifting restricted settings, which Android offers only after it has refused once. */
internal enum class Unlocking { TRY, OPEN, GO_ON }
