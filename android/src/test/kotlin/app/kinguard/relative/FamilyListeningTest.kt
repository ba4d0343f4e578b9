package app.kinguard.relative

import android.app.Application
import android.app.Notification
import android.app.NotificationManager
import android.content.Context
import android.media.AudioManager
import android.os.Vibrator
import app.kinguard.AndroidRunner
import app.kinguard.R
import app.kinguard.core.AlertKind
import app.kinguard.core.AnswerStanding
import app.kinguard.core.FamilyAsk
import app.kinguard.core.FamilyBody
import app.kinguard.core.LinkEntryKind
import app.kinguard.core.Urgency
import app.kinguard.family.Outcome
import app.kinguard.relative.Parent.Listening
import app.kinguard.relative.Topics.Received
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowToneGenerator

/** Tests a family's phone from what a server delivers to what sounds, stands in the tables and goes back. */
@RunWith(AndroidRunner::class)
@Config(application = Application::class)
class FamilyListeningTest {
    private val context: Application = RuntimeEnvironment.getApplication()
    private val phone = RelativeTestPhone(context)
    private val mum = phone.parent()
    private val id = phone.pairs(mum)
    private val manager = checkNotNull(context.getSystemService(NotificationManager::class.java))
    private val audio = checkNotNull(context.getSystemService(AudioManager::class.java))

    @Suppress("DEPRECATION")
    private val vibrator = shadowOf(context.getSystemService(Context.VIBRATOR_SERVICE) as Vibrator)
    private val parents get() = phone.process.parents
    private val view get() = checkNotNull(parents.all().first { it.id == id }.view)

    init {
        // By then the code of the pairing is over.
        phone.passes(603_000)
        phone.topics.lives()
        audio.setStreamVolume(AudioManager.STREAM_ALARM, 1, 0)
        ShadowToneGenerator.reset()
    }

    @After
    fun end() = phone.process.dies()

    @Test
    fun `a danger sounds at the loudest, shakes, and takes the screen`() {
        mum.danger()
        phone.settles()
        val alarm = checkNotNull(alarm())
        assertEquals("妈妈可能正在被骗", title(alarm))
        assertEquals(Notification.CATEGORY_ALARM, alarm.category)
        assertEquals(id, shadowOf(alarm.fullScreenIntent).savedIntent.getLongExtra("parent", -1))
        val channel = manager.getNotificationChannel(alarm.channelId)
        assertEquals(NotificationManager.IMPORTANCE_HIGH, channel.importance)
        assertEquals(audio.getStreamMaxVolume(AudioManager.STREAM_ALARM), volume())
        assertTrue(vibrator.isVibrating)
        assertTrue(ShadowToneGenerator.getPlayedTones().isNotEmpty())
        assertEquals(LinkEntryKind.RECEIVED, parents.history(id).first().what)
    }

    @Test
    fun `who answers ends it, the phone of the parent has the answer, and it is sent once`() {
        mum.danger()
        phone.settles()
        val question = checkNotNull(view.danger?.question)
        assertTrue(parents.answer(id, question, FamilyAsk.CALLING))
        phone.settles()
        assertFalse(vibrator.isVibrating)
        assertNull(alarm())
        assertEquals("put back", 1, volume())
        val answer = mum.reads(phone.sent(mum)).single()
        assertEquals(FamilyAsk.CALLING to AnswerStanding.IN_TIME, answer.ask to answer.standing)
        assertEquals(emptyList<Long>(), phone.process.store.awaited())
        assertEquals(phone.sent(mum).distinct(), phone.sent(mum))
        assertFalse("it does not ask that", parents.answer(id, question, FamilyAsk.END_CALL))
        assertFalse("nor that", parents.answer(id, question + 100uL, FamilyAsk.CALLING))
    }

    @Test
    fun `every message is acknowledged`() {
        repeat(3) { mum.lives() }
        mum.reads(phone.sent(mum))
        assertTrue("${mum.heard}", mum.heard.size == 3)
    }

