package app.kinguard.lock

import android.app.Activity
import android.app.Application
import android.os.Bundle

/**
 * Reports when the last visible page of this app disappears, because another app came to the front or the screen went
 * off, and when a page is visible again.
 */
class BackgroundObserver(private val came: () -> Unit = {}, private val left: () -> Unit) :
    Application.ActivityLifecycleCallbacks {
    private var seen = 0

    override fun onActivityStarted(activity: Activity) {
        seen += 1
        if (seen == 1) came()
    }

    override fun onActivityStopped(activity: Activity) {
        seen -= 1
        // A page that is only being rotated starts again at once.
        if (seen == 0 && !activity.isChangingConfigurations) left()
    }

    override fun onActivityCreated(activity: Activity, state: Bundle?) = Unit

    override fun onActivityResumed(activity: Activity) = Unit

    override fun onActivityPaused(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(activity: Activity, state: Bundle) = Unit

    override fun onActivityDestroyed(activity: Activity) = Unit
}
