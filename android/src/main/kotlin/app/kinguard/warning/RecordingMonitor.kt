package app.kinguard.warning

import android.annotation.TargetApi
import android.os.Build
import android.view.WindowManager
import java.util.concurrent.Executor
import java.util.function.Consumer

/** What the system says about this screen being recorded (Android 15 and later). */
@TargetApi(Build.VERSION_CODES.VANILLA_ICE_CREAM)
internal class RecordingMonitor(
    private val windows: WindowManager,
    private val executor: Executor,
    private val heard: (Boolean) -> Unit,
) {
    private var watching: Consumer<Int>? = null

    /** Tells at once how it stands. A second call changes nothing. */
    fun start() {
        if (watching != null) return
        val consumer =
            object : Consumer<Int> {
                override fun accept(state: Int) {
                    // What was on its way when the watch ended is old.
                    if (watching === this) heard(state == WindowManager.SCREEN_RECORDING_STATE_VISIBLE)
                }
            }
        watching = consumer
        try {
            consumer.accept(windows.addScreenRecordingCallback(executor, consumer))
        } catch (_: SecurityException) {
            // The warning does without this knowledge.
            watching = null
        }
    }

    fun stop() {
        watching?.let(windows::removeScreenRecordingCallback)
        watching = null
    }
}
