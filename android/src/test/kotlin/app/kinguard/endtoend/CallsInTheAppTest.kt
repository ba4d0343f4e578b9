package app.kinguard.endtoend

import android.content.Intent
import android.media.AudioAttributes
import android.media.AudioManager
import android.media.MediaRecorder
import android.os.Build
import android.telephony.TelephonyManager
import app.kinguard.AndroidPhone
import app.kinguard.AndroidRunner
import app.kinguard.RestartableApp
import app.kinguard.core.Capability
import app.kinguard.core.Direction
import app.kinguard.core.Event
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.health.Link
import app.kinguard.health.LinkState
import app.kinguard.signals.Sims
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** Tests calls on a whole phone: from Android's own callbacks to what the family reads and the engine knows. */
@RunWith(AndroidRunner::class)
@Config(application = RestartableApp::class, qualifiers = "zh-rCN-w411dp-h891dp-420dpi")
class CallsInTheAppTest {
    private val app = RuntimeEnvironment.getApplication() as RestartableApp
    private val phone = AndroidPhone(app)
    private val call get() = app.health.verdict().links[Link.CALL]

    @After
    fun end() = phone.processDies()

    @Test
    @Config(minSdk = Build.VERSION_CODES.R)
    fun `a role that Android does not use is told to the family, and that it does again`() {
        val sims = Sims(app, 1 to "cn")
        phone.isSetUp()
        repeat(2) { rings(sims) }
        later()
        assertEquals(LinkState.NotCalled(Capability.CALL_SCREENING), call)
        assertEquals(listOf(FamilyMessage.PROTECTION), phone.told)
        phone.processDies()
        phone.processStarts()
        assertEquals(LinkState.NotCalled(Capability.CALL_SCREENING), call)
        phone.callStarts(Direction.INCOMING, "+8613912345678", known = true)
        phone.callEnds()
        later()
        assertEquals(listOf(FamilyMessage.PROTECTION, FamilyMessage.RESTORED), phone.told)
        assertEquals(emptyList<Any>(), phone.failed)
    }

    @Test
    fun `voice in an app that sets no mode is heard, and once`() {
        phone.isSetUp()
        phone.opens(MEETING)
        phone.passTo(phone.nowMs + MINUTE_MS)
        talks(true)
        phone.passTo(phone.nowMs + MINUTE_MS)
        phone.voiceChat(true)
        phone.passTo(phone.nowMs + MINUTE_MS)
        phone.voiceChat(false)
        assertEquals(listOf(Event.VoiceChatStarted(MEETING)), voices())
        phone.passTo(phone.nowMs + MINUTE_MS)
        talks(false)
        assertEquals(listOf(Event.VoiceChatStarted(MEETING), Event.VoiceChatEnded), voices())
    }

    @Test
    fun `a mode that stays behind ends with the guard's own looks`() {
        phone.isSetUp()
        phone.opens(MEETING)
        phone.voiceChat(true)
        talks(true)
        phone.passTo(phone.nowMs + MINUTE_MS)
        talks(false)
        phone.passTo(phone.nowMs + 4 * MINUTE_MS)
        assertEquals(listOf(Event.VoiceChatStarted(MEETING)), voices())
        phone.passTo(phone.nowMs + 2 * MINUTE_MS)
        assertEquals(listOf(Event.VoiceChatStarted(MEETING), Event.VoiceChatEnded), voices())
    }

    @Test
    fun `the family's own number is a relative's, however it is written`() {
        phone.isSetUp()
        for (number in listOf("008613900000001", "13900000001", "+8613900000002")) {
            phone.callStarts(Direction.INCOMING, number, known = false)
            phone.callIsAnswered()
            phone.callEnds()
        }
        val told = phone.heard.filterIsInstance<Event.CallStarted>()
        assertEquals(listOf(true, true, false), told.map { it.family })
        assertEquals(listOf(true, true, false), told.map { it.contact })
    }

    @Test
    fun `abroad, who rings from there is nothing strange`() {
        val telephony = shadowOf(app.getSystemService(TelephonyManager::class.java))
        for (abroad in listOf(false, true)) {
            phone.isSetUp()
            if (abroad) {
                telephony.setNetworkCountryIso("sg")
                telephony.setIsNetworkRoaming(true)
                app.sendBroadcast(Intent(TelephonyManager.ACTION_NETWORK_COUNTRY_CHANGED))
                phone.settle()
            }
            val from = phone.nowMs
            phone.callStarts(Direction.INCOMING, "+6561234567", known = false)
            phone.callIsAnswered()
            phone.passTo(from + 20 * MINUTE_MS)
            phone.opens(BANK)
            phone.passTo(phone.nowMs + MINUTE_MS)
            val rules = phone.warned.map { it.rule }
            assertEquals("$rules", !abroad, RuleId.BANK_DURING_OVERSEAS_CALL in rules)
            phone.callEnds()
            phone.processDies()
            phone.isNew()
        }
        phone.isSetUp()
    }

    /** Returns the voice chats that the engine received, after the first look at a quiet phone. */
    private fun voices() = phone.heard.filter { it is Event.VoiceChatStarted || it is Event.VoiceChatEnded }
        .dropWhile { it is Event.VoiceChatEnded }

    private fun rings(sims: Sims) {
        sims.state(1, TelephonyManager.CALL_STATE_RINGING)
        phone.settle()
        phone.passTo(phone.nowMs + 10 * SECOND_MS)
        sims.state(1, TelephonyManager.CALL_STATE_OFFHOOK)
        phone.settle()
        phone.passTo(phone.nowMs + MINUTE_MS)
        sims.state(1, TelephonyManager.CALL_STATE_IDLE)
        phone.settle()
    }

    private fun later() {
        phone.passTo(phone.nowMs + 3 * MINUTE_MS)
        phone.settle()
    }

    private fun talks(on: Boolean) {
        val audio = shadowOf(app.getSystemService(AudioManager::class.java))
        val source = MediaRecorder.AudioSource.VOICE_COMMUNICATION
        val usage = AudioAttributes.Builder().setUsage(AudioAttributes.USAGE_VOICE_COMMUNICATION).build()
        val recorded = listOf(audio.createActiveRecordingConfiguration(1, source, "")).takeIf { on }
        audio.setActiveRecordingConfigurations(recorded.orEmpty(), true)
        audio.setActivePlaybackConfigurationsFor(listOf(usage).takeIf { on }.orEmpty(), true)
        phone.settle()
    }

    private companion object {
        const val SECOND_MS = 1_000L
        const val MINUTE_MS = 60_000L
        const val MEETING = "com.tencent.wemeet.app"
        const val BANK = "com.icbc"
    }
}
