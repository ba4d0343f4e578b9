package app.kinguard.warning

import android.annotation.TargetApi
import android.os.Build
import android.view.WindowManager
import app.kinguard.failure.isAllowed
import java.util.concurrent.Executor
import java.util.function.Consumer

/** Reports whether the system says that this screen is being recorded (Android 15 and later). */
@TargetApi(Build.VERSION_CODES.VANILLA_ICE_CREAM)
internal class RecordingMonitor(
    private val windows: WindowManager,
    private val executor: Executor,
    private val heard: (Boolean) -> Unit,
) {
    private var watching: Consumer<Int>? = null

    /** Starts to watch, and reports the current state at once. A second call changes nothing. */
    fun start() {
        if (watching != null) return
        val consumer =
            object : Consumer<Int> {
                override fun accept(state: Int) {
                    // A report that was under way when the watch ended is outdated.
                    if (watching === this) heard(state == WindowManager.SCREEN_RECORDING_STATE_VISIBLE)
                }
            }
        watching = consumer
        // If the system refuses, the warning works without this knowledge.
        if (!isAllowed { consumer.accept(windows.addScreenRecordingCallback(executor, consumer)) }) watching = null
    }

    fun stop() {
        watching?.let(windows::removeScreenRecordingCallback)
        watching = null
    }
}
