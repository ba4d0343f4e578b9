package app.kinguard.setup

import android.os.UserManager
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.setup.step.PhoneStateReader
import app.kinguard.setup.step.SetupStep
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf

/** Tests a phone that holds an app twice, or a second phone inside itself. */
@RunWith(AndroidRunner::class)
class SpacesStepTest : SetupTest() {
    private val users = shadowOf(app.getSystemService(UserManager::class.java))

    @Test
    fun `a phone of one user has no such step`() {
        assertFalse(SetupStep.SPACES in PhoneStateReader(app, screens.regions).look().steps)
        open()
        shown.tap("开始设置")
        assertEquals(SetupStep.FAMILY, store.step)
    }

    @Test
    fun `what is there is named, with what is not seen and what to do`() {
        users.addProfile(0, 999, "XSpace", 0)
        users.addUser(10, "second", 0)
        open()
        shown.tap("开始设置")
        assertStep(SetupStep.SPACES, R.string.setup_spaces)
        shown.says("有软件开了分身（应用双开）。", "有第二空间，或别的分身。", "亲守看不到，不会警告", "请删掉会议")
        shown.saysNot("工作资料")
        shown.tap("下一步")
        assertEquals(SetupStep.FAMILY, store.step)
    }
}
