package app.kinguard.family.screen

import android.content.Context
import android.graphics.Bitmap
import app.kinguard.family.channel.WebhookPresets
import app.kinguard.page.ScreenDrawing

/** What a screen of another app looks like, as far as one needs to find the place to tap. */
internal enum class WayScene(
    /** The number of words that the step must quote for it. */
    val quotes: Int,
) {
    /** An app in its store, with the button that installs it. */
    STORE(1),

    /** The menu of a group, behind the dots at the top. */
    GROUP(1),

    /** An address or key, with the button that copies it. */
    ADDRESS(0),

    /** An address behind a keyword that every message must hold. */
    KEYWORD(2),

    /** A website that is opened by scanning its code. */
    SIGN_IN(1),

    /** A talk with a robot: its name, what it is told, and its answer. */
    ROBOT(2),

    /** The message with the address goes to this phone, and is pasted here. */
    PASTE(1),

    /** The code on this page is scanned with the other phone. */
    SCAN(0),

    /** A link that appears over the camera's picture. */
    LINK(1),

    /** What is typed behind a plus sign. */
    TYPE(0),

    /** A contact, with the word at the top that is tapped. */
    CONTACT(1),

    /** A contact that is a favourite. */
    FAVOURITE(0),

    /** A row of a list. */
    ROW(1),

    /** A switch that is turned on. */
    SWITCH(1),
}

/** Draws what is tapped in another app, with the words that stand there. */
internal class WayDrawing(private val context: Context) {
    fun of(step: WayStep): Bitmap = ScreenDrawing.of(context) {
        val words = step.quoted
        when (step.scene) {
            WayScene.STORE -> store(words.first(), words.getOrNull(1))
            WayScene.GROUP -> group(words.first())
            WayScene.ADDRESS -> address(words.lastOrNull(), words.firstOrNull().takeIf { words.size > 1 })
            WayScene.KEYWORD -> keyword(words.first(), words.last())
            WayScene.SIGN_IN -> signIn(words.first())
            WayScene.ROBOT -> robot(words[0], words[1])
            WayScene.PASTE -> paste(words.last())
            WayScene.SCAN -> scan()
            WayScene.LINK -> link(words.first())
            WayScene.TYPE -> type()
            WayScene.CONTACT -> contact(words.first())
            WayScene.FAVOURITE -> favourite()
            WayScene.ROW -> row(words.last())
            WayScene.SWITCH -> switched(words.last())
        }
    }

    private fun ScreenDrawing.screen() = plate(12f, 6f, 168f, 98f, 6f, ground)

    private fun ScreenDrawing.pressed(words: String, left: Float, top: Float, right: Float, bottom: Float) {
        plate(left, top, right, bottom, 6f, mark)
        words(words, left + 4, (top + bottom) / 2, right - FINGER, onMark, centred = true)
        finger(right - FINGER / 2, (top + bottom) / 2 + 2)
    }

    private fun ScreenDrawing.store(app: String, button: String?) {
        screen()
        plate(24f, 20f, 60f, 56f, 8f, mark)
        words(app.take(1), 24f, 38f, 60f, onMark, centred = true)
        words(app, 70f, 28f, 160f)
        bar(70f, 46f, 122f)
        if (button != null) return pressed(button, 70f, 58f, 150f, 84f)
        plate(70f, 58f, 118f, 84f, 6f, mark)
        downloads(94f, 71f)
        finger(108f, 74f)
    }

    private fun ScreenDrawing.downloads(x: Float, y: Float) {
        bar(x - 8, y + 7, x + 8, onMark)
        for (at in 0..4) dot(x, y - 7 + at * 2.5f, 1.6f, onMark)
        for (at in 1..2) listOf(-1, 1).forEach { side -> dot(x + side * at * 2.5f, y + 3 - at * 2.5f, 1.6f, onMark) }
    }

    private fun ScreenDrawing.group(item: String) {
        screen()
        for (at in 0..2) dot(26f + at * 11, 20f, 5f, edge)
        bar(64f, 20f, 112f)
        for (at in -1..1) dot(152f + at * 6, 20f)
        ring(152f, 20f)
        bar(24f, 42f, 96f)
        plate(16f, 52f, 164f, 80f, 6f, mark)
        words(item, 26f, 66f, 134f, onMark)
        bar(24f, 90f, 80f)
        finger(148f, 68f)
    }

    private fun ScreenDrawing.address(button: String?, title: String?) {
        screen()
        if (title == null) bar(24f, 18f, 96f) else words(title, 24f, 18f, 156f)
        plate(24f, 30f, 156f, 52f, 4f, plate)
        bar(32f, 41f, 140f, ink)
        if (button != null) return pressed(button, 66f, 60f, 156f, 88f)
        plate(120f, 60f, 156f, 88f, 6f, mark)
        copies(134f, 73f)
        finger(148f, 76f)
    }