    @Test
    fun `the end of the danger ends the alarm`() {
        mum.danger()
        mum.alert(AlertKind.ENDED, Urgency.LOUD)
        phone.settles()
        assertNull(alarm())
        assertFalse(vibrator.isVibrating)
        assertNull(view.danger)
    }

    @Test
    fun `a message that is repeated, changed or from elsewhere does nothing`() {
        mum.danger()
        phone.settles()
        parents.answer(id, checkNotNull(view.danger?.question), FamilyAsk.CALLING)
        phone.settles()
        val before = parents.history(id).size
        val last = phone.topics.kept.last { it.topic == mum.address.alerts }
        phone.topics.deliver(last.copy(id = "again"))
        val changed = last.text.dropLast(9) + last.text.takeLast(9).reversed()
        phone.topics.deliver(last.copy(id = "changed", text = changed))
        phone.topics.deliver(last.copy(id = "words", text = "马上打给妈妈"))
        phone.topics.deliver(last.copy(id = "long", text = "A".repeat(4_000)))
        phone.settles()
        assertEquals(before, parents.history(id).size)
        assertNull(alarm())
    }

    @Test
    fun `an earlier message that comes late changes nothing of what is newer`() {
        val held = mutableListOf<Received>()
        phone.topics.delivers = { message -> (message.topic != mum.address.alerts).also { if (!it) held += message } }
        mum.danger()
        mum.alert(AlertKind.ENDED, Urgency.LOUD)
        held.asReversed().forEach(phone.topics::deliver)
        phone.settles()
        assertNull("it is over", view.danger)
        assertNull(alarm())
    }

    @Test
    fun `what a server keeps back although it had it reads withheld, unless this phone was away`() {
        phone.topics.delivers = { it.topic != mum.address.alerts }
        mum.lives()
        phone.topics.delivers = { true }
        mum.says(alive(), accepted = 1uL)
        assertEquals(1uL to 0uL, view.withheld to view.didNotArrive)
        phone.topics.breaks()
        phone.process.dies()
        phone.ticks.to(phone.ticks.elapsed + HALF_DAY_MS + 1)
        phone.topics.delivers = { it.topic != mum.address.alerts }
        mum.lives()
        phone.topics.delivers = { true }
        mum.says(alive(), accepted = 1uL)
        phone.process = RelativeProcess(phone)
        phone.process.begins()
        assertEquals("nobody asked for it in time", 1uL to 1uL, view.withheld to view.didNotArrive)
    }

    @Test
    fun `half a day to the millisecond is not away`() {
        phone.topics.breaks()
        phone.process.dies()
        val looks = phone.topics.looks
        phone.ticks.to(phone.ticks.elapsed + HALF_DAY_MS)
        phone.process = RelativeProcess(phone)
        phone.process.begins()
        assertEquals(looks, phone.topics.looks)
        phone.process.dies()
        phone.ticks.to(phone.ticks.elapsed + 1)
        phone.process = RelativeProcess(phone)
        phone.process.begins()
        assertTrue("it is read whole, and then listened to", phone.topics.looks > looks)
    }

    @Test
    fun `fourteen hours without a sign of life`() {
        val heard = phone.ticks.elapsed
        mum.lives()
        phone.passes(heard + SILENT_MS - 1 - phone.ticks.elapsed)
        assertFalse(view.silent)
        assertNull(notice(AlarmNotices.SILENT))
        phone.passes(1)
        assertTrue(view.silent)
        assertEquals(text(R.string.relative_notice_silent, text(R.string.relative_notice_parent)), title(silent()))
        phone.passes(1)
        assertEquals(1, parents.history(id).count { it.what == LinkEntryKind.SILENT })
        mum.lives()
        assertFalse(view.silent)
        assertNull(notice(AlarmNotices.SILENT))
    }

