package app.kinguard.work

import app.kinguard.AndroidRunner
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit

@RunWith(AndroidRunner::class)
class ThreadsTest {
    private val thread = WorkThread.OfItsOwn("test")

    @Test
    fun `who is on another thread is told in tests`() {
        assertThrows(AssertionError::class.java) { thread.assertCurrent() }
        assertNull(thrownOnIt { thread.assertCurrent() })
    }

    @Test
    fun `so is who is on the main thread, or not`() {
        assertMainThread()
        assertThrows(AssertionError::class.java) { assertNotMainThread() }
        assertTrue(thrownOnIt { assertMainThread() } is AssertionError)
        assertNull(thrownOnIt { assertNotMainThread() })
    }

    private fun thrownOnIt(act: () -> Unit): Throwable? {
        val done = CompletableFuture<Throwable?>()
        thread.post { done.complete(runCatching(act).exceptionOrNull()) }
        return done.get(10, TimeUnit.SECONDS)
    }
}
