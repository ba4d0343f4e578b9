package app.kinguard.warning

import android.content.Intent
import android.os.Looper
import android.os.SystemClock
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import app.kinguard.overlays
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowSettings

/** Draws every screen and state of the warning. */
@RunWith(AndroidRunner::class)
@Config(application = WarningTestApp::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class WarningScreensTest {
    private val host = RuntimeEnvironment.getApplication() as WarningTestApp
    private val pictures = Pictures(FEW)

    @Test
    fun `tall phone`() = draw(Phone.TALL)

    @Test
    fun `small phone`() = draw(Phone.SMALL)

    @Test
    fun `phone on its side`() = draw(Phone.TALL_SIDE)

    private fun draw(phone: Phone) = pictures.inEachLook(phone) { look ->
        names(look)
        for ((name, warning, page) in states(look)) {
            if (!pictures.wants(name)) continue
            host.warningController.close()
            host.warningController.show(warning)
            page?.let(host.warningController::turn)
            Drawing.opened(Intent(host, WarningActivity::class.java)) {
                Drawing(it, phone, pictures.file(name, phone, look)).asSeen()
            }
        }
    }

    @Test
    fun `what stands in for it, on a tall phone`() = drawOverlay(Phone.TALL)

    @Test
    fun `what stands in for it, on a small phone`() = drawOverlay(Phone.SMALL)

    @Test
    fun `what stands in for it, on a phone on its side`() = drawOverlay(Phone.TALL_SIDE)

    private fun drawOverlay(phone: Phone) = pictures.inEachLook(phone) { look ->
        ShadowSettings.setCanDrawOverlays(true)
        names(look)
        for ((name, warning, page) in states(look).filter { it.first in STOOD_IN_FOR }) {
            if (!pictures.wants(name)) continue
            host.warningController.close()
            host.warningController.show(warning)
            page?.let(host.warningController::turn)
            val overlay = WarningOverlay(host) { host.warningController }
            overlay.show()
            shadowOf(Looper.getMainLooper()).idle()
            val window = host.overlays().single()
            Drawing(window, phone, pictures.file("overlay-$name", phone, look)).asSeen().assertTouchable(LEAST_DP)
            overlay.clear()
            shadowOf(Looper.getMainLooper()).idle()
        }
    }

    private fun names(look: Pictures.Look) {
        val english = look.language == "en-rGB"
        label(host, BANK, if (english) "ICBC" else "工商银行")
        label(host, HONG_KONG_BANK, if (english) "HSBC" else "滙豐")
        label(host, MEETING, if (english) "CloudMeet" else "云会通")
    }

    private fun states(look: Pictures.Look): List<Triple<String, Warning, WarningPage?>> {
        val (name, second) = look.family
        val home = if (look.language == "zh-rHK") "HK" else "CN"
        val bank = if (home == "HK") HONG_KONG_BANK else BANK

        fun Warning.here() = copy(
            home = home,
            family = listOf(Relative(name, "13900000001"), Relative(second, "13900000002")),
        )
        val control =
            red(RuleId.REMOTE_CONTROL, listOf(Reason.RemoteControl(MEETING), STRANGER)).copy(mayGoOn = false).here()
        val help = red(RuleId.HELP_ASKED, listOf(Reason.HelpAsked)).here()
        return listOf(
            Triple("red", red().here(), null),
            Triple("red-sharing", red().here(), WarningPage.Way(1)),
            Triple("red-call", red().here(), WarningPage.Way(2)),
            Triple("red-again", red().copy(showing = 2).here(), null),
            Triple("red-control", control, null),
            Triple("red-control-off", control, WarningPage.Way(1)),
            Triple("red-help", help, null),
            Triple("red-help-mistake", help, WarningPage.Mistake),
            Triple("red-forwarding", red(RuleId.CALL_FORWARDING, listOf(Reason.CallsForwarded, STRANGER)).here(), null),
            Triple("red-no-call", red(reasons = listOf(Reason.MoneyApp(BANK), SHARED)).here(), null),
            Triple("red-calling", red().copy(callingNow = name).here(), null),
            Triple("red-said", red().copy(said = FamilySentence(name, look.sentence())).here(), null),
            Triple("red-said-long", control.copy(said = FamilySentence(name, look.sentence().repeat(20).take(60))), null),
            Triple("red-by-hand", red().here(), WarningPage.Way(0, ActionOutcome.CALL_GOES_ON)),
            Triple("red-seen", red(reasons = listOf(Reason.MoneyApp(BANK), SHARED)).here(), null),
            Triple("red-cut", red().here(), WarningPage.Cut(1)),
            Triple("red-not-cut", red().here(), WarningPage.Way(1, ActionOutcome.SHARING_NOT_CUT)),
            Triple("red-still-seen", red().here(), WarningPage.Cut(1, stillSeen = true)),
            Triple("red-was-cut", red().here(), WarningPage.Way(2, ActionOutcome.SHARING_ENDED)),
            Triple("red-unseen", red().here(), WarningPage.Way(2, ActionOutcome.SHARING_UNSEEN)),
            Triple("red-goes-on", red().here(), WarningPage.Way(2, ActionOutcome.SHARING_GOES_ON)),
            Triple("red-called", red().here(), WarningPage.Spoke(name, reached = false)),
            Triple("red-spoke", red().here(), WarningPage.Spoke(name, reached = true)),
            Triple("red-money-later", red().here(), WarningPage.MoneySentLater()),
            Triple("red-money-abroad", red().here().copy(home = "FR"), WarningPage.MoneySent),
            Triple("red-alone", red().here().copy(family = emptyList()), WarningPage.Way(2)),
            Triple(
                "red-money-sent",
                red(reasons = listOf(Reason.MoneyApp(bank), SHARED)).here(),
                WarningPage.MoneySent,
            ),
            Triple("red-money-no-bank", red(reasons = listOf(SHARED)).here(), WarningPage.MoneySent),
            Triple("red-wait", red().here(), WarningPage.Wait(SystemClock.elapsedRealtime())),
            Triple("red-agree", red().here(), WarningPage.Agree),
            Triple("red-sure", red().here(), WarningPage.Sure),
            Triple("red-practice", red().copy(practice = true).here(), null),
            Triple("amber-install", amber().here(), null),
            Triple("amber-bank", amber(RuleId.BANK_AFTER_CALL, listOf(Reason.MoneyApp(BANK))).here(), null),
            Triple("amber-fine", amber().here(), WarningPage.Fine),
            Triple("amber-called", amber().here(), WarningPage.Spoke(name, reached = false)),
            Triple("amber-again", amber().copy(showing = 2).here(), null),
        )
    }

    private fun Pictures.Look.sentence() = when (language) {
        "zh-rCN" -> "妈，是我，快挂掉"
        "zh-rHK" -> "媽，係我，快啲收線"
        else -> "Mum, it is me, hang up. "
    }

    private companion object {
        const val LEAST_DP = 64f
        const val HONG_KONG_BANK = "hk.com.hsbc.hsbchkmobilebanking"
        val STOOD_IN_FOR =
            setOf("red", "red-sharing", "red-again", "red-call", "red-calling", "red-help", "amber-install")
        val FEW = setOf("red", "red-sharing", "red-again", "red-cut", "red-called", "red-money-sent", "amber-install")
    }
}