    @Test
    fun `a phone that slept through it finds the silence when its alarm rings`() {
        mum.lives()
        assertEquals(SILENT_MS, phone.process.presence.wakesInMs)
        phone.process.dies()
        phone.ticks.to(phone.ticks.elapsed + SILENT_MS)
        phone.process = RelativeProcess(phone)
        phone.process.begins()
        assertTrue(view.silent)
    }

    @Test
    fun `the date may be set as anybody likes`() {
        for (byMs in listOf(10L, -20L).map { it * RelativeTestPhone.DAY_MS }) {
            mum.lives()
            phone.ticks.wall += byMs
            phone.process.thread.post { phone.process.listening.wake() }
            assertFalse(view.silent)
            mum.lives()
            assertFalse(view.silent)
            assertEquals("as the clock on the wall says it", phone.ticks.wall, view.heard)
        }
        phone.passes(SILENT_MS)
        assertTrue("and yet it is found", view.silent)
    }

    @Test
    fun `a process that dies between any two steps loses nothing and says nothing twice`() {
        // Before anything of it is stored.
        phone.topics.listeners.clear()
        mum.danger()
        phone.diesAndReturns()
        phone.settles()
        assertNotNull("read again", alarm())
        assertEquals(1, phone.sent(mum).count { it.length > SHORT })
        // Stored, and neither shown nor acknowledged.
        phone.topics.listeners.clear()
        mum.alert(AlertKind.WENT_ON, title = "还在继续")
        val last = phone.topics.kept.last()
        phone.process.links.receive(id, last.text, ReadUpTo(last.id, last.atS))
        phone.diesAndReturns()
        phone.settles()
        assertEquals("还在继续", title(alarm()))
        assertTrue(vibrator.isVibrating)
        mum.reads(phone.sent(mum))
        assertEquals("one receipt for each", 2, mum.heard.size)
        // A notification that was stored and not shown.
        phone.topics.listeners.clear()
        mum.alert(AlertKind.OTHER, Urgency.LOUD, incident = null, title = "换了号码")
        val other = phone.topics.kept.last()
        phone.process.links.receive(id, other.text, ReadUpTo(other.id, other.atS))
        phone.diesAndReturns()
        assertEquals(1, titles().count { it == "换了号码" })
        phone.diesAndReturns()
        assertEquals(0, phone.process.store.notices().size)
    }

    @Test
    fun `an answer that no server has taken is sent with the same bytes, by the next process, too`() {
        mum.danger()
        phone.topics.outcome = NO_CONNECTION
        val before = phone.sent(mum).size
        assertTrue(parents.answer(id, checkNotNull(view.danger?.question), FamilyAsk.CALLING))
        phone.passes(5_000)
        phone.diesAndReturns()
        phone.topics.outcome = Outcome.Delivered
        phone.passes(300_000)
        val tried = phone.sent(mum).drop(before)
        assertTrue("${tried.size}", tried.size > 2)
        assertEquals("the same bytes", 1, tried.distinct().size)
        assertEquals(1, mum.reads(phone.sent(mum)).size)
        assertEquals(emptyList<Long>(), phone.process.store.awaited())
    }

    @Test
    fun `keys that the phone has lost are found, shown and told once`() {
        phone.secrets.isLost = true
        phone.diesAndReturns()
        assertNull(parents.all().single().view)
        val lost = text(R.string.relative_notice_lost, text(R.string.relative_notice_parent))
        assertEquals(1, titles().count { it == lost })
        manager.cancelAll()
        phone.secrets.isLost = false
        phone.diesAndReturns()
        assertEquals("not again", emptyList<String>(), titles())
        assertNull("and for good", parents.all().single().view)
        assertFalse(phone.process.presence.isKept)
        mum.danger()
        phone.settles()
        assertNull(alarm())
        parents.remove(id)
        assertEquals(emptyList<Parent>(), parents.all())
    }

