package app.kinguard.setup.step

import android.content.Context
import android.graphics.Bitmap
import app.kinguard.R
import app.kinguard.page.ScreenDrawing

/** What is tapped on the system's screen to grant something. */
internal sealed interface SystemTap {
    /** A button of a dialog. */
    data class Button(val words: Int) : SystemTap

    /** This app in a list, then the button below it. */
    data object Role : SystemTap

    /** The switch of this app in a list of apps. */
    data object AppSwitch : SystemTap

    /** Switches of this app, under the maker's names. */
    data class Switches(val names: List<Int>) : SystemTap

    /** The switch that takes permissions away, which has to be off. */
    data object UnusedSwitch : SystemTap
}

/** Draws what is tapped on the system's screen, with the words that stand there. */
internal class SystemTapDrawing(private val context: Context) {
    fun of(tap: SystemTap): Bitmap = ScreenDrawing.of(context) {
        when (tap) {
            is SystemTap.Button -> dialog(tap.words)
            SystemTap.Role -> role()
            SystemTap.AppSwitch -> apps()
            is SystemTap.Switches -> switches(tap.names)
            SystemTap.UnusedSwitch -> unused()
        }
    }

    private fun ScreenDrawing.dialog(answer: Int) {
        plate(24f, 8f, 156f, 97f, 8f, ground)
        shield(44f, 24f)
        bar(62f, 20f, 142f)
        bar(62f, 28f, 122f)
        words(context.getString(R.string.setup_deny), 34f, 86f, 122f, edge, centred = true)
        plate(34f, 44f, 146f, 74f, 8f, mark)
        words(context.getString(answer), 38f, 59f, 122f, onMark, centred = true)
        finger(130f, 60f)
    }

    private fun ScreenDrawing.role() {
        plate(18f, 6f, 162f, 98f, 8f, ground)
        ring(34f, 24f, 6f)
        dot(34f, 24f, 3f, mark)
        shield(56f, 24f)
        words(name, 72f, 24f, 156f)
        plate(28f, 42f, 40f, 54f, 6f, ground)
        plate(48f, 40f, 64f, 56f, 4f, plate)
        bar(72f, 48f, 130f)
        plate(60f, 62f, 154f, 90f, 8f, mark)
        words(context.getString(R.string.setup_default), 64f, 76f, 136f, onMark, centred = true)
        finger(142f, 74f)
    }

    private fun ScreenDrawing.apps() {
        plate(12f, 6f, 168f, 98f, 6f, ground)
        other(20f)
        plate(16f, 34f, 164f, 70f, 6f, plate)
        shield(34f, 52f)
        words(name, 52f, 52f, 126f)
        switch(146f, 52f, on = true)
        other(84f)
        finger(150f, 58f)
    }

    /** Another app of the list. */
    private fun ScreenDrawing.other(y: Float) {
        plate(26f, y - 8, 42f, y + 8, 4f, plate)
        bar(52f, y, 106f)
        switch(146f, y, on = false)
    }

    private fun ScreenDrawing.switches(names: List<Int>) {
        plate(12f, 6f, 168f, 98f, 6f, ground)
        shield(32f, 22f)
        words(name, 48f, 22f, 160f)
        names.forEachIndexed { at, label ->
            val y = 48f + at * 30
            words(context.getString(label), 20f, y, 128f)
            switch(148f, y, on = true)
        }
        finger(152f, 54f)
    }

    private fun ScreenDrawing.unused() {
        plate(12f, 6f, 168f, 98f, 6f, ground)
        shield(32f, 22f)
        words(name, 48f, 22f, 160f)
        bar(20f, 44f, 120f)
        plate(16f, 52f, 164f, 80f, 6f, plate)
        words("… ${context.getString(R.string.setup_unused_switch)} …", 22f, 66f, 128f)
        switch(146f, 66f, on = false)
        finger(142f, 72f)
    }

    private val name get() = context.getString(R.string.app_name)
}
