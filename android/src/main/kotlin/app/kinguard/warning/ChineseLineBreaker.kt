package app.kinguard.warning

private val SENTENCE = Regex("(?<=[。？])(?![”」\\n]|$)")
private val PHRASE = Regex("(?<=[，：？。])(?![”」]|$)")

/**
 * Breaks Chinese lines at pauses. Android breaks Chinese anywhere, even inside a word. Here each sentence has its own
 * line, and one that is too long is broken after a comma, so that words stay whole. Other scripts are left unchanged.
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