    @Test
    fun `a keystore that does not answer just now loses nothing`() {
        phone.secrets.isDeaf = true
        phone.diesAndReturns()
        assertNull(parents.all().single().view)
        phone.secrets.isDeaf = false
        phone.process.begins()
        assertNotNull(parents.all().single().view)
        mum.danger()
        phone.settles()
        assertNotNull(alarm())
    }

    @Test
    fun `tables from an earlier time are found, and so are tables that are gone`() {
        val file = context.getDatabasePath("kinguard.db")
        phone.process.dies()
        val before = file.readBytes()
        phone.process = RelativeProcess(phone)
        phone.process.begins()
        mum.lives()
        phone.process.dies()
        file.writeBytes(before)
        phone.process = RelativeProcess(phone)
        phone.process.begins()
        assertNull("rolled back", parents.all().single().view)
        phone.pairs(phone.parent("dad"))
        phone.process.dies()
        context.deleteDatabase("kinguard.db")
        phone.process = RelativeProcess(phone)
        phone.process.begins()
        assertEquals("named even so", listOf(null, null), parents.all().map { it.view })
    }

    @Test
    fun `a poll reads what no connection brought, and asks nobody while one lives`() {
        var done = 0
        val looks = phone.topics.looks
        phone.process.thread.post { phone.process.listening.look { done += 1 } }
        assertEquals(1 to looks, done to phone.topics.looks)
        phone.topics.breaks()
        phone.process.thread.dies()
        mum.danger()
        assertNull(alarm())
        phone.process.thread.post { phone.process.listening.look { done += 1 } }
        phone.settles()
        assertNotNull(alarm())
        assertEquals(2, done)
        phone.ticks.to(phone.ticks.elapsed + 150_000)
        phone.process.thread.post { phone.process.listening.look { done += 1 } }
        assertEquals("a connection that says nothing is dead", 3, done)
        assertTrue(phone.topics.looks > looks + 1)
        phone.topics.outcome = NO_CONNECTION
        phone.topics.breaks()
        phone.process.thread.post { phone.process.listening.look { done += 1 } }
        assertEquals("and it ends without a server, too", 4, done)
    }

    @Test
    fun `two parents on one server share a connection, and another server has its own`() {
        val dad = phone.parent("dad")
        val aunt = phone.parent("aunt", "https://other.example")
        val other = phone.pairs(dad)
        phone.pairs(aunt)
        phone.diesAndReturns()
        val topics = phone.topics.listeners.map { it.topics.toSet() }.toSet()
        assertEquals(setOf(setOf(mum.address.alerts, dad.address.alerts), setOf(aunt.address.alerts)), topics)
        dad.danger()
        phone.settles()
        assertNull(alarm())
        assertNotNull(notice(AlarmNotices.ALARM, other))
        phone.diesAndReturns()
        val since = phone.topics.listeners.first { mum.address.alerts in it.topics }.since
        assertEquals("both are read as far", phone.topics.kept.last { it.topic == dad.address.alerts }.id, since)
        parents.remove(other)
        assertNull(notice(AlarmNotices.ALARM, other))
        assertEquals(listOf(listOf(mum.address.alerts), listOf(aunt.address.alerts)), listened())
    }

    @Test
    fun `a server that refuses several topics at once is asked for each`() {
        phone.topics.refusesSeveral = true
        val dad = phone.parent("dad")
        phone.pairs(dad)
        phone.diesAndReturns()
        assertEquals(listOf(listOf(mum.address.alerts), listOf(dad.address.alerts)), listened())
        mum.danger()
        phone.settles()
        assertNotNull(alarm())
    }

    @Test
    fun `a flood slows it down and hides nothing`() {
        repeat(500) { phone.topics.publish(mum.address.server, mum.address.alerts, "A".repeat(900)) {} }
        mum.danger()
        phone.settles()
        assertNull("not yet", alarm())
        var waited = 0
        while (alarm() == null && waited++ < 60) phone.passes(60_000)
        assertNotNull("after $waited minutes", alarm())
    }

