package app.kinguard.signals

import android.app.Application
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment

@RunWith(RobolectricTestRunner::class)
class PreferencesMemoryTest {
    private val context: Application = RuntimeEnvironment.getApplication()

    @Test
    fun whatWasWrittenIsStillThereInTheNextProcess() {
        val memory = PreferencesMemory(context)
        assertNull(memory.read("a"))
        memory.write("a", "first")
        memory.write("a", "second")
        memory.write("b", "")
        val next = PreferencesMemory(context)
        assertEquals(listOf("second", "", null), listOf("a", "b", "c").map(next::read))
    }
}
