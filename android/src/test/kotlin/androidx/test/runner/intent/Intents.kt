package androidx.test.runner.intent

import android.app.Instrumentation.ActivityResult
import android.content.Intent

fun interface IntentStubber {
    fun getActivityResultForIntent(intent: Intent): ActivityResult?
}

/** The registry of fake activity results, which stays empty: no test here needs one. */
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
