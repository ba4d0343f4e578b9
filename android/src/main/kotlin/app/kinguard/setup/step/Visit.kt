package app.kinguard.setup.step

import android.os.Bundle

/** What one visit to a step has come to. It outlives a turn of the phone and a death of the process. */
internal data class Visit(
    /** The system was asked: what is granted now was granted just now. */
    val asked: Boolean = false,
    /** The step before, if something was granted there. */
    val after: SetupStep? = null,
    /** How far the way round Android's lock has been gone. */
    val unlocking: Unlocking = Unlocking.TRY,
    /** That way was taken from another step, and leads back to it. */
    val detour: Boolean = false,
    /** What is looked for among the regions; null: nothing. */
    val query: String? = null,
    /** No screen of the system could be opened. */
    val nowhere: Boolean = false,
    /** The person would rather go without, and reads what that means. */
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

/** Android offers to unlock only after it has refused once. */
internal enum class Unlocking { TRY, OPEN, GO_ON }
