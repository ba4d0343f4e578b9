package app.kinguard

import android.app.Activity
import android.app.Application
import android.os.Bundle
import app.kinguard.guard.GuardHost

/**
 * Starts the guard's service when the app is resumed: an app in the foreground may always start it, and the user may
 * have just granted a permission.
 */
class ForegroundObserver(private val host: GuardHost) : Application.ActivityLifecycleCallbacks {
    override fun onActivityResumed(activity: Activity) {
        host.starter.start()
        host.guard.lookAgain()
    }

    override fun onActivityCreated(activity: Activity, state: Bundle?) = Unit

    override fun onActivityStarted(activity: Activity) = Unit

    override fun onActivityPaused(activity: Activity) = Unit

    override fun onActivityStopped(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) = Unit

    override fun onActivityDestroyed(activity: Activity) = Unit
}
