package app.kinguard.store

import app.kinguard.AndroidRunner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import java.util.zip.Deflater

@RunWith(AndroidRunner::class)
class BallastTest {
    private val file = RuntimeEnvironment.getApplication().noBackupFilesDir.resolve("ballast")
    private var freeBytes = Ballast.PLENTY
    private val ballast = Ballast(file) { freeBytes }

    @Test
    fun `it is really written, and nothing can be made of less room`() {
        ballast.make()
        assertEquals(Ballast.BYTES, file.length())
        val deflater = Deflater().apply {
            setInput(file.readBytes())
            finish()
        }
        val packed = generateSequence { deflater.deflate(ByteArray(65_536)).takeIf { it > 0 } }.sum()
        assertTrue("$packed", packed >= Ballast.BYTES)
    }

    @Test
    fun `it is given up once, and made again where there is plenty of room`() {
        ballast.make()
        assertTrue(ballast.isThere)
        assertTrue(ballast.free())
        assertFalse(ballast.isThere)
        assertFalse(ballast.free())
        freeBytes = Ballast.PLENTY - 1
        ballast.make()
        assertFalse(ballast.isThere)
        freeBytes = Ballast.PLENTY
        ballast.make()
        assertTrue(ballast.isThere)
    }

    @Test
    fun `one that is there is left alone, and one that was torn is made anew`() {
        ballast.make()
        file.setLastModified(1_000)
        ballast.make()
        assertEquals(1_000L, file.lastModified())
        file.writeBytes(ByteArray(7))
        ballast.make()
        assertTrue(ballast.isThere)
    }

    @Test
    fun `where it cannot be written nothing is left of it`() {
        val nowhere = file.resolve("no/such/place")
        Ballast(nowhere) { freeBytes }.make()
        assertFalse(nowhere.exists())
    }
}
