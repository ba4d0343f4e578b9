package app.kinguard.warning

import app.kinguard.R
import app.kinguard.core.Level

/**
 * The colours of one warning. They are inverted from the second showing on, so that it is not dismissed as already
 * known.
 */
enum class WarningColors(val ground: Int, val text: Int, val button: Int, val buttonText: Int) {
    RED(
        R.color.warning_red_ground,
        R.color.warning_red_text,
        R.color.warning_red_button,
        R.color.warning_red_button_text,
    ),
    RED_AGAIN(
        R.color.warning_red_again_ground,
        R.color.warning_red_again_text,
        R.color.warning_red_again_button,
        R.color.warning_red_again_button_text,
    ),
    AMBER(
        R.color.warning_amber_ground,
        R.color.warning_amber_text,
        R.color.warning_amber_button,
        R.color.warning_amber_button_text,
    ),
    AMBER_AGAIN(
        R.color.warning_amber_again_ground,
        R.color.warning_amber_again_text,
        R.color.warning_amber_again_button,
        R.color.warning_amber_again_button_text,
    ),
    ;

    companion object {
        fun of(warning: Warning): WarningColors = when (warning.level) {
            Level.RED -> if (warning.showing > 1) RED_AGAIN else RED
            Level.AMBER -> if (warning.showing > 1) AMBER_AGAIN else AMBER
        }
    }
}
