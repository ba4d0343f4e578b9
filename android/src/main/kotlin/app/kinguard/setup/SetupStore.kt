package app.kinguard.setup

import app.kinguard.setup.step.SetupStep
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/** Stores the progress of setup. Thread-safe. */
class SetupStore(private val database: Database) {
    /** The step to continue with, or null before setup began. */
    internal var step: SetupStep?
        get() = read(STEP)?.let(SetupStep::named)
        set(value) = write(STEP, value?.name)

    /** True once all steps are done and the parent has agreed. */
    var finished: Boolean
        get() = read(FINISHED) == YES
        internal set(value) = write(FINISHED, YES.takeIf { value })

    /** True if the user has confirmed that the manufacturer's autostart switch is on, which no app can read. */
    var autostartSaid: Boolean
        get() = read(AUTOSTART) == YES
        internal set(value) = write(AUTOSTART, YES.takeIf { value })

    /**
     * True if the user has confirmed that the manufacturer's switches for the warning are on, where no app can read
     * them.
     */
    var switchesSaid: Boolean
        get() = read(SWITCHES) == YES
        internal set(value) = write(SWITCHES, YES.takeIf { value })

    /** Returns whether Android no longer shows its dialog for the permissions of [step]. */
    internal fun asksNoMore(step: SetupStep): Boolean = read(SILENT + step.name) == YES

    internal fun asksNoMore(step: SetupStep, silent: Boolean) = write(SILENT + step.name, YES.takeIf { silent })

    private fun read(key: String): String? = database.setting(PREFIX + key)

    private fun write(key: String, value: String?): Unit = database.write { it.putSetting(PREFIX + key, value) }

    private companion object {
        const val PREFIX = "setup-"
        const val STEP = "step"
        const val FINISHED = "finished"
        const val AUTOSTART = "autostart"
        const val SWITCHES = "switches"
        const val SILENT = "asks-no-more-"
        const val YES = "yes"
    }
}
