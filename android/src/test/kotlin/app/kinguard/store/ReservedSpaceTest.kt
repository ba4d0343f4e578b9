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
class ReservedSpaceTest {
    private val file = RuntimeEnvironment.getApplication().noBackupFilesDir.resolve("ballast")
    private var freeBytes = ReservedSpace.PLENTY
    private val reserved = ReservedSpace(file) { freeBytes }

    @Test
    fun `it is really written, and nothing can be made of less room`() {
        reserved.make()
        assertEquals(ReservedSpace.BYTES, file.length())
        val deflater = Deflater().apply {
            setInput(file.readBytes())
            finish()
        }
        val packed = generateSequence { deflater.deflate(ByteArray(65_536)).takeIf { it > 0 } }.sum()
        assertTrue("$packed", packed >= ReservedSpace.BYTES)
    }

    @Test
    fun `it is given up once, and made again where there is plenty of room`() {
        reserved.make()
        assertTrue(reserved.isThere)
        assertTrue(reserved.free())
        assertFalse(reserved.isThere)
        assertFalse(reserved.free())
        freeBytes = ReservedSpace.PLENTY - 1
        reserved.make()
        assertFalse(reserved.isThere)
        freeBytes = ReservedSpace.PLENTY
        reserved.make()
        assertTrue(reserved.isThere)
    }

    @Test
    fun `one that is there is left alone, and one that was torn is made anew`() {
        reserved.make()
        file.setLastModified(1_000)
        reserved.make()
        assertEquals(1_000L, file.lastModified())
        file.writeBytes(ByteArray(7))
        reserved.make()
        assertTrue(reserved.isThere)
    }

    @Test
    fun `where it cannot be written nothing is left of it`() {
        val nowhere = file.resolve("no/such/place")
        ReservedSpace(nowhere) { freeBytes }.make()
        assertFalse(nowhere.exists())
    }
}
