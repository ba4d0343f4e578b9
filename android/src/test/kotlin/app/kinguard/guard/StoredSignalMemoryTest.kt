package app.kinguard.guard

import app.kinguard.AndroidRunner
import app.kinguard.store.Database
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment

@RunWith(AndroidRunner::class)
class StoredSignalMemoryTest {
    private val store = GuardStore(Database(RuntimeEnvironment.getApplication()))
    private val memory = StoredSignalMemory(store)

    @Test
    fun `what is written is read at once and outlives the process only with the engines state`() {
        memory.write("usage", "1")
        assertEquals("1", memory.read("usage"))
        assertNull(memory.read("other"))
        assertNull("the engine has not heard of it", StoredSignalMemory(store).read("usage"))
        store.commit("{}", remembered = memory.pending())
        assertEquals("1", StoredSignalMemory(store).read("usage"))
        store.commit("{}")
        assertEquals("1", StoredSignalMemory(store).read("usage"))
    }

    @Test
    fun `what is written while it is stored is not forgotten`() {
        memory.write("usage", "1")
        memory.write("control", "a")
        val storing = memory.pending()
        memory.write("usage", "2")
        store.commit("{}", remembered = storing)
        memory.stored(storing)
        assertEquals(mapOf("usage" to "2"), memory.pending())
        assertEquals("2", memory.read("usage"))
        assertEquals("a", memory.read("control"))
    }

    @Test
    fun `what cannot be stored stays pending`() {
        memory.write("usage", "1")
        runCatching { store.commit("{}", remembered = memory.pending(), standing = null, effects = BROKEN) }
        assertEquals(mapOf("usage" to "1"), memory.pending())
        assertNull("all or nothing", StoredSignalMemory(store).read("usage"))
    }

    private companion object {
        /** A list that fails while it is being stored. */
        val BROKEN =
            object : AbstractList<GuardStore.Said>() {
                override val size = 1

                override fun get(index: Int): GuardStore.Said = error("broken")
            }
    }
}
