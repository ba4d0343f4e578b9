package app.kinguard.family.channel

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Test

class ServerJsonTest {
    @Test
    fun `what servers answer is read`() {
        assertEquals(7, ServerJson.read(""" { "a" : 7 , "b":[true,false,null,-1.5e+3,"x"] } """)?.getInt("a"))
        assertEquals("""[{"'#/=>\""", ServerJson.read("""{"text":"[{\"'#/=>\\"}""")?.getString("text"))
        assertEquals("妈妈\n<", ServerJson.read("{\"text\":\"妈妈\\n\\u003c\"}")?.getString("text"))
        assertNotNull(ServerJson.read("{}\n"))
    }

    @Test
    fun `it goes sixteen deep, and not one more`() {
        fun arrays(depth: Int) = """{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}"""

        fun objects(depth: Int) = """{"a":""".repeat(depth) + "1" + "}".repeat(depth)
        listOf(15, 16).forEach {
            assertNotNull("$it", ServerJson.read(arrays(it)))
            assertNotNull("$it", ServerJson.read(objects(it)))
        }
        listOf(17, 1_000, 60_000).forEach {
            assertNull("$it", ServerJson.read(arrays(it)))
            assertNull("$it", ServerJson.read(objects(it)))
        }
        assertNotNull("next to each other", ServerJson.read("""{"a":[${List(500) { "[]" }.joinToString(",")}]}"""))
    }

    @Test
    fun `what is deep is not hidden from the look ahead`() {
        val deep = "[".repeat(60_000)
        listOf(
            "{'\"':$deep",
            "{/*\"*/\"a\":$deep",
            "{#\"\n\"a\":$deep",
            "{//\"\n\"a\":$deep",
            "{a\":$deep",
            "{\"a\":x\",$deep",
            "{\"a\"=>$deep",
            "{\"a\":\"\\\\\",\"b\":$deep",
            "{\"a\":\"\\\"$deep",
            "{\"a\":\"$deep",
            "\uFEFF{\"a\":$deep",
            "{\"a\":1;\"b\":$deep",
        ).forEach { assertNull(it.take(20), ServerJson.read(it)) }
    }

    @Test
    fun `what is no object is none`() {
        val none = listOf("", " ", "[]", "1", "null", "ok", "<html>")
        val broken = listOf("{", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{\"a\":\"\\u12")
        (none + broken).forEach { assertNull(it, ServerJson.read(it)) }
    }
}
