package app.kinguard.lock

import android.content.Intent
import android.view.View
import android.widget.Button
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.R
import app.kinguard.family.Address
import app.kinguard.family.Language
import app.kinguard.family.screen.ContactActivity
import app.kinguard.store.putSetting
import org.junit.After
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Draws the lock's pages in their full length. */
@RunWith(AndroidRunner::class)
@Config(application = LockTestApp::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class LockScreensTest {
    private val host = RuntimeEnvironment.getApplication() as LockTestApp
    private val pictures = Pictures(FEW)

    @Before
    fun begin() {
        TestKeystore.install()
        host.process.services.watch { it() }
        listOf("com.dianming.phoneapp" to "点明安卓", "youqu.android.todesk" to "ToDesk", CLICKER to "屏幕点击助手")
            .forEach { (app, label) -> host.isInstalled(app, label) }
    }

    @After
    fun end() {
        TestKeystore.remove()
        host.process.database.close()
    }

    @Test
    fun `tall phone`() = draw(Phone.TALL)

    @Test
    fun `small phone`() = draw(Phone.SMALL)

    @Test
    fun `small phone on its side`() = draw(Phone.SIDE)

    private fun draw(phone: Phone) = pictures.inEachLook(phone) { look ->
        for ((name, prepare) in states(look)) {
            if (!pictures.wants(name)) continue
            begin(anew = true)
            val what = prepare()
            Drawing.opened(what.intent) { activity ->
                val page = activity.window.decorView
                what.tap?.let { page.press(host.getString(it)) }
                what.keys.forEach { page.press("$it") }
                val drawing = Drawing(activity, phone, pictures.file("lock-$name", phone, look)).whole()
                drawing.assertTouchable(LEAST_DP)
            }
        }
    }

    private fun View.press(words: String) {
        Drawing.below(this).first { it is Button && "${it.text}" == words }.performClick()
    }

    /** Sets up a phone on which nothing was set. */
    private fun begin(anew: Boolean) {
        TestKeystore.forget()
        if (!anew) return
        host.process.contacts.all().forEach(host.process.contacts::remove)
        host.process.pause.end()
        // The lock itself remembers whether there is a PIN.
        host.lock.pin.clear()
        host.process.database.write { sql ->
            listOf("lock-tries", "lock-code", "lock-codes-sent", "lock-confirm", "lock-confirms-sent", "lock-reset", "lock-resets-sent").forEach {
                sql.putSetting(it, null)
            }
        }
        host.lock.pin.close()
        host.inDanger = false
        host.paired = emptySet()
        host.services.none()
    }

    private fun states(look: Pictures.Look): List<Pair<String, () -> Shown>> {
        val (first, second) = look.family

        fun family() {
            host.add(first, "+8613900000001", Address.TextMessage, LockTest.PUSH)
            host.add(second, "+85290001234", LockTest.OTHER_PUSH)
        }

        fun locked(wrong: Int = 0): LockTestApp {
            family()
            host.lock.pin.set(LockTest.PIN) {}
            host.lock.pin.close()
            repeat(wrong) { host.lock.pin.give("270915") {} }
            return host
        }

        fun resetAsked() = locked().also {
            it.paired = setOf("+8613900000001")
            it.lock.sealedReset.ask()
        }

        fun newcomer() = host.process.family
            .add(look.newcomer, "+8613900000003", Language.MAINLAND, listOf(Address.TextMessage))

        fun open() = locked().also { host.lock.pin.give(LockTest.PIN) {} }
        return listOf(
            "give" to { Shown(PinActivity.intent(locked()), keys = "270") },
            "wrong" to { Shown(PinActivity.intent(locked(wrong = 2))) },
            "wait" to { Shown(PinActivity.intent(locked(wrong = 6))) },
            "none" to { Shown(PinSettingsActivity.intent(host)) },
            "new" to { Shown(PinSettingsActivity.intent(host), R.string.lock_set) },
            "easy" to { Shown(PinSettingsActivity.intent(host), R.string.lock_set, keys = "123456") },
            "again" to { Shown(PinSettingsActivity.intent(host), R.string.lock_set, keys = LockTest.PIN) },
            "set" to { Shown(PinSettingsActivity.intent(open())) },
            "clear" to { Shown(PinSettingsActivity.intent(open()), R.string.lock_clear) },
            "ask" to { Shown(PinSettingsActivity.intent(locked())) },
            "whom" to { Shown(ResetActivity.intent(locked())) },
            "code" to {
                locked()
                host.lock.resetCode.send(host.lock.resetCode.whom().first()) {}
                Shown(ResetActivity.intent(host), keys = "27")
            },
            "reset" to {
                host.paired = setOf("+8613900000001")
                Shown(ResetActivity.intent(locked()))
            },
            "reset-asked" to { Shown(ResetActivity.intent(resetAsked())) },
            "reset-agreed" to { Shown(ResetActivity.intent(resetAsked().also { it.lock.sealedReset.reset(0) })) },
            "reset-refused" to { Shown(ResetActivity.intent(resetAsked().also { it.lock.sealedReset.`object`(0) })) },
            "confirm" to {
                open()
                Shown(ConfirmActivity.of(host, newcomer().id))
            },
            "confirm-code" to {
                open()
                host.lock.confirmCode.send(host.lock.confirmCode.whom().first(), newcomer()) {}
                Shown(ConfirmActivity.of(host, host.process.contacts.all().last().id), keys = "27")
            },
            "confirm-pin" to {
                family()
                Shown(ConfirmActivity.of(host, newcomer().id))
            },
            "nobody" to {
                host.lock.pin.set(LockTest.PIN) {}
                Shown(ResetActivity.intent(host))
            },
            "pause" to { Shown(PauseActivity.intent(host)) },
            "paused" to {
                host.process.pause.begin(host.ticks.wall + 20 * LockTest.HOUR_MS)
                Shown(PauseActivity.intent(host))
            },
            "shut" to {
                host.inDanger = true
                Shown(PinActivity.intent(host))
            },
            "helpers" to {
                host.services.isOn("com.dianming.phoneapp")
                Shown(ServicesActivity.intent(host))
            },
            "helpers-known" to {
                family()
                host.lock.services.acknowledge(host.services.isOn("com.dianming.phoneapp"))
                Shown(ServicesActivity.intent(host))
            },
            "shut-helper" to {
                host.services.isOn("com.dianming.phoneapp")
                Shown(PinSettingsActivity.intent(host))
            },
            "shut-remote" to {
                host.services.isOn("com.dianming.phoneapp")
                host.services.isOn("youqu.android.todesk", sharesScreen = true)
                host.services.isOn(CLICKER, fromStore = false)
                Shown(PinSettingsActivity.intent(host))
            },
            "lost" to {
                family()
                TestKeystore.forget()
                host.again()
                Shown(ContactActivity.of(host, host.process.contacts.all().first().id))
            },
        )
    }

    private class Shown(val intent: Intent, val tap: Int? = null, val keys: String = "")

    private companion object {
        const val CLICKER = "com.example.clicker"
        const val LEAST_DP = 63.5f
        val FEW = setOf("give", "wait", "code", "paused", "helpers", "shut-remote")
    }
}