    @Test
    fun `what does not connect is tried again, later and later, and at once when a network is back`() {
        phone.topics.outcome = NO_CONNECTION
        phone.isOnline = false
        phone.topics.breaks()
        assertEquals(Listening.NO_NETWORK, parents.all().single().listening)
        phone.passes(RelativeTestPhone.DAY_MS / 24)
        phone.topics.outcome = Outcome.Delivered
        mum.danger()
        phone.process.thread.post { phone.process.listening.online() }
        phone.settles()
        assertNotNull(alarm())
        assertEquals(Listening.CONNECTED, parents.all().single().listening)
        phone.topics.outcome = Outcome.Refused(Outcome.Reason.SERVER_REFUSES)
        phone.topics.breaks(phone.topics.outcome)
        assertEquals(Listening.REFUSED, parents.all().single().listening)
    }

    @Test
    fun `a parent's phone that removes this one is not listened to any more`() {
        mum.danger()
        mum.says(FamilyBody.Removed)
        phone.settles()
        assertTrue(view.removed)
        assertNull(alarm())
        assertEquals(0, phone.topics.listeners.size)
        assertFalse(phone.process.presence.isKept)
        assertTrue(text(R.string.relative_notice_removed, text(R.string.relative_notice_parent)) in titles())
    }

    @Test
    fun `only the sound ended is no answer, and after two minutes it sounds again`() {
        mum.danger()
        phone.settles()
        parents.quiet(id)
        phone.settles()
        assertFalse(vibrator.isVibrating)
        assertNotNull("the way back", alarm())
        phone.passes(FamilyAlarm.AGAIN_MS - 1)
        assertFalse(vibrator.isVibrating)
        phone.passes(1)
        phone.settles()
        assertTrue(vibrator.isVibrating)
        parents.quiet(id)
        phone.settles()
        parents.answer(id, checkNotNull(view.danger?.question), FamilyAsk.CALLING)
        phone.passes(FamilyAlarm.LONGEST_MS)
        assertFalse(vibrator.isVibrating)
    }

    @Test
    fun `ten minutes, and then the notification is left`() {
        mum.danger()
        phone.settles()
        phone.passes(FamilyAlarm.LONGEST_MS - 1)
        assertTrue(vibrator.isVibrating)
        phone.passes(1)
        phone.settles()
        assertFalse(vibrator.isVibrating)
        assertEquals(1, volume())
        assertNotNull(alarm())
        mum.alert(AlertKind.WENT_ON)
        phone.settles()
        assertTrue("news sounds anew", vibrator.isVibrating)
    }

    private fun alive() = FamilyBody.Alive(
        app.kinguard.core.Alive(0uL, app.kinguard.core.GuardState.GUARDING, emptyList(), null),
    )

    private fun listened() = phone.topics.listeners.map { it.topics }.distinct().sortedByDescending { it.single() }
        .sortedBy { it != listOf(mum.address.alerts) }

    private fun alarm() = notice(AlarmNotices.ALARM)

    private fun silent() = notice(AlarmNotices.SILENT)

    private fun notice(of: Int, parent: Long = id): Notification? =
        shadowOf(manager).getNotification(AlarmNotices.tag(parent), of)

    private fun titles() = shadowOf(manager).allNotifications.map { title(it) }

    private fun title(of: Notification?) = of?.extras?.getCharSequence(Notification.EXTRA_TITLE)?.toString()

    private fun text(of: Int, vararg with: Any) = context.getString(of, *with)

    private fun volume() = audio.getStreamVolume(AudioManager.STREAM_ALARM)

    private companion object {
        const val SILENT_MS = 14 * 3_600_000L
        const val HALF_DAY_MS = 12 * 3_600_000L
        const val SHORT = 600
        val NO_CONNECTION = Outcome.Later(Outcome.Reason.NO_CONNECTION)
    }
}
