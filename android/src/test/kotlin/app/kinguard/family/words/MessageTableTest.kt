package app.kinguard.family.words

import app.kinguard.AndroidRunner
import app.kinguard.core.RuleId
import app.kinguard.core.ruleId
import app.kinguard.family.Language
import app.kinguard.family.MessageKind
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import java.io.File

/** Writes the table of all messages with `-Dkinguard.write`, and otherwise checks that it is up to date. */
@RunWith(AndroidRunner::class)
class MessageTableTest {
    private val words = MessageFormatter(RuntimeEnvironment.getApplication()) { SampleMessages.ZONE }
    private val file = File(System.getProperty("kinguard.sources"), "../../../../docs/family-messages.md")

    @Test
    fun `the table shows what is sent`() {
        if (System.getProperty("kinguard.write") != null) file.writeText(table())
        assertEquals(table(), file.takeIf(File::exists)?.readText())
    }

    private fun table() = buildString {
        appendLine("# What the family is told")
        appendLine()
        appendLine(
            "Written by `MessageTableTest`; `mvn -f android/pom.xml test -Dtest=MessageTableTest -Dkinguard.write` writes it anew.",
        )
        appendLine()
        appendLine(
            "Characters are counted as the network does, in septets or UTF-16; a text message holds 160 or 70, of several each",
        )
        appendLine(
            "153 or 67. *At most*: over all names of up to twelve signs, late, repeated, of another day, with all regions' numbers.",
        )
        Language.entries.forEach { language ->
            appendLine()
            appendLine("## ${language.locale.toLanguageTag()}")
            appendLine()
            appendLine("| message | rule | text | characters | text messages | at most |")
            appendLine("|---|---|---|---|---|---|")
            SampleMessages.ALL.forEach { (kind, rule) -> appendLine(row(kind, rule, language)) }
        }
    }

    private fun row(kind: MessageKind, rule: RuleId?, language: Language): String {
        val letter = SampleMessages.usual(kind, rule, language)
        val text = words.write(letter, language).text
        val segments = Segments.of(text)
        val most = SampleMessages.variants(letter).maxOf { Segments.of(words.write(it, language).text).count }
        val cells =
            listOf(kind.name.lowercase(), rule?.let(::ruleId).orEmpty(), text, segments.units, segments.count, most)
        return cells.joinToString(" | ", "| ", " |")
    }
}
