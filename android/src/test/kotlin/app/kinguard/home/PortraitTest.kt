package app.kinguard.home

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.annotation.GraphicsMode

@RunWith(AndroidRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class PortraitTest {
    @Test
    fun `a name is known by its last sign in Chinese, by its first elsewhere`() {
        val signs = listOf("女儿小芳", "妈妈", "Mary", "élise", "小明（移动）", "Mary 2", "𠮷", "139", "")
            .map(Portrait::signOf)
        assertEquals(listOf("芳", "妈", "M", "É", "动", "M", "𠮷", "", ""), signs)
    }

    @Test
    fun `a photo fills the circle and nothing else`() {
        val photo = Bitmap.createBitmap(40, 20, Bitmap.Config.ARGB_8888).apply { eraseColor(Color.BLUE) }
        val picture = drawn(Portrait("女儿小芳", photo, SIZE, Color.BLACK, Color.WHITE))
        assertEquals(Color.BLUE, picture.getPixel(SIZE / 2, SIZE / 2))
        assertEquals(Color.BLUE, picture.getPixel(2, SIZE / 2))
        assertEquals("a corner", Color.TRANSPARENT, picture.getPixel(0, 0))
    }

    @Test
    fun `without a photo the sign stands on a disc`() {
        val picture = drawn(Portrait("女儿小芳", null, SIZE, Color.BLACK, Color.WHITE))
        assertEquals(Color.WHITE, picture.getPixel(SIZE / 2, 2))
        assertEquals("a corner", Color.TRANSPARENT, picture.getPixel(0, 0))
        val dots = IntArray(SIZE * SIZE).also { picture.getPixels(it, 0, SIZE, 0, 0, SIZE, SIZE) }
        assertTrue("the sign is drawn", dots.count { it == Color.BLACK } > SIZE)
    }

    private fun drawn(portrait: Portrait): Bitmap {
        val bitmap = Bitmap.createBitmap(SIZE, SIZE, Bitmap.Config.ARGB_8888)
        portrait.setBounds(0, 0, SIZE, SIZE)
        portrait.draw(Canvas(bitmap))
        return bitmap
    }

    private companion object {
        const val SIZE = 100
    }
}
