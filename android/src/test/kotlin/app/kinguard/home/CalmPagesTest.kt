package app.kinguard.home

import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import android.view.View
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.ShownScreen
import app.kinguard.page.PageAccess
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** The pages for days on which nothing happens: help, numbers, privacy, a report. */
@RunWith(AndroidRunner::class)
@Config(application = HomeTestApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class CalmPagesTest {
    private val host = RuntimeEnvironment.getApplication() as HomeTestApp

    @Test
    fun `home leads to the numbers of the phone's own region`() {
        ShownScreen.open<HomeActivity>().tap("报警和反诈电话")
        assertEquals(HotlinesActivity::class.java.name, opened()?.component?.className)
        val lines = ShownScreen.open<HotlinesActivity>()
        lines.says("110\n报警", "96110\n反诈咨询", "120\n急救", "别打来电的人给的")
        lines.end()
        host.region = "HK"
        ShownScreen.open<HotlinesActivity>().says("999\n报警", "18222\n反诈咨询", "999\n急救")
    }

    @Test
    fun `the lines of the banks on this phone follow, and of no others`() {
        for (app in listOf("com.icbc", "com.icbc.elife", "com.eg.android.AlipayGphone", "com.example.bank")) {
            val info = PackageInfo().apply {
                packageName = app
                applicationInfo = ApplicationInfo().apply {
                    packageName = app
                    name = "软件"
                }
            }
            shadowOf(host.packageManager).installPackage(info)
        }
        val lines = ShownScreen.open<HotlinesActivity>()
        lines.says("95588", "95188")
        lines.saysNot("95533")
        assertEquals("one line of one bank", 1, Regex("95588").findAll(lines.words).count())
        lines.tap("95588")
        assertEquals("tel:95588", "${opened()?.data}")
    }

    @Test
    fun `a number is dialled by the parent alone`() {
        ShownScreen.open<HotlinesActivity>().tap("96110")
        val asked = opened()
        assertEquals("the call is not made yet", Intent.ACTION_DIAL, asked?.action)
        assertEquals("tel:96110", "${asked?.data}")
        assertEquals(emptyList<String>(), host.callActions.called)
    }

    @Test
    fun `they are seen without a PIN, in a danger, too`() {
        for (access in PageAccess.entries) {
            host.passage = access
            val lines = ShownScreen.open<HotlinesActivity>()
            lines.tap("110")
            assertEquals(Intent.ACTION_DIAL, opened()?.action)
            lines.end()
        }
    }

    @Test
    fun `where no number is certain none is named`() {
        host.region = "FR"
        val lines = ShownScreen.open<HotlinesActivity>()
        lines.says("不知道您所在地的号码")
        assertTrue(lines.words, Regex("\\d{3}").find(lines.words) == null)
    }

    @Test
    fun `about says how far it can be trusted, and leads to all the rest`() {
        val about = ShownScreen.open<AboutActivity>()
        about.says("版本 0.1.0", "只在电脑上测试过，还没在真手机上验证", "Apache 2.0")
        for ((words, page) in listOf(
            "常见问题" to QuestionsActivity::class,
            "报警和反诈电话" to HotlinesActivity::class,
            "报告问题" to ProblemActivity::class,
            "隐私" to PrivacyActivity::class,
            "第三方许可" to NoticesActivity::class,
        )) {
            about.tap(words)
            assertEquals(page.java.name, opened()?.component?.className)
        }
    }

    @Test
    fun `pages that are only read have no main button, and a quiet way back`() {
        assertQuiet(ShownScreen.open<AboutActivity>())
        assertQuiet(ShownScreen.open<FamilyMenuActivity>())
        assertQuiet(ShownScreen.open<HotlinesActivity>())
        assertQuiet(ShownScreen.open<QuestionsActivity>())
        assertQuiet(ShownScreen.open<PrivacyActivity>())
        assertQuiet(ShownScreen.open<NoticesActivity>())
    }

    private fun assertQuiet(page: ShownScreen<*>) {
        assertFalse(page.activity.requireViewById<View>(R.id.page_main).isShown)
        page.tap("关闭")
        assertTrue(page.activity.isFinishing)
    }

    @Test
    fun `a problem is reported with what the check found, and not before there was one`() {
        val problem = ShownScreen.open<ProblemActivity>()
        problem.saysNot("发送结果")
        problem.tap("一步步试一遍")
        assertEquals("check", opened()?.action)
        problem.isLeft()
        host.report = "KinGuard: check of a phone"
        problem.comesBack()
        problem.tap("发送结果")
        val chooser = opened()
        assertEquals(Intent.ACTION_CHOOSER, chooser?.action)
        @Suppress("DEPRECATION")
        val sent = chooser?.getParcelableExtra<Intent>(Intent.EXTRA_INTENT)
        assertEquals(Intent.ACTION_SEND, sent?.action)
        assertEquals("KinGuard: check of a phone", sent?.getStringExtra(Intent.EXTRA_TEXT))
    }

    @Test
    fun `a report is for the family alone`() {
        host.report = "KinGuard: check of a phone"
        for (access in listOf(PageAccess.PIN, PageAccess.SHUT)) {
            host.passage = access
            val problem = ShownScreen.open<ProblemActivity>()
            assertNull(problem.button("发送结果"))
            problem.end()
        }
    }

    private fun opened(): Intent? = shadowOf(host).nextStartedActivity
}
