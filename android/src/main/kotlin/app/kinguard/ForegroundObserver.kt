package app.kinguard

import android.app.Activity
import android.app.Application
import android.os.Bundle
import app.kinguard.guard.GuardHost
import app.kinguard.relative.FamilyPhone

/**
 * Starts the service of this phone's role when the app is resumed: an app in the foreground may always start it, and
 * the user may have just granted a permission.
 */
class ForegroundObserver(private val host: GuardHost, private val phone: () -> FamilyPhone) :
    Application.ActivityLifecycleCallbacks {
    override fun onActivityResumed(activity: Activity) {
        host.starter.start()
        host.guard.lookAgain()
        phone().begin()
    }

    override fun onActivityCreated(activity: Activity, state: Bundle?) = Unit

    override fun onActivityStarted(activity: Activity) = Unit

    override fun onActivityPaused(activity: Activity) = Unit

    override fun onActivityStopped(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) = Unit

    override fun onActivityDestroyed(activity: Activity) = Unit
}
