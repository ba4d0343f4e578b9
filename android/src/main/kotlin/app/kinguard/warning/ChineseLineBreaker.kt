package app.kinguard.warning

private val SENTENCE = Regex("(?<=[。？])(?![”」\\n]|$)")
private val PHRASE = Regex("(?<=[，：？。])(?![”」]|$)")

/**
 * Chinese is broken anywhere, even inside a word. Broken where one breathes, the words stay whole: each sentence has its
 * own line, and one that is too long is broken after a comma. Other scripts are left as they are.
 */
internal fun breakChineseLines(text: String, fits: (String) -> Boolean): String = text
    .split('\n')
    .flatMap { it.split(SENTENCE) }
    .flatMap { sentence -> if (fits(sentence)) listOf(sentence) else filled(sentence.split(PHRASE), fits) }
    .joinToString("\n")

private fun filled(phrases: List<String>, fits: (String) -> Boolean): List<String> =
    phrases.fold(emptyList()) { lines, phrase ->
        val longer = lines.lastOrNull()?.plus(phrase)
        if (longer != null && fits(longer)) lines.dropLast(1) + longer else lines + phrase
    }
