package app.kinguard.setup

import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.setup.step.SetupStep
import app.kinguard.signals.Sims
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith

/** Tests the home region and the familiar ones, and how the guard then reads numbers. */
@RunWith(AndroidRunner::class)
class RegionsTest : SetupTest() {
    @Test
    fun `the SIM card's region is shown, and kept when nobody says otherwise`() {
        open()
        shown.tap("手机卡")
        shown.says("手机卡上写着：中国内地", "其他地方打来的，算境外来电。")
        shown.tap("完成")
        assertEquals("CN", app.container.setup.regions.home)
    }

    @Test
    fun `two SIM cards are both shown, and one is chosen`() {
        Sims(app, 1 to "cn", 2 to "hk")
        openAt(SetupStep.HOME)
        shown.says("有两张卡：中国内地、中国香港")
        shown.tap("中国香港")
        shown.tap("下一步")
        assertEquals("HK", screens.regions.home)
    }

    @Test
    fun `any region of the world is found by its name`() {
        open()
        shown.tap("手机卡")
        shown.tap("别的国家或地区")
        type("加拿大")
        shown.tap("查找")
        shown.turn()
        shown.tap("加拿大")
        shown.tap("完成")
        assertEquals("CA", screens.regions.home)
        dies()
        shown.says("加拿大", "开始设置")
        assertEquals("CA", screens.regions.home)
    }

    @Test
    fun `several regions can be nothing strange, and home is never among them`() {
        screens.regions.settle("CN", emptyList())
        openAt(SetupStep.ABROAD)
        shown.saysNot("中国内地")
        shown.tap("中国香港")
        shown.tap("美国")
        shown.tap("别的国家或地区")
        type("意大利")
        shown.tap("查找")
        shown.tap("意大利")
        shown.tap("中国香港")
        dies()
        assertEquals(listOf("US", "IT"), screens.regions.familiar)
        shown.says("意大利")
    }

    @Test
    fun `nothing is abroad as long as nobody said where home is`() {
        openAt(SetupStep.ABROAD)
        shown.saysNot("香港")
        shown.says("不选的话")
        shown.tap("下一步")
        assertStep(SetupStep.CALLS, R.string.setup_calls)
    }

    @Test
    fun `how long the family has to answer is left as it was`() {
        app.container.familyScreens.patience.minutes = 10
        screens.regions.settle("HK", listOf("CN"))
        assertEquals(10, app.container.familyScreens.patience.minutes)
        assertEquals(listOf("CN"), screens.regions.familiar)
    }

    private fun type(text: String) {
        val field = shown.views().filterIsInstance<android.widget.EditText>().single()
        field.setText(text)
    }
}
