package app.kinguard

import org.robolectric.RuntimeEnvironment
import java.io.File

/**
 * The folder for pictures of screens, and the phones and looks for which they are drawn. With `kinguard.screens` all of
 * them go into that folder, lossless. Without it a few go into `target/screens`, as a proof that they can be drawn, and
 * as JPEG, which takes a tenth of the time.
 */
internal class Pictures(private val few: Set<String>) {
    private val asked: String? = System.getProperty("kinguard.screens")
    private val folder = File(asked ?: "${System.getProperty("kinguard.target")}/screens").also { it.mkdirs() }

    /** A phone. [width] and [height] are in pixels. */
    enum class Phone(val label: String, val size: String, val density: String, val width: Int, val height: Int) {
        TALL("tall", "w411dp-h891dp", "420dpi", 1080, 2340),
        SMALL("small", "w360dp-h640dp", "xhdpi", 720, 1280),
        SIDE("side", "w640dp-h360dp-land", "xhdpi", 1280, 720),
        TALL_SIDE("side", "w891dp-h411dp-land", "420dpi", 2340, 1080),
    }

    /** A language, a font scale, and day or night. */
    data class Look(val language: String, val scale: Float, val night: String) {
        /** The names of a daughter and a son in that language. */
        val family: Pair<String, String>
            get() = when (language) {
                "zh-rCN" -> "女儿小芳" to "儿子小明"
                "zh-rHK" -> "阿女" to "大仔"
                else -> "Mary" to "Robert"
            }

        /** The name of a contact who was added recently. */
        val newcomer: String
            get() = when (language) {
                "zh-rCN" -> "侄子小强"
                "zh-rHK" -> "姪仔"
                else -> "Peter"
            }
    }

    /** Gives [phone] each look in turn. */
    fun inEachLook(phone: Phone, draw: (Look) -> Unit) = looks().forEach { look ->
        RuntimeEnvironment.setQualifiers("${look.language}-${phone.size}-${look.night}-${phone.density}")
        RuntimeEnvironment.setFontScale(look.scale)
        draw(look)
    }

    private fun looks(): List<Look> {
        val all =
            listOf("zh-rCN", "zh-rHK", "en-rGB").flatMap { language ->
                listOf(1f, 2f).flatMap { scale ->
                    listOf("notnight", "night").map { Look(language, scale, it) }
                }
            }
        return if (asked != null) all else all.filter { it in FEW_LOOKS }
    }

    /** Returns whether the screen [name] is drawn. */
    fun wants(name: String): Boolean = asked != null || name in few

    fun file(name: String, phone: Phone, look: Look): File {
        val language = look.language.replace("-r", "-")
        return File(
            folder,
            "$name-$language-${phone.label}-x${look.scale.toInt()}-${look.night}.${if (asked != null) "png" else "jpg"}",
        )
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
