package app.kinguard.setup

import android.provider.Settings
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.setup.step.SetupStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config

/** Android's restricted settings are explained where they apply, and only there. */
@RunWith(AndroidRunner::class)
class RestrictedTest : SetupTest() {
    // On 13 the test phone cannot say where an app came from.
    @Test
    @Config(sdk = [29, 33])
    fun `before Android 15 nothing of what we ask for is locked`() = assertNotShown()

    @Test
    @Config(sdk = [35])
    fun `what came from a store is not locked`() = assertNotShown()

    @Test
    @Config(sdk = [35])
    fun `it is drawn before the first of what is locked, and led through`() {
        cameFromFile()
        openAt(SetupStep.RESTRICTED)
        assertEquals(
            4,
            shown.views().count {
                it is android.widget.ImageView && !it.contentDescription.isNullOrEmpty()
            },
        )
        shown.says("点最下面的大按钮")
        shown.tap("1. 先让它拒绝一次")
        assertEquals(setOf(SMS), asked())
        refuses(SMS, again = false)
        dies()
        shown.tap("2. 打开应用信息")
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, opened()?.action)
        comesBack()
        shown.says("没有 ⋮？")
        shown.tap("允许了")
        assertStep(SetupStep.SMS, R.string.setup_sms)
        shown.saysNot("不再弹窗")
        shown.tap("去打开")
        allows(SMS)
        assertStep(SetupStep.NOTICES, R.string.setup_notices)
    }

    @Test
    @Config(sdk = [35])
    fun `where it is granted at once there was no lock`() {
        cameFromFile()
        openAt(SetupStep.RESTRICTED)
        shown.tap("1. 先让它拒绝一次")
        allows(SMS)
        assertStep(SetupStep.NOTICES, R.string.setup_notices)
    }

    @Test
    @Config(sdk = [35])
    fun `it can be left out, and is found again where the phone refuses`() {
        cameFromFile()
        openAt(SetupStep.RESTRICTED)
        shown.tap("先不弄")
        assertStep(SetupStep.SMS, R.string.setup_sms)
        open(PermissionFix.intent(app, Capability.OVERLAY))
        comesBack()
        shown.tap("手机说“受限制”？")
        shown.says("先解开“受限制”")
        shown.tap("2. 打开应用信息")
        comesBack()
        shown.tap("允许了")
        shown.says("警告要能盖住别的软件")
        shown.tap("去打开")
        allowsOverlay()
        comesBack()
        assertTrue(controller.get().isFinishing)
    }

    private fun assertNotShown() {
        open()
        assertFalse(SetupStep.RESTRICTED in controller.get().phone.steps)
        openAt(SetupStep.RESTRICTED)
        shown.says("发短信给家人")
    }
}
