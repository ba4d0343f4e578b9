package app.kinguard.signals

import android.Manifest
import android.app.Application
import android.content.Context
import android.content.ContextWrapper
import android.telephony.TelephonyManager
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

@RunWith(AndroidRunner::class)
class LineRegionsTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val regions = LineRegions(context)

    @Test
    fun `a line is at home where its sim is`() {
        Sims(context, 1 to "cn", 2 to "HK")
        assertEquals(listOf("CN", "HK", null), listOf(1, 2, PhoneLines.DEFAULT).map(regions::of))
        assertEquals(setOf("CN", "HK"), regions.all())
    }

    @Test
    fun `what is no region is not known`() {
        Sims(context, 1 to "", 2 to "001", 3 to "c1", 4 to "chn")
        assertEquals(List(4) { null }, (1..4).map(regions::of))
        assertNull(regions.only())
    }

    @Test
    fun `the only region is the lines that has no name`() {
        Sims(context, 1 to "cn")
        assertEquals("CN", regions.of(PhoneLines.DEFAULT))
    }

    @Test
    fun `without the permission only the first sim answers`() {
        Sims(context, 1 to "cn", 2 to "hk")
        shadowOf(context).denyPermissions(Manifest.permission.READ_PHONE_STATE)
        shadowOf(context.getSystemService(TelephonyManager::class.java)).setSimCountryIso("cn")
        assertEquals(setOf("CN"), regions.all())
        assertNull("it is unknown which SIM it is", regions.only())
    }

    @Test
    fun `a tablet has none`() {
        val bare =
            LineRegions(Without(Without(context, Context.TELEPHONY_SERVICE), Context.TELEPHONY_SUBSCRIPTION_SERVICE))
        val sims = Sims(context, 1 to "cn")
        assertNull(bare.of(1))
        assertNull(bare.of(sims.account(1)))
        assertNull(bare.only())
        assertEquals(emptySet<String>(), bare.all())
    }

    @Test
    fun `a phone that refuses tells nothing and does not fall`() {
        Sims(context, 1 to "cn")
        val refusing =
            object : ContextWrapper(context) {
                override fun getSystemService(name: String): Any? = throw SecurityException("refused")
            }
        val regions = LineRegions(refusing)
        assertNull(regions.of(1))
        assertNull(regions.only())
        assertEquals(emptySet<String>(), regions.all())
    }
}
