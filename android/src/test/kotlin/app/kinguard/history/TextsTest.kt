package app.kinguard.history

import app.kinguard.AndroidRunner
import app.kinguard.core.Choice
import app.kinguard.core.Declaration
import app.kinguard.core.Direction
import app.kinguard.core.Effect
import app.kinguard.core.Event
import app.kinguard.core.InstallSource
import app.kinguard.core.Player
import app.kinguard.core.Trace
import app.kinguard.core.eventFromJson
import app.kinguard.core.eventToJson
import app.kinguard.core.readEvent
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith

@RunWith(AndroidRunner::class)
class TextsTest {
    @Test
    fun `every event of every scenario is written as the trace format has it, and read again`() {
        val events = Trace.scenarios().values.flatMap { trace -> trace.steps.mapNotNull { it.event } }.distinct()
        val kinds = Event::class.java.declaredClasses.filter { Event::class.java.isAssignableFrom(it) }
        assertEquals(kinds.toSet(), events.map { it.javaClass }.toSet())
        for (event in events) {
            assertEquals(event, eventFromJson(eventToJson(event)))
            assertEquals(event, readEvent(JSONObject(eventToJson(event))))
        }
    }

    @Test
    fun `what a phone need not tell is written where it is told, and only there`() {
        val told = listOf(
            Event.CallStarted(Direction.INCOMING, "+8613800138000", true, "HK", family = true),
            Event.VoiceChatStarted(null, family = true),
            Event.AppInstalled("a", null, InstallSource.SIDELOAD, false, true, Declaration.entries),
            Event.AppInstalled("a", null, InstallSource.SIDELOAD, false, false, emptyList()),
            Event.CaptureServiceStarted("a", preinstalled = false),
            Event.RemoteControlEnabled("a", preinstalled = true),
            Event.SettingsChanged("CN", emptyList(), null, roaming = "HK"),
        )
        for (event in told) {
            assertEquals(event, eventFromJson(eventToJson(event)))
            assertEquals(event, readEvent(JSONObject(eventToJson(event))))
        }
        val untold = listOf(
            Event.CallStarted(Direction.INCOMING, null, null, null),
            Event.VoiceChatStarted(null),
            Event.AppInstalled("a", null, InstallSource.SIDELOAD, false),
            Event.CaptureServiceStarted("a"),
            Event.RemoteControlEnabled("a"),
            Event.SettingsChanged("CN", emptyList(), null),
        )
        val names = listOf("family\"", "preinstalled", "declares", "roaming")
        for (event in untold) {
            val text = eventToJson(event)
            names.forEach { assertFalse(text, it in text) }
            assertEquals(event, eventFromJson(text))
        }
    }

    @Test
    fun `every entry is read as it was written`() {
        val said = Trace.scenarios().values.flatMap { Player(it).play().said }.distinct()
        val entries = said.map { effect ->
            when (effect) {
                is Effect.Warn -> Entry.Warned(effect.level, effect.rule, effect.reasons, effect.incident)
                is Effect.Dismiss -> Entry.Cleared
                is Effect.NotifyFamily -> Entry.Told(effect.kind, effect.rule, effect.incident)
                is Effect.Help -> Entry.Helped("小红", effect.help, true, null, effect.incident)
            }
        } + Choice.entries.map(Entry::Answered) + Trouble.entries.map(Entry::Failed)
        assertTrue("${entries.size}", entries.size > 50)
        for (entry in entries) assertEquals(entry, EntryCodec.read(EntryCodec.write(entry)))
    }

    @Test
    fun `what a later version wrote reads as nothing`() {
        assertNull(EntryCodec.read("""{"type":"sung"}"""))
        assertNull(EntryCodec.read("""{"type":"failed","trouble":"BOREDOM"}"""))
        assertNull(EntryCodec.read("{"))
        assertNull(eventFromJson("""{"type":"sung"}"""))
        assertNull(eventFromJson("""{"type":"settings_opened","what":"moon"}"""))
        assertNull(eventFromJson("""{"type":"app_opened"}"""))
    }
}
