package app.kinguard.platform

import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers

/**
 * How many of its alarms an app gets in Doze that is not exempt from battery saving: Android's own numbers, which a maker may
 * change. Nothing is mocked, and the alarm manager itself does not run.
 */
@RunWith(AndroidRunner::class)
class AlarmQuotaTest {
    @Test
    @Config(maxSdk = 29)
    fun `Android 10 lets one through every nine minutes`() {
        val constants = Class.forName("com.android.server.AlarmManagerService\$Constants")
        assertEquals(540_000L, number<Long>(constants, "DEFAULT_ALLOW_WHILE_IDLE_LONG_TIME"))
    }

    @Test
    @Config(minSdk = 33)
    fun `from Android 13 on it is seven in an hour, and 72 of those that are exact`() {
        val constants = Class.forName("com.android.server.alarm.AlarmManagerService\$Constants")
        assertEquals(7, number<Int>(constants, "DEFAULT_ALLOW_WHILE_IDLE_COMPAT_QUOTA"))
        assertEquals(3_600_000L, number<Long>(constants, "DEFAULT_ALLOW_WHILE_IDLE_COMPAT_WINDOW"))
        assertEquals(72, number<Int>(constants, "DEFAULT_ALLOW_WHILE_IDLE_QUOTA"))
        assertEquals(3_600_000L, number<Long>(constants, "DEFAULT_ALLOW_WHILE_IDLE_WINDOW"))
    }

    private fun <T> number(constants: Class<*>, name: String): T = ReflectionHelpers.getStaticField(constants, name)
}
