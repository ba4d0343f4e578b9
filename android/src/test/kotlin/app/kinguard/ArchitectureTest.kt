package app.kinguard

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** Holds the structure of the app, read from its sources: which package may import which, and how files are named. */
class ArchitectureTest {
    private val sources = File(System.getProperty("kinguard.sources"))
    private val files = sources.walk().filter { it.extension == "kt" && "generated" !in it.path }.toList()

    @Test
    fun `packages know each other only along the arrows`() {
        val wrong =
            files.filterNot { packageOf(it) == ROOT }.flatMap { file ->
                val packageOf = packageOf(file)
                val allowed = ARROWS.getValue(packageOf) + packageOf + FOR_ALL
                imports(file)
                    .mapNotNull { PACKAGE.find(it)?.groupValues?.get(1) }
                    .filterNot { it in allowed }
                    .map { "${file.name} ($packageOf) knows $it" }
            }
        assertEquals(emptyList<String>(), wrong)
        assertEquals("every package has an entry here", ARROWS.keys + ROOT, files.map(::packageOf).toSet())
    }

    @Test
    fun `only the guard touches the engine`() {
        val touching = files.filter { file ->
            imports(file).any { it == "app.kinguard.core.Guard" }
        }.map(::packageOf).toSet()
        assertEquals(setOf("guard"), touching)
    }

    @Test
    fun `no file grows beyond what one can hold in the head`() {
        assertTrue(files.size > 30)
        assertEquals(emptyList<String>(), files.filter { it.readLines().size > LINES }.map { it.name })
    }

    @Test
    fun `files stay as short as they are`() {
        val median = files.map { it.readLines().size }.sorted()[files.size / 2]
        assertTrue("the median is $median lines", median <= MEDIAN)
    }

    @Test
    fun `packages know each other in one direction`() {
        val met = mutableSetOf<String>()
        fun walk(from: String, path: List<String>) {
            assertFalse("${path + from}", from in path)
            if (from in met) return
            ARROWS.getValue(from).filter(ARROWS::containsKey).forEach { walk(it, path + from) }
            met += from
        }
        ARROWS.keys.forEach { walk(it, emptyList()) }
        assertEquals(ARROWS.keys, met)
    }

    @Test
    fun `classes have names of the trade`() {
        val names = files.flatMap { file -> CLASS.findAll(file.readText()).map { it.groupValues[1] } }
        assertTrue("${names.size}", names.size > 300)
        assertEquals(emptyList<String>(), names.filter(NAMELESS::containsMatchIn))
    }

    @Test
    fun `where one release is enough for the tests, what asks for the release has a test on every one`() {
        val enough = files.map(::packageOf).toSet().filter(::runsOnOneRelease)
        assertTrue("$enough", "history" in enough && "signals" !in enough)
        val asking = files.filter { packageOf(it) in enough && RELEASE.containsMatchIn(it.readText()) }
        assertEquals(emptyList<String>(), asking.filterNot(::isTriedOnEveryRelease).map { it.name })
    }

    @Test
    fun `the framework is loaded once for all tests`() {
        val others = sources.resolve("../../test/kotlin").walk()
            .filter { it.extension == "kt" && it.name !in setOf("AndroidRunner.kt", "ArchitectureTest.kt") }
            .filter { "RobolectricTestRunner" in it.readText() }
        assertEquals("must run with AndroidRunner", emptyList<String>(), others.map { it.name }.toList())
    }

    @Test
    fun `the framework is prepared for every shadow of the tests`() {
        val tests = sources.resolve("../../test/kotlin")
        val prepared = tests.resolve("app/kinguard/AndroidRunner.kt").readText()
        val shadowed = tests.walk().filter { it.extension == "kt" && it.name != "ArchitectureTest.kt" }
            .flatMap { file -> SHADOW.findAll(file.readText()).map { it.groupValues[1] + it.groupValues[2] } }
            .toSet()
        assertTrue("$shadowed", "Binder::class" in shadowed)
        val missing = shadowed.filterNot { Regex("\\b${Regex.escape(it)}").containsMatchIn(prepared) }
        assertEquals("must be named in AndroidRunner", emptyList<String>(), missing)
    }

