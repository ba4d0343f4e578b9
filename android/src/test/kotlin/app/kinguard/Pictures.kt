package app.kinguard

import java.io.File

/**
 * Where pictures of screens go, and in which looks they are drawn. All of them into the folder named by
 * `kinguard.screens`; without that name a few, into `target/screens`, as a proof that they can be drawn.
 */
internal class Pictures(private val few: Set<String>) {
    private val asked: String? = System.getProperty("kinguard.screens")
    private val folder = File(asked ?: "../target/screens").also { it.mkdirs() }

    /** A language, how large the type is, and whether it is night. */
    data class Look(val language: String, val scale: Float, val night: String)

    fun looks(): List<Look> {
        val all =
            listOf("zh-rCN", "zh-rHK", "en-rGB").flatMap { language ->
                listOf(1f, 2f).flatMap { scale ->
                    listOf("notnight", "night").map { Look(language, scale, it) }
                }
            }
        return if (asked != null) all else all.filter { it in FEW_LOOKS }
    }

    /** Whether the screen named [name] is drawn. */
    fun wants(name: String): Boolean = asked != null || name in few

    fun file(name: String, phone: String, look: Look): File {
        val language = look.language.replace("-r", "-")
        return File(folder, "$name-$language-$phone-x${look.scale.toInt()}-${look.night}.png")
    }

    private companion object {
        val FEW_LOOKS =
            setOf(
                Look("zh-rCN", 1f, "notnight"),
                Look("zh-rCN", 2f, "night"),
                Look("en-rGB", 1f, "notnight"),
                Look("en-rGB", 2f, "notnight"),
            )
    }
}
