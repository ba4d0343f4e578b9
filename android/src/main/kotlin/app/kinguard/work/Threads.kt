package app.kinguard.work

import android.os.Looper

/** Runs on the guard's thread: the engine, its effects, and everything that must stay in order. */
@Retention(AnnotationRetention.SOURCE)
@Target(AnnotationTarget.CLASS, AnnotationTarget.FUNCTION)
annotation class GuardThread

/** Runs on the family's thread: everything that leaves for the family and comes back. */
@Retention(AnnotationRetention.SOURCE)
@Target(AnnotationTarget.CLASS, AnnotationTarget.FUNCTION)
annotation class FamilyThread

/** Runs on a thread that waits for a server, and delays nothing else. */
@Retention(AnnotationRetention.SOURCE)
@Target(AnnotationTarget.CLASS, AnnotationTarget.FUNCTION)
annotation class NetworkThread

/** Runs on Android's main thread, and must not block. */
@Retention(AnnotationRetention.SOURCE)
@Target(AnnotationTarget.CLASS, AnnotationTarget.FUNCTION)
annotation class MainThread

/** Fails unless called on this thread. Works only where assertions are enabled: in tests, never on a phone. */
fun WorkThread.assertCurrent() = assert(isCurrent) { "called on ${Thread.currentThread().name}" }

/** Fails unless called on the main thread, as [assertCurrent] does. */
fun assertMainThread() = assert(Looper.getMainLooper().isCurrentThread) { "called on ${Thread.currentThread().name}" }

/** Fails if called on the main thread, as [assertCurrent] does. */
fun assertNotMainThread() = assert(Looper.getMainLooper()?.isCurrentThread != true) { "called on the main thread" }
