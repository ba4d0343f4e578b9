package app.kinguard.endtoend

import android.app.PendingIntent
import android.appwidget.AppWidgetManager
import android.content.ComponentName
import android.content.Intent
import android.view.View
import android.widget.TextView
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.ShownScreen
import app.kinguard.core.FamilyMessage
import app.kinguard.core.Level
import app.kinguard.core.RuleId
import app.kinguard.home.AlarmActivity
import app.kinguard.home.AlarmWidgetProvider
import app.kinguard.home.HomeActivity
import app.kinguard.warning.WarningActivity
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** The alarm button on the phone's own home screen: from Android's request for it to the message to the family. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class AlarmWidgetTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val widgets = shadowOf(AppWidgetManager.getInstance(app))

    @After
    fun end() = phone.processDies()

    @Test
    fun `a tap opens the red warning and tells the family, as home's button does`() {
        phone.isSetUp()
        val widget = placed()
        assertEquals("有人要我共享屏幕", read(widget, R.id.home_widget_words))
        assertEquals("按下后马上通知：女儿小芳", read(widget, R.id.home_widget_told))
        tap(widget)
        assertTrue(phone.warningIsSeen)
        assertEquals(Level.RED to RuleId.HELP_ASKED, standing())
        assertEquals(listOf(FamilyMessage.DANGER), phone.told)
        assertTrue(phone.texts.single(), "妈妈按了求助" in phone.texts.single())
    }

    @Test
    fun `a tap while the warning stands brings it back, and asks for nothing`() {
        phone.isSetUp()
        val widget = placed()
        tap(widget)
        phone.leaveWarning()
        tap(widget)
        assertTrue(phone.warningIsSeen)
        assertEquals(1, phone.texts.size)
        assertEquals(listOf(RuleId.HELP_ASKED), phone.warned.map { it.rule })
    }

    @Test
    fun `it promises nothing where nobody hears`() {
        phone.isSetUp()
        app.container.contacts.all().forEach { app.container.family.remove(it) }
        phone.settle()
        assertEquals(View.GONE, placed().requireViewById<View>(R.id.home_widget_told).visibility)
    }

    @Test
    fun `it follows a change of the family, and a look at home`() {
        phone.isSetUp()
        val widget = placed()
        val daughter = app.container.contacts.all().single()
        app.container.family.change(daughter.copy(name = "小芳"))
        phone.settle()
        assertEquals("按下后马上通知：小芳", read(widget, R.id.home_widget_told))
        app.container.family.withdraw(phone.nowMs)
        ShownScreen.open<HomeActivity>()
        phone.settle()
        assertEquals(View.GONE, view(id).requireViewById<View>(R.id.home_widget_told).visibility)
    }

    @Test
    fun `no other app reaches it, and what the launcher holds cannot be changed`() {
        phone.isSetUp()
        placed()
        val packages = app.packageManager
        assertFalse(packages.getReceiverInfo(ComponentName(app, AlarmWidgetProvider::class.java), 0).exported)
        assertFalse(packages.getActivityInfo(ComponentName(app, AlarmActivity::class.java), 0).exported)
        val tap = PendingIntent.getActivity(
            app,
            0,
            Intent(app, AlarmActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_NEW_TASK),
            PendingIntent.FLAG_NO_CREATE or PendingIntent.FLAG_IMMUTABLE,
        )
        assertTrue(shadowOf(checkNotNull(tap)).isImmutable)
        AlarmWidgetProvider().onReceive(app, Intent("app.kinguard.ALARM"))
        phone.settle()
        assertEquals(emptyList<Any>(), phone.warned + phone.texts)
    }

    private var id = 0

    private fun placed(): View {
        id = widgets.createWidget(AlarmWidgetProvider::class.java, R.layout.home_widget)
        phone.settle()
        return view(id)
    }

    private fun view(id: Int): View = widgets.getViewFor(id)

    private fun read(widget: View, text: Int) = "${widget.requireViewById<TextView>(text).text}".replace("\u2060", "")

    private fun tap(widget: View) {
        widget.requireViewById<View>(R.id.home_widget).performClick()
        val started = shadowOf(app).nextStartedActivity
        assertEquals(AlarmActivity::class.java.name, started?.component?.className)
        Robolectric.buildActivity(AlarmActivity::class.java, started).create()
        assertEquals(WarningActivity::class.java.name, shadowOf(app).peekNextStartedActivity()?.component?.className)
        phone.settle()
    }

    private fun standing() = app.container.warningController.standing?.warning?.let { it.level to it.rule }
}
