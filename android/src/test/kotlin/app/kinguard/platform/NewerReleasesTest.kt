package app.kinguard.platform

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeTrue
import org.junit.Before
import org.junit.Test
import org.objectweb.asm.ClassReader
import org.objectweb.asm.Opcodes
import org.objectweb.asm.tree.AbstractInsnNode
import org.objectweb.asm.tree.ClassNode
import org.objectweb.asm.tree.IntInsnNode
import org.objectweb.asm.tree.LdcInsnNode
import org.objectweb.asm.tree.MethodInsnNode
import org.objectweb.asm.tree.MethodNode
import java.io.File
import java.util.zip.ZipFile

/**
 * Tests what Android 16 and 17 do by their byte code, because JDK 17 cannot run them. Nothing is mocked and nothing
 * runs: this shows that a method calls another, but not when.
 */
class NewerReleasesTest {
    private val folder = System.getProperty("kinguard.newer").orEmpty()

    @Before
    fun fetched() = assumeTrue(
        "the frameworks of 16 and 17 come with `cargo xtask test --all-releases` only",
        folder != "",
    )

    @Test
    fun `Android 17 keeps a display from whoever may not look at it, in the server and in the client`() {
        val told = checkNotNull(find(17, TOLD)).method("notifyDisplayEventAsync")
        assertTrue("$FLAG asked", "displayIdsCache" in told.calls())
        assertTrue("checks whether the listener may see it", "getDisplayInfoInternal" in told.calls())
        val flag = checkNotNull(find(17, FLAG)).method("displayIdsCache")
        assertEquals(
            "the flag is always on",
            listOf(Opcodes.ICONST_1, Opcodes.IRETURN),
            flag.code().map {
                it.opcode
            },
        )
        assertTrue(find(17, CLIENT) != null)
    }

    @Test
    fun `Android 16 tells everybody`() {
        val calls = checkNotNull(find(16, TOLD)).methods.flatMap { it.calls() }
        assertTrue("the byte code is read", "onDisplayEvent" in calls)
        assertFalse("getDisplayInfoInternal" in calls)
        assertEquals(null, find(16, CLIENT))
    }

    @Test
    fun `a capture is mirrored and for presentations whatever was asked, public if asked`() = both { release ->
        val applied = checkNotNull(find(release, PROJECTION)).method("applyVirtualDisplayFlags").code()
        val numbers = applied.filterIsInstance<IntInsnNode>().map { it.operand }
        assertEquals("its own content only is taken away, the others are added", listOf(-9, 18), numbers.take(2))
    }

    @Test
    fun `a display tells its type and its owner to the system only`() = both { release ->
        val code = checkNotNull(find(release, "android/view/DisplayInfo")).method("toString").code()
        val end = code.indexOfFirst { it.opcode == Opcodes.ARETURN }
        assertTrue("myUid" in code.take(end).calls())
        assertEquals(emptyList<String>(), code.take(end).words().filter { "owner" in it || ", type" in it })
        assertTrue(code.drop(end).words().any { "owner" in it })
    }

    @Test
    fun `who may display over other apps is asked about when an activity starts from behind`() = both { release ->
        val calls = checkNotNull(find(release, STARTS)).methods.flatMap { it.calls() }
        assertTrue("$calls", "hasSystemAlertWindowPermission" in calls)
    }

    @Test
    fun `every app may ask whether a user of a given number lives on the phone`() = both { release ->
        val calls = checkNotNull(find(release, USERS)).method("getUserSerialNumber").calls()
        assertEquals("no permission is asked for", listOf("getUserInfoLU"), calls)
    }

    @Test
    fun `whether Advanced Protection is on is asked under the name that is looked for`() = both { release ->
        val asked = checkNotNull(find(release, ADVANCED)).method("isAdvancedProtectionEnabled")
        assertEquals("()Z", asked.desc)
        assertTrue(asked.access and Opcodes.ACC_PUBLIC != 0)
        val service = checkNotNull(find(release, "android/content/Context")).fields
            .single { it.name == "ADVANCED_PROTECTION_SERVICE" }
        assertEquals("advanced_protection", service.value)
    }

    private fun both(shows: (Int) -> Unit) = listOf(16, 17).forEach(shows)

    private fun find(release: Int, name: String): ClassNode? = ZipFile(File(folder, "$release.jar")).use { jar ->
        jar.getEntry("$name.class")?.let { entry ->
            ClassNode().also { ClassReader(jar.getInputStream(entry)).accept(it, ClassReader.SKIP_DEBUG) }
        }
    }

    private fun ClassNode.method(name: String): MethodNode = methods.single { it.name == name }

    private fun MethodNode.code(): List<AbstractInsnNode> = instructions.filter { it.opcode >= 0 }

    private fun MethodNode.calls(): List<String> = code().calls()

    private fun List<AbstractInsnNode>.calls(): List<String> = filterIsInstance<MethodInsnNode>().map { it.name }

    private fun List<AbstractInsnNode>.words(): List<String> =
        filterIsInstance<LdcInsnNode>().mapNotNull { it.cst as? String }

    private companion object {
        const val TOLD = "com/android/server/display/DisplayManagerService\$CallbackRecord"
        const val FLAG =
            "com/android/internal/hidden_from_bootclasspath/com/android/server/display/feature/flags/Flags"
        const val CLIENT = "android/hardware/display/DisplayManagerGlobal\$DisplayIdsCache"
        const val PROJECTION =
            "com/android/server/media/projection/MediaProjectionManagerService\$MediaProjection"
        const val USERS = "com/android/server/pm/UserManagerService"
        const val ADVANCED = "android/security/advancedprotection/AdvancedProtectionManager"
        const val STARTS = "com/android/server/wm/BackgroundActivityStartController"
    }
}
