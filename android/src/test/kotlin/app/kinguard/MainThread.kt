package app.kinguard

import android.content.Context
import android.database.sqlite.SQLiteSession
import android.os.CancellationSignal
import android.os.Looper
import app.kinguard.store.SecretStore
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.annotation.RealObject
import org.robolectric.shadow.api.Shadow
import org.robolectric.util.ReflectionHelpers.ClassParameter
import java.util.concurrent.CopyOnWriteArrayList

/**
 * Records what the main thread waits for. Android's StrictMode cannot tell, because SQLite opens its files outside
 * Java, and Robolectric enforces none of its policies. So the waits are recorded at places that each of them must pass:
 * every statement of every database takes a connection from its [SQLiteSession], every secret goes through
 * [SecretStore], and requests to the phone go through the application ([asked]). Only requests that must read something
 * count: permission checks, notifications and alarms are answered from the system server's memory.
 */
internal object MainThread {
    private val waits = CopyOnWriteArrayList<String>()

    /** Returns what the main thread waits for during [act], and which code asked: `what by Class.method`. */
    fun during(act: () -> Unit): Set<String> {
        waits.clear()
        act()
        return waits.toSet()
    }

    fun waitsFor(what: String) {
        if (Looper.myLooper() != Looper.getMainLooper()) return
        ours().firstOrNull()?.let { waits += "$what by $it" }
    }

    /** Records a request for a service of the phone, if it comes from the app itself and not from Android. */
    fun asked(service: String) {
        if (service !in SLOW || Looper.myLooper() != Looper.getMainLooper()) return
        val first = frames().dropWhile { it.className.startsWith("android.content.Context") }.firstOrNull() ?: return
        if (isOurs(first)) waits += "$service by ${name(first)}"
    }

    private fun ours() = frames().filter(::isOurs).map(::name)

    /** Ignores requests of the tests' own phone. */
    private fun frames() = if (Thread.currentThread().stackTrace.any { it.methodName == "carryTexts" }) {
        emptyList()
    } else {
        framesOfAll()
    }

    private fun framesOfAll() = Thread.currentThread().stackTrace.drop(1)
        .filterNot { frame -> HARNESS.any { frame.className.startsWith(it) } }

    private fun isOurs(frame: StackTraceElement) = frame.className.startsWith("app.kinguard.")

    private fun name(frame: StackTraceElement) =
        "${frame.className.removePrefix("app.kinguard.").substringBefore('$')}.${frame.methodName.substringBefore('$')}"

    private val SLOW = setOf(
        "package",
        "content",
        Context.ACCESSIBILITY_SERVICE,
        Context.APP_OPS_SERVICE,
        Context.CONNECTIVITY_SERVICE,
        Context.JOB_SCHEDULER_SERVICE,
        Context.ROLE_SERVICE,
        Context.TELECOM_SERVICE,
        Context.TELEPHONY_SERVICE,
        Context.TELEPHONY_SUBSCRIPTION_SERVICE,
        Context.USAGE_STATS_SERVICE,
    )

    private val HARNESS = listOf(MainThread::class.java.name, RestartableApp::class.java.name, "app.kinguard.Watched")
}

/** Forwards to [secrets], and records the calls of the main thread. */
internal class WatchedSecrets(private val secrets: SecretStore) : SecretStore {
    override fun seal(plain: String): String? {
        MainThread.waitsFor("keystore")
        return secrets.seal(plain)
    }

    override fun open(sealed: String): SecretStore.Opened {
        MainThread.waitsFor("keystore")
        return secrets.open(sealed)
    }

    override fun work(): Boolean {
        MainThread.waitsFor("keystore")
        return secrets.work()
    }
}

/** Android's own session, which records the calls of the main thread. */
@Implements(SQLiteSession::class)
internal class WatchedSession {
    @RealObject
    private lateinit var session: SQLiteSession

    @Suppress("unused") // Robolectric calls it.
    @Implementation
    fun acquireConnection(sql: String?, flags: Int, cancellation: CancellationSignal?) {
        MainThread.waitsFor("database")
        Shadow.directlyOn<Unit, SQLiteSession>(
            session,
            SQLiteSession::class.java,
            "acquireConnection",
            ClassParameter.from(String::class.java, sql),
            ClassParameter.from(Int::class.javaPrimitiveType, flags),
            ClassParameter.from(CancellationSignal::class.java, cancellation),
        )
    }
}
