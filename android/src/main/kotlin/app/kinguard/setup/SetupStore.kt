package app.kinguard.setup

import app.kinguard.setup.step.SetupStep
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/** How far the first run has come, kept beyond the process. Any thread may call. */
class SetupStore(private val database: Database) {
    /** Where it goes on; null before it began. */
    internal var step: SetupStep?
        get() = read(STEP)?.let(SetupStep::named)
        set(value) = write(STEP, value?.name)

    /** All was gone through, and the person agreed. */
    var finished: Boolean
        get() = read(FINISHED) == YES
        internal set(value) = write(FINISHED, YES.takeIf { value })

    /** The person said that the maker's switch is on: no app can read it. */
    var autostartSaid: Boolean
        get() = read(AUTOSTART) == YES
        internal set(value) = write(AUTOSTART, YES.takeIf { value })

    /** The person said that the maker's switches for the warning are on, where no app can read them. */
    var switchesSaid: Boolean
        get() = read(SWITCHES) == YES
        internal set(value) = write(SWITCHES, YES.takeIf { value })

    /** Android shows its question for these no more. */
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
