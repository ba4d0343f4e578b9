package app.kinguard.health.screen

import android.app.Activity
import android.content.Intent
import android.view.View
import android.widget.TextView
import app.kinguard.AndroidRunner
import app.kinguard.Drawing
import app.kinguard.Pictures
import app.kinguard.Pictures.Phone
import app.kinguard.R
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.InstallSource
import app.kinguard.core.RuleId
import app.kinguard.family.Address
import app.kinguard.family.Notice
import app.kinguard.family.Outcome
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.health.BANK
import app.kinguard.health.CheckId
import app.kinguard.health.DAY_MS
import app.kinguard.health.FamilyRoute
import app.kinguard.health.Finding
import app.kinguard.health.MEETING
import app.kinguard.health.PartState
import app.kinguard.health.check.PhoneCheck
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Draws the health screens in their full length. */
@RunWith(AndroidRunner::class)
@Config(application = HealthTestApp::class, sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class HealthScreensTest {
    private val app = RuntimeEnvironment.getApplication() as HealthTestApp
    private val pictures = Pictures(FEW)

    @Test
    fun `tall phone`() = draw(Phone.TALL)

    @Test
    fun `small phone`() = draw(Phone.SMALL)

    @Test
    fun `phone on its side`() = draw(Phone.SIDE)

    private fun draw(phone: Phone) = pictures.inEachLook(phone) { look ->
        for ((name, state) in STATES) {
            if (!pictures.wants(name)) continue
            fresh()
            Drawing.opened(Intent(app, state(app))) { activity ->
                if (name == "detail") details(activity.window.decorView).performClick()
                Drawing(activity, phone, pictures.file("health-$name", phone, look)).whole()
            }
        }
    }

    private fun details(page: View): View {
        val more = app.getString(R.string.health_details)
        return Drawing.below(page).first { (it as? TextView)?.text == more }
    }

    /** Sets up a phone on which nothing has happened yet. */
    private fun fresh() {
        app.database.write { sql ->
            listOf("self_test", "phone_check", "phone_check_step", "phone_check_signal", "withheld").forEach {
                sql.delete(it, null, null)
            }
        }
        app.finds.clear()
        app.lacking.clear()
        app.states.replaceAll { _, _ -> SignalState.Works }
        app.ways = listOf(app.reached())
        app.pausedMs = null
        app.silence = emptyList()
        app.clock.pass(PhoneCheck.LASTS_MS)
    }

    private companion object {
        val FEW = setOf("faulty", "step", "result")
        val HEALTH = HealthActivity::class.java
        val CHECK = CheckPhoneActivity::class.java

        val STATES: List<Pair<String, HealthTestApp.() -> Class<out Activity>>> =
            listOf(
                "fresh" to { HEALTH },
                "nobody" to {
                    ways = emptyList()
                    pausedMs = clock.wallMs
                    HEALTH
                },
                "faulty" to {
                    states[SignalId.USAGE_EVENTS] = SignalState.Missing(Capability.USAGE_ACCESS)
                    states[SignalId.CALL_FORWARDING] = SignalState.NotOnThisPhone
                    lacking += listOf(Capability.OVERLAY, Capability.BATTERY)
                    ways =
                        listOf(
                            FamilyRoute("小芳", Address.TextMessage, PartState.SeenWorking(clock.wallMs)),
                            FamilyRoute(
                                "小明",
                                Address.TextMessage,
                                PartState.Failing(Outcome.Reason.NO_CREDIT_OR_BARRED),
                            ),
                        )
                    silence =
                        listOf(
                            Lifeline.HeldFor("小芳", Lifeline.State.HELD, null),
                            Lifeline.HeldFor("小明", Lifeline.State.NOT_SO_LONG, null),
                        )
                    finds[CheckId.PUSH] = Finding.Fault(Finding.Reason.SERVER_ILL)
                    finds[CheckId.DATABASE] = Finding.Fault(Finding.Reason.NOT_STORED)
                    selfTest.run()
                    clock.pass(DAY_MS)
                    selfTest.run()
                    HEALTH
                },
                "proved" to {
                    everything()
                    selfTest.run()
                    HEALTH
                },
                "detail" to {
                    rings()
                    selfTest.run()
                    HEALTH
                },
                "check" to { CHECK },
                "step" to {
                    phoneCheck.begin()
                    rings()
                    phoneCheck.skip()
                    shares()
                    CHECK
                },
                "step-blind" to {
                    states[SignalId.PHONE_STATE] = SignalState.Missing(Capability.PHONE_STATE)
                    phoneCheck.begin()
                    CHECK
                },
                "asking" to {
                    phoneCheck.begin()
                    val notice = Notice(FamilyMessage.DANGER, RuleId.BANK_DURING_SHARE, clock.nowMs, null, emptySet())
                    deferred.admit(notice)
                    phoneCheck.end()
                    CHECK
                },
                "result" to {
                    phoneCheck.begin()
                    everything()
                    phoneCheck.end()
                    CHECK
                },
            )

        fun HealthTestApp.rings() {
            hears(SignalId.CALL_SCREENING, Event.CallStarted(Direction.INCOMING, "13912345678", true, null))
            clock.pass(4_000)
            hears(SignalId.PHONE_STATE, Event.CallAnswered)
            clock.pass(4_000)
            hears(SignalId.PHONE_STATE, Event.CallEnded)
        }

        fun HealthTestApp.shares() {
            clock.pass(9_000)
            hears(SignalId.USAGE_EVENTS, Event.CaptureConsentOpened(MEETING), late = 1_400)
            hears(SignalId.DISPLAYS, Event.PrivateDisplayAdded(3))
        }

        fun HealthTestApp.everything() {
            rings()
            hears(SignalId.PACKAGES, Event.AppInstalled(MEETING, null, InstallSource.STORE, false))
            shares()
            clock.pass(20_000)
            phoneCheck.run()
            hears(SignalId.USAGE_EVENTS, Event.AppOpened(BANK), late = 700)
        }
    }
}
