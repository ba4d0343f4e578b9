package app.kinguard.warning

import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.os.SystemClock
import android.view.View
import app.kinguard.Pictures
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.io.File

/** Draws every screen and state of the warning. */
@RunWith(RobolectricTestRunner::class)
@Config(application = TestHost::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ScreensTest {
    private val host = RuntimeEnvironment.getApplication() as TestHost
    private val pictures = Pictures(FEW)

    @Test
    fun `tall phone`() = draw(Phone("tall", "w411dp-h891dp-420dpi", 1080, 2340))

    @Test
    fun `small phone`() = draw(Phone("small", "w360dp-h640dp-xhdpi", 720, 1280))

    @Test
    fun `phone on its side`() = draw(Phone("side", "w891dp-h411dp-land-420dpi", 2340, 1080))

    private fun draw(phone: Phone) {
        for (look in pictures.looks()) {
            val (language, scale, night) = look
            RuntimeEnvironment.setQualifiers("$language-${phone.size(night)}")
            RuntimeEnvironment.setFontScale(scale)
            for ((name, warning, page) in states(language)) {
                if (!pictures.wants(name)) continue
                picture(warning, page, phone, pictures.file(name, phone.name, look))
            }
        }
    }

    private fun picture(warning: Warning, page: Page?, phone: Phone, file: File) {
        host.warningDesk.close()
        names(file.name)
        host.warningDesk.show(warning)
        page?.let(host.warningDesk::turn)
        val controller = Robolectric.buildActivity(WarningActivity::class.java).setup()
        shadowOf(Looper.getMainLooper()).idle()
        val decor = controller.get().window.decorView
        decor.measure(exactly(phone.width), exactly(phone.height))
        decor.layout(0, 0, phone.width, phone.height)
        val bitmap = Bitmap.createBitmap(phone.width, phone.height, Bitmap.Config.ARGB_8888)
        decor.draw(Canvas(bitmap))
        file.outputStream().use { assertTrue(bitmap.compress(Bitmap.CompressFormat.PNG, 100, it)) }
        bitmap.recycle()
        controller.pause().stop().destroy()
    }

    private fun names(file: String) {
        val english = "-en-" in file
        label(host, BANK, if (english) "ICBC" else "工商银行")
        label(host, MEETING, if (english) "CloudMeet" else "云会通")
    }

    private fun states(language: String): List<Triple<String, Warning, Page?>> {
        val (name, second) =
            when (language) {
                "zh-rCN" -> "女儿小芳" to "儿子小明"
                "zh-rHK" -> "阿女" to "大仔"
                else -> "Mary" to "Robert"
            }
        val home = if (language == "zh-rHK") "HK" else "CN"

        fun Warning.here() = copy(
            home = home,
            family = listOf(Relative(name, "13900000001"), Relative(second, "13900000002")),
        )
        val control =
            red(RuleId.REMOTE_CONTROL, listOf(Reason.RemoteControl(MEETING), STRANGER)).copy(mayGoOn = false).here()
        return listOf(
            Triple("red", red().here(), null),
            Triple("red-sharing", red().here(), Page.Way(1)),
            Triple("red-call", red().here(), Page.Way(2)),
            Triple("red-again", red().copy(showing = 2).here(), null),
            Triple("red-control", control, null),
            Triple("red-calling", red().copy(callingNow = name).here(), null),
            Triple("red-by-hand", red().here(), Page.Way(0, Outcome.CALL_GOES_ON)),
            Triple("red-seen", red(reasons = listOf(Reason.MoneyApp(BANK), SHARED)).here(), null),
            Triple("red-cut", red().here(), Page.Cut(1)),
            Triple("red-not-cut", red().here(), Page.Way(1, Outcome.SHARING_NOT_CUT)),
            Triple("red-was-cut", red().here(), Page.Way(2, Outcome.SHARING_CUT)),
            Triple("red-called", red().here(), Page.Spoke(name, reached = false)),
            Triple("red-spoke", red().here(), Page.Spoke(name, reached = true)),
            Triple("red-money-later", red().here(), Page.MoneySentLater()),
            Triple("red-money-abroad", red().here().copy(home = "FR"), Page.MoneySent),
            Triple("red-alone", red().here().copy(family = emptyList()), Page.Way(2)),
            Triple("red-money-sent", red().here(), Page.MoneySent),
            Triple("red-wait", red().here(), Page.Wait(SystemClock.elapsedRealtime())),
            Triple("red-agree", red().here(), Page.Agree),
            Triple("red-sure", red().here(), Page.Sure),
            Triple("red-practice", red().copy(practice = true).here(), null),
            Triple("amber-install", amber().here(), null),
            Triple("amber-bank", amber(RuleId.BANK_AFTER_CALL, listOf(Reason.MoneyApp(BANK))).here(), null),
            Triple("amber-called", amber().here(), Page.Spoke(name, reached = false)),
            Triple("amber-again", amber().copy(showing = 2).here(), null),
        )
    }

    private fun exactly(size: Int) = View.MeasureSpec.makeMeasureSpec(size, View.MeasureSpec.EXACTLY)

    private data class Phone(val name: String, val qualifiers: String, val width: Int, val height: Int) {
        /** Night stands before the density. */
        fun size(night: String): String {
            val at = qualifiers.lastIndexOf('-')
            return qualifiers.take(at) + "-" + night + qualifiers.drop(at)
        }
    }

    private companion object {
        val FEW = setOf("red", "red-sharing", "red-again", "red-cut", "red-called", "red-money-sent", "amber-install")
    }
}
