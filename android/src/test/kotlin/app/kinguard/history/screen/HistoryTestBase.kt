package app.kinguard.history.screen

import android.provider.Settings
import app.kinguard.core.Trace
import app.kinguard.family.Address
import app.kinguard.family.Outcome
import app.kinguard.family.screen.ScreenTest
import org.junit.After
import org.junit.Before
import org.robolectric.annotation.Config
import java.util.TimeZone

/** Tests the history's screens as the user sees them. */
@Config(application = HistoryScreensHost::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
abstract class HistoryTestBase : ScreenTest() {
    internal val phone get() = host as HistoryScreensHost
    internal val brief = Trace.scenario(BRIEF)
    private val zone = TimeZone.getDefault()

    @Before
    fun inShanghai() = TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"))

    @After
    fun back() = TimeZone.setDefault(zone)

    /** Replays the case of the brief. The daughter's text messages arrive; her brother's phone refuses them. */
    internal fun briefHappens() {
        phone.add("女儿小芳", "+8613900000001", Address.TextMessage)
        phone.add("儿子小明", "+8613900000002", Address.TextMessage)
        phone.device.network.does = { post, outcome ->
            val daughter = post.contact.name == "女儿小芳"
            outcome(if (daughter) Outcome.Delivered else Outcome.Refused(Outcome.Reason.NO_CREDIT_OR_BARRED))
        }
        phone.lives(brief)
    }

    /** Sets the format of times. Which one is usual in China depends on the computer's own tables. */
    internal fun showsClock(hours: String) {
        Settings.System.putString(host.contentResolver, Settings.System.TIME_12_24, hours)
    }

    internal val incident get() = phone.journal.incidents().last()

    internal companion object {
        const val BRIEF = "warn/parcel-credit-scare-as-the-phone-tells-it.json"
    }
}
