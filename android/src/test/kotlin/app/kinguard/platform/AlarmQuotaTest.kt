package app.kinguard.platform

import android.os.Build
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers

/**
 * Tests the number of alarms that Doze allows an app without exemption from battery saving. These are Android's own
 * numbers, which a maker may change. Nothing is mocked, and the alarm manager itself does not run.
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
    fun `later releases say it as a number in a stretch, which Android 15 has made seven in an hour`() {
        val constants = Class.forName("com.android.server.alarm.AlarmManagerService\$Constants")
        val onAndroid15 = Build.VERSION.SDK_INT >= Build.VERSION_CODES.VANILLA_ICE_CREAM
        assertEquals(if (onAndroid15) 7 else 1, number<Int>(constants, "DEFAULT_ALLOW_WHILE_IDLE_COMPAT_QUOTA"))
        val stretchMs = number<Long>(constants, "DEFAULT_ALLOW_WHILE_IDLE_COMPAT_WINDOW")
        assertEquals(if (onAndroid15) 3_600_000L else 540_000L, stretchMs)
    }

    @Test
    @Config(minSdk = 33)
    fun `of those that are exact it is 72 in an hour`() {
        val constants = Class.forName("com.android.server.alarm.AlarmManagerService\$Constants")
        assertEquals(72, number<Int>(constants, "DEFAULT_ALLOW_WHILE_IDLE_QUOTA"))
        assertEquals(3_600_000L, number<Long>(constants, "DEFAULT_ALLOW_WHILE_IDLE_WINDOW"))
    }

    private fun <T> number(constants: Class<*>, name: String): T = ReflectionHelpers.getStaticField(constants, name)
}
