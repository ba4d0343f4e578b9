package androidx.test.runner.intent

import android.app.Instrumentation.ActivityResult
import android.content.Intent

fun interface IntentStubber {
    fun getActivityResultForIntent(intent: Intent): ActivityResult?
}

/** No test here puts an answer in place of an activity's. */
object IntentStubberRegistry {
    @JvmStatic
    fun isLoaded(): Boolean = false

    @JvmStatic
    fun getInstance(): IntentStubber = error("asked although nothing is loaded")
}

interface IntentMonitor

object IntentMonitorRegistry {
    @JvmStatic
    fun registerInstance(@Suppress("UNUSED_PARAMETER") monitor: IntentMonitor) = Unit
}
