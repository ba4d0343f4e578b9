package app.kinguard.setup

import android.app.Activity
import android.app.AppOpsManager
import android.content.Intent
import android.media.AudioManager
import android.os.UserManager
import android.widget.TextView
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
import app.kinguard.signals.Sims
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
        val sims = Sims(app, 1 to "cn", 2 to "hk")
        val steps = PhoneStateReader(app, screens.regions).look().steps
        assertEquals("a step that is left out has no picture", SetupStep.entries - SetupStep.LANGUAGE, steps)
        screens.regions.settle("CN", listOf("HK"))
        pictures.inEachLook(phone) { look ->
            contacts.all().forEach(contacts::remove)
            screens.withdraw()
            for ((name, prepare) in states) {
                if (!pictures.wants(name)) continue
                if (name == "role") contacts.all().forEach(contacts::remove)
                if (name == "welcome") add(look.family.first)
                store.autostartSaid = false
                app.container.familySettings.parent = PARENTS.getValue(look.language)
                if (name == "home") sims.now(1 to "cn", 2 to "hk") else sims.now(1 to "cn")
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
        Drawing.below(window.decorView).filter { it.isClickable && it.isShown }
            .first { view -> Drawing.below(view).any { it is TextView && "${it.text}" == words } }
            .performClick()
        this@SetupScreensTest.phone.idle()
    }

    private fun at(step: SetupStep): Intent {
        store.step = step
        return SetupActivity.intent(app)
    }

    private val states: List<Pair<String, () -> Intent>> =
        (SetupStep.entries - SetupStep.LANGUAGE).map { step -> step.name.lowercase() to { at(step) } } +
            listOf(
                "language" to { at(SetupStep.WELCOME) },
                "sim" to { at(SetupStep.WELCOME) },
                "family-other" to { at(SetupStep.FAMILY) },
                "handover" to { at(SetupStep.CONSENT) },
                "call" to {
                    audio.mode = AudioManager.MODE_IN_CALL
                    at(SetupStep.WELCOME)
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
                "trial-tested" to {
                    contacts.all().first().let { contacts.prove(it.addresses.single().id, this.phone.nowMs) }
                    at(SetupStep.TRIAL)
                },
                "sent" to {
                    screens.agree()
                    app.container.family.test(contacts.all().first())
                    screens.withdraw()
                    SentActivity.intent(app)
                },
                "sent-open" to {
                    screens.agree()
                    SentActivity.intent(app)
                },
                "granted" to {
                    allowsOverlay()
                    at(SetupStep.OVERLAY)
                },
                "withdrawn" to {
                    screens.agree()
                    screens.withdraw()
                    ConsentActivity.intent(app)
                },
            )

    private companion object {
        val TAPS = mapOf(
            "language" to R.string.setup_language,
            "sim" to R.string.setup_sim,
            "family-other" to R.string.setup_parent_other,
            "consent" to R.string.setup_handed,
            "sent-open" to R.string.setup_kind_test,
            "pin-declined" to R.string.setup_pin_none,
        )
        val PARENTS = mapOf("zh-rCN" to "妈妈", "zh-rHK" to "媽媽", "en-rGB" to "Mum")
        val FEW =
            setOf(
                "role",
                "welcome",
                "spaces",
                "restricted",
                "overlay",
                "switches",
                "consent",
                "trial",
                "entrance-stayed-away",
                "finish",
            )
    }
}
