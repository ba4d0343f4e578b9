package app.kinguard.relative

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder

class StoredRoleTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val happened = mutableListOf<String>()
    private var isAllowed = true
    private val file by lazy { folder.root.resolve("deep/role") }
    private val change: StoredRole.Change =
        object : StoredRole.Change {
            override fun leaveGuard() = isAllowed.also { happened += "left guard" }

            override fun leaveFamily() {
                happened += "left family"
            }

            override fun begin(isFamily: Boolean) {
                happened += "began $isFamily, stored ${role().isFamily}"
            }
        }

    private fun role(): StoredRole = StoredRole(file, change)

    @Test
    fun `every phone is a parent's until somebody chooses, and the choice lasts`() {
        assertFalse(role().isFamily)
        role().choose(family = false)
        assertEquals(emptyList<String>(), happened)
        role().choose(family = true)
        assertTrue(role().isFamily)
        role().choose(family = true)
        role().choose(family = false)
        assertFalse(role().isFamily)
        val all = listOf("left guard", "began true, stored true", "left family", "began false, stored false")
        assertEquals(all, happened)
    }

    @Test
    fun `where the guard may not end, nothing changes`() {
        isAllowed = false
        val role = role()
        role.choose(family = true)
        assertFalse(role.isFamily)
        assertFalse(role().isFamily)
        assertEquals(listOf("left guard"), happened)
    }
}
