package app.kinguard.warning

import android.content.Intent
import android.os.Looper
import android.view.View
import android.widget.TextView
import org.junit.Assert.assertTrue
import org.junit.Before
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config

/** The warning's screen as the user sees it: texts, buttons, and what else comes in front. */
@Config(application = WarningTestApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
abstract class ScreenTest {
    protected val host = RuntimeEnvironment.getApplication() as WarningTestApp
    protected val warningController = host.warningController
    protected val choices get() = host.listener.choices
    protected lateinit var controller: ActivityController<WarningActivity>
    protected val activity: WarningActivity get() = controller.get()

    @Before
    fun appsHaveNames() {
        label(host, BANK, "工商银行")
        label(host, MEETING, "云会通")
    }

    protected fun open(warning: Warning) {
        warningController.show(warning)
        controller = Robolectric.buildActivity(WarningActivity::class.java).setup()
        idle()
    }

    protected fun openWith(intent: Intent) {
        controller = Robolectric.buildActivity(WarningActivity::class.java, intent).setup()
        idle()
    }

    protected fun tap(id: Int) {
        assertTrue("there is no such button here", shown(id))
        if (view(id).isEnabled) view(id).performClick()
        idle()
    }

    /** Covers this screen with another one, which then goes. */
    protected fun cover() {
        controller.userLeaving().pause().stop()
    }

    protected fun uncover() {
        controller.restart().start().resume()
        idle()
    }

    protected fun layOut(width: Int, height: Int) {
        val decor = activity.window.decorView
        decor.measure(exactly(width), exactly(height))
        decor.layout(0, 0, width, height)
    }

    protected fun idle() = shadowOf(Looper.getMainLooper()).idle()

    protected fun view(id: Int): View = activity.requireViewById(id)

    protected fun text(id: Int) = (view(id) as TextView).text.toString().replace("\n", "")

    protected fun shown(id: Int) = view(id).visibility == View.VISIBLE

    private fun exactly(size: Int) = View.MeasureSpec.makeMeasureSpec(size, View.MeasureSpec.EXACTLY)
}