    @Test
    fun `only what runs Android's own servers mocks what lies around them`() {
        val tests = sources.resolve("../../test/kotlin")
        val mocking = tests.walk().filter { file ->
            file.extension == "kt" && imports(file).any { "org.mockito" in it }
        }
        val (kit, others) = mocking.map {
            it.relativeTo(tests).invariantSeparatorsPath
        }.partition { path -> KIT.any(path::startsWith) }
        assertTrue("$kit", kit.isNotEmpty())
        assertEquals("must use a fake instead of a mock", emptyList<String>(), others)
    }

    @Test
    fun `whatever comes is caught in one place, or for a reason that is written down`() {
        val catching = files.filter { BROAD.containsMatchIn(it.readText()) }.map { it.name }.toSet()
        assertEquals(CATCHING.keys, catching)
    }

    @Test
    fun `who says on which thread it runs sees to it`() {
        val saying = files.filter { it.name != "Threads.kt" && THREAD.containsMatchIn(it.readText()) }
        assertTrue("$saying", saying.size > 5)
        assertEquals(emptyList<String>(), saying.filterNot { "assert" in it.readText() }.map { it.name })
    }

    @Test
    fun `the dialler is asked for in one place`() {
        val asking = files.filter { "ACTION_DIAL" in it.readText() }.map { it.name }
        assertEquals(listOf("Dialler.kt"), asking)
    }

    @Test
    fun `what a server sends is parsed in one place`() {
        val knowing = files.filter { file ->
            packageOf(file) == "family/channel" || imports(file).any { it.startsWith("app.kinguard.family.channel.") }
        }
        assertTrue("$knowing", knowing.any { it.name == "PushCheck.kt" })
        val parsing = knowing.filter { PARSED.containsMatchIn(it.readText()) }.map { it.name }.toSet()
        assertEquals(setOf("ServerJson.kt") + OWN_TEXT, parsing)
    }

    /** Returns whether its tests, or those of a parent package, run on a single release. */
    private fun runsOnOneRelease(packageOf: String): Boolean =
        generateSequence(packageOf) { it.substringBeforeLast('/', ROOT) }
            .takeWhile { it != ROOT }
            .any { javaClass.getResource("/app/kinguard/$it/robolectric.properties") != null }

    private fun isTriedOnEveryRelease(file: File): Boolean {
        val tests = sources.resolve("../../test/kotlin").resolve(file.relativeTo(sources))
        val test = tests.resolveSibling("${file.nameWithoutExtension}Test.kt")
        return test.exists() && EVERY_RELEASE in test.readText()
    }

    private fun imports(file: File): List<String> =
        file.readLines().filter { it.startsWith("import ") }.map { it.removePrefix("import ") }

    /** Returns the folder below the root, or the root itself, where everything is wired. */
    private fun packageOf(file: File): String =
        file.parentFile.relativeTo(sources).invariantSeparatorsPath.removePrefix("app/kinguard").trim('/')

