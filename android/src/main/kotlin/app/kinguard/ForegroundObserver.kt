package app.kinguard

import android.app.Activity
import android.app.Application
import android.os.Bundle
import app.kinguard.guard.GuardHost

/** An app in front may always start its service, and its user may just come back from granting something. */
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
