package app.kinguard.setup.step

import android.content.Context
import android.graphics.Bitmap
import app.kinguard.page.ScreenDrawing

/**
 * Draws the four taps that lift Android's restricted settings, without text: each picture shows its number, the phone's
 * screen and the place to tap.
 */
internal class RestrictedDrawing(private val context: Context) {
    fun of(step: Int): Bitmap = ScreenDrawing.of(context) {
        when (step) {
            0 -> refusal()
            1 -> details()
            2 -> dots()
            else -> menu()
        }
        dot(12f, 13f, 10f, mark)
        words("${step + 1}", 2f, 13f, 22f, onMark, centred = true)
    }

    /** The dialog with a padlock, whose button is tapped. */
    private fun ScreenDrawing.refusal() {
        plate(30f, 10f, 150f, 90f, 8f, ground)
        lock(90f, 34f, open = false)
        bar(48f, 56f, 132f)
        bar(58f, 64f, 122f)
        plate(108f, 72f, 142f, 84f, 6f, mark)
        finger(125f, 77f)
    }

    /** The app's own settings page: its icon, its name, and its settings. */
    private fun ScreenDrawing.details() {
        plate(26f, 8f, 166f, 92f, 6f, ground)
        shield(52f, 32f)
        bar(72f, 28f, 124f)
        bar(72f, 36f, 104f)
        for (line in 0..2) bar(40f, 58f + line * 12, 152f)
    }

    private fun ScreenDrawing.dots() {
        plate(26f, 8f, 166f, 92f, 6f, ground)
        shield(52f, 40f)
        bar(72f, 36f, 124f)
        bar(72f, 44f, 104f)
        for (line in 0..1) bar(40f, 68f + line * 12, 152f)
        dot(154f, 16f)
        dot(154f, 22f)
        dot(154f, 28f)
        ring(154f, 22f)
        finger(150f, 32f)
    }

    /** The menu item with the open padlock. */
    private fun ScreenDrawing.menu() {
        plate(26f, 8f, 166f, 92f, 6f, ground)
        shield(52f, 56f)
        for (line in 0..1) bar(40f, 76f + line * 9, 152f)
        plate(78f, 14f, 162f, 62f, 5f, plate)
        bar(102f, 26f, 152f)
        plate(82f, 36f, 158f, 54f, 4f, mark)
        lock(94f, 46f, open = true, ground, size = 0.5f)
        bar(112f, 45f, 154f, ground)
        finger(130f, 47f)
    }
}