    private companion object {
        /** The class that a shadow replaces, or its name if it is missing on some releases. */
        val SHADOW = Regex("""@Implements\((?:value = )?(?:(\w+::class)|className = "([\w.]+)")""")
        val PACKAGE = Regex("""^app\.kinguard\.([a-z]+)\.""")

        /** Parses a text instead of writing one. */
        val PARSED =
            Regex(
                """\bJSONObject\((?!\)|\w+\.(?:values|mapValues))|JSONArray\((?!listOf|\w+\.map)\w*[tT]ext|JSONTokener""",
            )

        /** These parse only text that this app wrote. */
        val OWN_TEXT = setOf("TextMessageAttempt.kt", "ContactDraft.kt", "JsonTemplate.kt")
        val RELEASE = Regex("""SDK_INT|@TargetApi""")
        const val EVERY_RELEASE = "@Config(minSdk = Build.VERSION_CODES.Q)"
        const val LINES = 400
        const val MEDIAN = 70
        val CLASS = Regex("""(?m)^\s*(?:\w+ )*(?:class|interface|object) ([A-Z]\w*)""")

        /** Words that say nothing, and the metaphors that docs/architecture.md has terms for. */
        val NAMELESS = Regex("""(Helper|Manager|Utils?|Rooms?|House|Door|Breath|Hands|Desk|Onlookers|Postman|Slip)$""")

        /** The tests that run Android's own servers. */
        val KIT = listOf("app/kinguard/platform/", "com/android/server/")

        /** The package in which everything is wired. */
        const val ROOT = ""

        val THREAD = Regex("""@(Guard|Family|Network|Main)Thread\b""")

        /** Packages that every other may use. */
        val FOR_ALL = setOf("failure", "time")

        /** A catch clause for every exception. */
        val BROAD = Regex("""catch \(\w+: (Exception|RuntimeException|Throwable)\)""")

        /** The files that may have one, and the reason why `unlessRefused` is not enough. */
        val CATCHING =
            mapOf(
                "Refusal.kt" to "it is the one place for it",
                "History.kt" to "an entry that cannot be written is left out, and told from a full disk",
                "Https.kt" to "an Error on the network's thread would end the guard",
                "InMemoryTables.kt" to "the transaction is ended and the failure passed on",
                "KeystoreSecretStore.kt" to "whether the key is gone is read from the failure",
                "OutboxWorker.kt" to "the work is planned anew",
                "SelfTest.kt" to "a check that breaks is a finding",
                "TextMessageChannel.kt" to "the failure says what became of the message",
            )

        /** The packages that each package may use. All may use the core's types. */
        val ARROWS =
            mapOf(
                "failure" to emptySet(),
                "time" to emptySet(),
                "view" to setOf("text"),
                "text" to setOf("core"),
                "page" to setOf("phone", "view"),
                "phone" to setOf("core", "text"),
                "store" to emptySet(),
                "work" to emptySet(),
                "regions" to setOf("core"),
                "signals" to setOf("core", "phone", "regions", "text"),
                "words" to setOf("core"),
                "warning" to setOf("core", "phone", "regions", "text", "view", "words", "work"),
                "family" to setOf("core", "phone", "store", "text", "work"),
                "family/channel" to setOf("family", "phone", "work"),
                "family/lifeline" to setOf("family"),
                "family/screen" to setOf("family", "page", "phone", "regions", "text", "words"),
                "family/sealed" to setOf("core", "family", "store", "work"),
                "family/words" to setOf("core", "family", "regions"),
                "health" to setOf("core", "family", "phone", "signals", "store"),
                "health/check" to setOf("core", "family", "health", "phone", "signals", "store", "text", "warning"),
                "health/screen" to setOf("core", "family", "health", "page", "phone", "signals", "warning", "words"),
                "health/selftest" to setOf("family", "health", "phone", "signals", "store"),
                "home" to
                    setOf("core", "family", "health", "page", "phone", "regions", "text", "view", "warning", "words"),
                "relative" to setOf("core", "family", "phone", "store", "warning", "work"),
                "practice" to setOf("core", "guard", "page", "store", "warning"),
                "lock" to setOf("family", "guard", "page", "phone", "store", "words"),
                "relative/screen" to
                    setOf(
                        "core",
                        "family",
                        "home",
                        "page",
                        "phone",
                        "regions",
                        "relative",
                        "setup",
                        "text",
                        "view",
                        "words",
                    ),
                "setup" to setOf("core", "family", "page", "phone", "store", "words"),
                "setup/step" to setOf("core", "family", "page", "phone", "regions", "setup", "store", "words"),
                "history" to setOf("core", "store", "text"),
                "history/words" to setOf("core", "family", "history", "regions", "words"),
                "history/screen" to setOf("core", "family", "history", "page", "phone", "store", "words"),
                "guard" to setOf("core", "family", "history", "phone", "signals", "store", "warning", "words", "work"),
            )
    }
}
