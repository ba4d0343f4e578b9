package app.kinguard.store

import app.kinguard.AndroidRunner
import org.junit.After
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RuntimeEnvironment
import kotlin.concurrent.thread

/** The order in which threads use the database. */
@RunWith(AndroidRunner::class)
class DatabaseTurnTest {
    private val database = Database(RuntimeEnvironment.getApplication())

    @After
    fun end() = database.close()

    @Test
    fun `whoever waits is next, however much another thread has to write`() {
        val between = List(ROUNDS) { writesBetween() }
        assertTrue("$between", between.all { it <= 1 })
    }

    /** Returns how many more writes of one thread come before the other's, which has waited since the first. */
    private fun writesBetween(): Int {
        val other = Other()
        database.write { other.begins() }
        var writes = 0
        while (!other.isDone && writes < MOST) {
            database.write { it.putSetting("row", "${writes++}") }
        }
        other.thread.join()
        return writes
    }

    private inner class Other {
        @Volatile
        var isDone = false
        lateinit var thread: Thread

        fun begins() {
            thread = thread { database.write { isDone = true } }
            while (thread.state !in setOf(Thread.State.BLOCKED, Thread.State.WAITING)) Thread.sleep(1)
        }
    }

    private companion object {
        const val ROUNDS = 20
        const val MOST = 500
    }
}
