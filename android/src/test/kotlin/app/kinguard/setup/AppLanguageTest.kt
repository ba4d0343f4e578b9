package app.kinguard.setup

import android.app.LocaleManager
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.App
import app.kinguard.R
import app.kinguard.RestartableApp
import app.kinguard.ShownScreen
import app.kinguard.phone.AppLanguage
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Tests the language chosen on the first page: on the screen, in services, and after a process death. */
@RunWith(AndroidRunner::class)
class AppLanguageTest {
    private val app = RuntimeEnvironment.getApplication()

    @Test
    @Config(application = App::class, sdk = [29], qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
    fun `before Android 13 it is kept, and the app speaks it`() {
        assertEquals("亲守", app.getString(R.string.app_name))
        AppLanguage.choose(app, AppLanguage.ENGLISH)
        assertEquals(AppLanguage.ENGLISH, AppLanguage.of(app))
        assertEquals("KinGuard", app.getString(R.string.app_name))
        AppLanguage.choose(app, AppLanguage.HONG_KONG)
        assertEquals("親守", app.getString(R.string.app_name))
        AppLanguage.choose(app, AppLanguage.PHONE)
        assertEquals("亲守", app.getString(R.string.app_name))
    }

    @Test
    @Config(application = RestartableApp::class, sdk = [29], qualifiers = "zh-rCN-w411dp-h891dp-night-420dpi")
    fun `its pages speak it, and only the language changes`() {
        val phone = AndroidPhone(app as RestartableApp)
        phone.processStarts()
        AppLanguage.choose(app, AppLanguage.ENGLISH)
        RuntimeEnvironment.setFontScale(1.5f)
        val shown = ShownScreen.open<SentActivity>()
        phone.idle()
        shown.says("What the family was told", "Nothing so far.")
        val now = shown.activity.resources.configuration
        assertEquals(1.5f, now.fontScale)
        assertEquals(411, now.screenWidthDp)
        assertEquals(0x0E1514, shown.activity.getColor(R.color.page_ground) and 0xFFFFFF)
        shown.end()
        phone.processDies()
    }

    @Test
    @Config(application = App::class, sdk = [33, 35], qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
    fun `from Android 13 on the system is told, and asked`() {
        val locales = checkNotNull(app.getSystemService(LocaleManager::class.java))
        AppLanguage.choose(app, AppLanguage.HONG_KONG)
        assertEquals("zh-HK", locales.applicationLocales.toLanguageTags())
        assertEquals(AppLanguage.HONG_KONG, AppLanguage.of(app))
        locales.applicationLocales = android.os.LocaleList.forLanguageTags("zh-Hans-CN")
        assertEquals("set on the system's own page", AppLanguage.MAINLAND, AppLanguage.of(app))
        AppLanguage.choose(app, AppLanguage.PHONE)
        assertEquals("", locales.applicationLocales.toLanguageTags())
        assertEquals(AppLanguage.PHONE, AppLanguage.of(app))
    }
}
