package app.kinguard.phone

import android.app.AppOpsManager
import android.app.Application
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

/** Tests reading the makers' switches: never off if the state is unknown. */
@RunWith(AndroidRunner::class)
class LaunchSwitchesTest {
    private val app: Application = RuntimeEnvironment.getApplication()
    private var nowMs = 0L

    @Test
    fun `Xiaomi's are read from its own app operations, each by itself`() {
        val switches = switches(Maker.XIAOMI)
        val states = mapOf(
            AppOpsManager.MODE_ALLOWED to SwitchState.On,
            AppOpsManager.MODE_IGNORED to SwitchState.Off,
            AppOpsManager.MODE_ERRORED to SwitchState.Off,
            AppOpsManager.MODE_DEFAULT to SwitchState.Unknown,
            MIUI_ASKS to SwitchState.Unknown,
        )
        for ((launchPath, other) in listOf(BEHIND to LOCKED, LOCKED to BEHIND)) {
            for ((mode, state) in states) {
                app.xiaomiTurns(launchPath, mode)
                app.xiaomiTurns(other, AppOpsManager.MODE_ALLOWED)
                switches.forget()
                assertEquals("$launchPath $mode", state, switches.state(launchPath))
                assertEquals("$other beside it", SwitchState.On, switches.state(other))
            }
        }
    }

    @Test
    fun `vivo's are read from the table of its permission manager`() {
        val provider = VivoProvider.on(app)
        val switches = switches(Maker.VIVO)
        provider.states[VivoProvider.BEHIND] = 0
        provider.states[VivoProvider.LOCKED] = 1
        assertEquals(SwitchState.On, switches.state(BEHIND))
        assertEquals(SwitchState.Off, switches.state(LOCKED))
        assertEquals("of this app alone", "start_bg_activity pkgname = ? [${app.packageName}]", provider.asked.first())
        provider.states[VivoProvider.BEHIND] = 1
        switches.forget()
        assertEquals(SwitchState.Off, switches.state(BEHIND))
    }

    @Test
    fun `where vivo's table says nothing, or something else, nothing is known`() {
        val provider = VivoProvider.on(app)
        val switches = switches(Maker.VIVO)
        assertEquals("no row", SwitchState.Unknown, switches.state(BEHIND))
        provider.states[VivoProvider.BEHIND] = 2
        assertUnknown(switches)
        provider.states[VivoProvider.BEHIND] = 0
        provider.column = "currentmode"
        assertUnknown(switches)
        provider.refuses = true
        assertUnknown(switches)
    }

    @Test
    fun `an older vivo offers the table elsewhere, and one that offers none says nothing`() {
        assertEquals(SwitchState.Unknown, switches(Maker.VIVO).state(BEHIND))
        VivoProvider.on(app, VivoProvider.OLD).states[VivoProvider.BEHIND] = 1
        assertEquals(SwitchState.Off, switches(Maker.VIVO).state(BEHIND))
    }

    @Test
    fun `an app that only calls itself like vivo's is not asked`() {
        val stranger = VivoProvider.on(app, system = false)
        stranger.states[VivoProvider.BEHIND] = 0
        assertEquals(SwitchState.Unknown, switches(Maker.VIVO).state(BEHIND))
        assertEquals(emptyList<String>(), stranger.asked)
    }

    @Test
    fun `the other makers' are known and unreadable, or not known to be there`() {
        val unreadable = setOf(Maker.OPPO, Maker.HUAWEI, Maker.HONOR)
        for (maker in unreadable) {
            LaunchPath.entries.forEach { assertEquals("$maker", SwitchState.Unknown, switches(maker).state(it)) }
        }
        for (maker in Maker.entries - unreadable - Maker.XIAOMI - Maker.VIVO + listOf(null)) {
            LaunchPath.entries.forEach { assertNull("$maker", switches(maker).state(it)) }
        }
    }

    @Test
    fun `what was read is kept for a day, unless somebody may have changed it`() {
        val switches = switches(Maker.XIAOMI)
        app.xiaomiTurns(BEHIND, AppOpsManager.MODE_ALLOWED)
        assertEquals(SwitchState.On, switches.state(BEHIND))
        app.xiaomiTurns(BEHIND, AppOpsManager.MODE_IGNORED)
        nowMs = LaunchSwitches.KEPT_MS - 1
        assertEquals(SwitchState.On, switches.state(BEHIND))
        nowMs = LaunchSwitches.KEPT_MS
        assertEquals(SwitchState.Off, switches.state(BEHIND))
        app.xiaomiTurns(BEHIND, AppOpsManager.MODE_ALLOWED)
        switches.forget()
        assertEquals(SwitchState.On, switches.state(BEHIND))
    }

    private fun assertUnknown(switches: LaunchSwitches) {
        switches.forget()
        assertEquals(SwitchState.Unknown, switches.state(BEHIND))
    }

    private fun switches(maker: Maker?) = LaunchSwitches(app, maker) { nowMs }

    private companion object {
        val BEHIND = LaunchPath.FROM_BEHIND
        val LOCKED = LaunchPath.WHILE_LOCKED

        /** MODE_ASK of MIUI. */
        const val MIUI_ASKS = 5
    }
}
