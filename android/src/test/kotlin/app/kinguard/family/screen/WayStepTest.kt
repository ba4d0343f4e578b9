package app.kinguard.family.screen

import android.content.Context
import android.content.res.Configuration
import app.kinguard.AndroidRunner
import app.kinguard.family.channel.WebhookPresets
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.util.Locale

/** Each way to be told is explained in three steps, each drawn with the words that it quotes. */
@RunWith(AndroidRunner::class)
@Config(sdk = [35])
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class WayStepTest {
    private val languages = listOf("zh-CN", "zh-HK", "en").associateWith(::speaking)

    @Test
    fun `each way has three steps in each language, and quotes the words that its drawings show`() {
        for ((language, context) in languages) {
            for ((way, steps) in ways(context)) {
                assertEquals("$language $way", 3, steps.size)
                for (step in steps) {
                    assertTrue("$language $way: ${step.words}", step.quoted.size >= step.scene.quotes)
                    assertFalse("$language $way: ${step.words}", step.words.contains("%"))
                }
            }
        }
    }

    @Test
    fun `a drawing shows the quoted words, and no two steps of a way look the same`() {
        for ((language, context) in languages) {
            val drawing = WayDrawing(context)
            for ((way, steps) in ways(context)) {
                val drawn = steps.map(drawing::of)
                for ((one, other) in listOf(0 to 1, 0 to 2, 1 to 2)) {
                    assertFalse("$language $way: $one, $other", drawn[one].sameAs(drawn[other]))
                }
                for ((step, picture) in steps.zip(drawn)) {
                    if (step.scene.quotes == 0) continue
                    val others = step.copy(words = step.words.replace(QUOTED, "\$1WWW\$2"))
                    assertFalse("$language $way: ${step.words}", picture.sameAs(drawing.of(others)))
                }
            }
        }
    }

    @Test
    fun `what is quoted is found in each language's marks, without what holds a line together`() {
        val spoken = mapOf(
            "找“@BotFather”，发“/\u2060newbot”。" to listOf("@BotFather", "/newbot"),
            "按「複製」。" to listOf("複製"),
            "Tap \"Copy\"." to listOf("Copy"),
            "Tap + and type" to emptyList(),
        )
        for ((words, quoted) in spoken) assertEquals(quoted, WayStep(words, WayScene.ROW).quoted)
    }

    private fun ways(context: Context): Map<String, List<WayStep>> {
        val words = WayWords(context.resources)
        return WebhookPresets.ALL.associate { it.id to words.steps(it.id) } + mapOf(
            "ntfy" to words.pairing("小芳"),
            "text on an iPhone" to words.heardOnIphone(),
            "text on Android" to words.heardOnAndroid(),
        )
    }

    private fun speaking(tag: String): Context {
        val app = RuntimeEnvironment.getApplication()
        val spoken = Configuration(app.resources.configuration).apply { setLocale(Locale.forLanguageTag(tag)) }
        return app.createConfigurationContext(spoken)
    }

    private companion object {
        val QUOTED = Regex("([“「\"])[^”」\"]+([”」\"])")
    }
}
