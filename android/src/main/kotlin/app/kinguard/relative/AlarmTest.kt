package app.kinguard.relative

/** Sounds the alarm for a few seconds, as a danger would. */
interface AlarmTest {
    /** Begins, and calls [done] on any thread with what keeps this phone from sounding it. Blocks. */
    fun begin(done: (Set<Hindrance>) -> Unit)

    /** Ends it early. May be called on the main thread. */
    fun end()

    /** What keeps an alarm from being heard, felt or seen. */
    enum class Hindrance { VOLUME, DO_NOT_DISTURB, NO_VIBRATION, NOTIFICATIONS, FULL_SCREEN }
}
