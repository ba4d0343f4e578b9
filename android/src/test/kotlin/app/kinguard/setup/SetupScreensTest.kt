package app.kinguard.setup

import android.app.Activity
import android.app.AppOpsManager
import android.content.Intent
import android.media.AudioManager
import android.os.UserManager
import android.widget.Button
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.xiaomiTurns
import app.kinguard.setup.step.PhoneStateReader
import app.kinguard.setup.step.SetupStep
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Draws every step, and the pages about what the family is told, in their full length. */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class SetupScreensTest : SetupTest() {
    private val pictures = Pictures(FEW)
    private val audio = checkNotNull(app.getSystemService(AudioManager::class.java))

    @Test
    fun `tall phone`() = draw(Phone.TALL)

    @Test
    fun `small phone`() = draw(Phone.SMALL)

    @Test
    fun `phone on its side`() = draw(Phone.SIDE)

    private fun draw(phone: Phone) {
        isMadeBy("Xiaomi")
        cameFromFile()
        this.phone.keepsItsAppsBack()
        LaunchPath.entries.forEach { app.xiaomiTurns(it, AppOpsManager.MODE_IGNORED) }
        shadowOf(app.getSystemService(UserManager::class.java)).addProfile(0, 999, "XSpace", 0)
        assertEquals("a step that is left out has no picture", SetupStep.entries, PhoneStateReader(app).look().steps)
        screens.regions.settle("CN", listOf("HK"))
        pictures.inEachLook(phone) { look ->
            contacts.all().forEach(contacts::remove)
            screens.withdraw()
            add(look.family.first)
            for ((name, prepare) in states) {
                if (!pictures.wants(name)) continue
                store.autostartSaid = false
                // Drops the failed trial of an earlier picture.
                screens.launchTrials.begin(LaunchPath.FROM_BEHIND)
                screens.launchTrials.callOff()
                allowsOverlay(false)
                audio.mode = AudioManager.MODE_NORMAL
                Drawing.opened(prepare()) {
                    TAPS[name]?.let { words -> it.press(app.getString(words)) }
                    Drawing(it, phone, pictures.file("setup-$name", phone, look)).whole().assertTouchable(64f)
                }
            }
        }
    }

    private fun Activity.press(words: String) {
        Drawing.below(window.decorView).first { it is Button && "${it.text}" == words }.performClick()
        this@SetupScreensTest.phone.idle()
    }

    private fun at(step: SetupStep): Intent {
        store.step = step
        return SetupActivity.intent(app)
    }

    private val states: List<Pair<String, () -> Intent>> =
        SetupStep.entries.map { step -> step.name.lowercase() to { at(step) } } +
            listOf(
                "call" to {
                    audio.mode = AudioManager.MODE_IN_CALL
                    at(SetupStep.LANGUAGE)
                },
                "said" to {
                    store.autostartSaid = true
                    at(SetupStep.AUTOSTART)
                },
                "entrance-begin" to {
                    allowsOverlay()
                    at(SetupStep.ENTRANCE)
                },
                "entrance-waits" to {
                    allowsOverlay()
                    at(SetupStep.ENTRANCE).also { screens.launchTrials.begin(LaunchPath.FROM_BEHIND) }
                },
                "entrance-stayed-away" to {
                    allowsOverlay()
                    screens.launchTrials.begin(LaunchPath.FROM_BEHIND)
                    this.phone.processDies()
                    this.phone.processStarts()
                    at(SetupStep.ENTRANCE)
                },
                "pin-declined" to { at(SetupStep.PIN) },
                "mend" to { PermissionFix.intent(app, Capability.CALL_SCREENING) },
                "agreed" to {
                    screens.agree()
                    ConsentActivity.intent(app)
                },
                "finished" to {
                    screens.agree()
                    at(SetupStep.FINISH)
                },
                "sent" to {
                    screens.agree()
                    app.container.family.test(contacts.all().first())
                    screens.withdraw()
                    SentActivity.intent(app)
                },
                "withdrawn" to {
                    screens.agree()
                    screens.withdraw()
                    ConsentActivity.intent(app)
                },
            )

    private companion object {
        val TAPS = mapOf("pin-declined" to R.string.setup_pin_none)
        val FEW =
            setOf(
                "language",
                "spaces",
                "restricted",
                "overlay",
                "switches",
                "consent",
                "entrance-stayed-away",
                "finish",
            )
    }
}