    /** Two sheets, one behind the other. */
    private fun ScreenDrawing.copies(x: Float, y: Float) {
        plate(x - 8, y - 8, x + 2, y + 4, 2f, onMark)
        plate(x - 3, y - 3, x + 7, y + 9, 2f, onMark)
    }

    private fun ScreenDrawing.keyword(rule: String, button: String) {
        screen()
        ring(26f, 20f, 6f)
        dot(26f, 20f, 3f, mark)
        words(rule, 38f, 20f, 114f)
        plate(118f, 9f, 162f, 31f, 4f, plate)
        words(WebhookPresets.KEYWORD, 121f, 20f, 160f)
        plate(24f, 36f, 156f, 52f, 4f, plate)
        bar(32f, 44f, 140f, ink)
        pressed(button, 66f, 58f, 156f, 84f)
    }

    private fun ScreenDrawing.signIn(site: String) {
        screen()
        plate(20f, 12f, 160f, 32f, 10f, plate)
        words(site, 30f, 22f, 156f)
        code(32f, 40f, 52f)
        scanner(120f)
    }

    /** Another phone that reads the code to its left. */
    private fun ScreenDrawing.scanner(left: Float) {
        plate(left, 38f, left + 34, 94f, 6f, ground)
        plate(left + 4, 44f, left + 30, 86f, 3f, plate)
        code(left + 8, 53f, 18f)
        bar(left + 2, 72f, left + 32, mark)
    }

    private fun ScreenDrawing.robot(name: String, told: String) {
        screen()
        words(name, 24f, 18f, 156f)
        plate(88f, 30f, 160f, 50f, 8f, mark)
        words(told, 92f, 40f, 156f, onMark, centred = true)
        plate(20f, 54f, 124f, 86f, 8f, plate)
        bar(28f, 62f, 84f)
        bar(28f, 74f, 104f, mark)
        ring(98f, 74f)
        finger(98f, 75f)
    }

    private fun ScreenDrawing.paste(button: String) {
        plate(14f, 14f, 52f, 92f, 6f, ground)
        plate(19f, 30f, 45f, 44f, 4f, mark)
        bar(23f, 37f, 40f, onMark)
        arrow(58f, 50f, 76f)
        plate(82f, 6f, 168f, 98f, 8f, ground)
        plate(90f, 16f, 138f, 32f, 4f, plate)
        bar(96f, 24f, 130f, ink)
        pressed(button, 90f, 44f, 160f, 74f)
    }

    private fun ScreenDrawing.scan() {
        plate(14f, 10f, 92f, 94f, 6f, ground)
        code(26f, 26f, 54f)
        scanner(122f)
    }

    private fun ScreenDrawing.link(words: String) {
        screen()
        code(66f, 12f, 40f)
        pressed(words, 40f, 60f, 140f, 86f)
    }

    private fun ScreenDrawing.type() {
        screen()
        plate(24f, 16f, 156f, 34f, 4f, plate)
        bar(32f, 25f, 110f, ink)
        bar(24f, 48f, 84f)
        dot(134f, 66f, 14f, mark)
        words("+", 124f, 66f, 144f, onMark, centred = true)
        finger(146f, 70f)
    }

    private fun ScreenDrawing.person() {
        dot(44f, 44f, 12f, edge)
        bar(64f, 40f, 118f, ink)
        bar(64f, 50f, 100f)
        for (line in 0..1) bar(28f, 72f + line * 12, 128f)
    }

    private fun ScreenDrawing.contact(top: String) {
        screen()
        person()
        plate(104f, 10f, 164f, 32f, 6f, mark)
        words(top, 107f, 21f, 148f, onMark, centred = true)
        finger(154f, 22f)
    }

    private fun ScreenDrawing.favourite() {
        screen()
        person()
        star(146f, 22f, 10f)
        finger(148f, 26f)
    }

    private fun ScreenDrawing.row(words: String) {
        screen()
        bar(24f, 22f, 96f)
        plate(16f, 36f, 164f, 66f, 6f, mark)
        words(words, 26f, 51f, 134f, onMark)
        bar(24f, 82f, 112f)
        finger(148f, 54f)
    }

    private fun ScreenDrawing.switched(words: String) {
        screen()
        plate(16f, 16f, 164f, 50f, 6f, plate)
        words(words, 24f, 33f, 124f)
        switch(146f, 33f, on = true)
        bar(24f, 66f, 96f)
        bar(24f, 82f, 112f)
        finger(150f, 38f)
    }

    private companion object {
        /** The room that the hand takes on a button. */
        const val FINGER = 26f
    }
}
