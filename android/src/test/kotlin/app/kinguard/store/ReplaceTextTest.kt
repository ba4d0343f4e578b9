package app.kinguard.store

import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.IOException

/** A small file is replaced whole, or not at all. */
class ReplaceTextTest {
    @get:Rule
    val folder = TemporaryFolder()

    @Test
    fun `the new text takes the place of the old one`() {
        val file = folder.root.resolve("copy")
        file.replaceText("one")
        file.replaceText("two")
        assertEquals("two", file.readText())
        assertEquals(listOf("copy"), folder.root.list()?.toList())
    }

    @Test
    fun `what cannot be replaced stays, and leaves nothing beside it`() {
        val file = folder.root.resolve("copy")
        file.resolve("within").mkdirs()
        assertThrows(IOException::class.java) { file.replaceText("two") }
        assertEquals(listOf("copy"), folder.root.list()?.toList())
    }
}
