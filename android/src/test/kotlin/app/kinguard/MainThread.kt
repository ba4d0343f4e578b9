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
 * What the main thread waited for. Android's StrictMode cannot say: SQLite opens its files beside Java, and Robolectric
 * enforces none of its policies. So it is noticed where each of it has to pass: every statement of every database takes a
 * connection from its [SQLiteSession], every secret goes through [SecretStore], and what is asked of the phone goes through the
 * application ([asked]). Of that only those count that have to read for an answer: who holds which permission, posting a
 * notice or setting an alarm is answered from the system server's memory.
 */
internal object MainThread {
    private val waits = CopyOnWriteArrayList<String>()

    /** What the main thread waits for while [act] runs, each with whoever asked: `what by Class.method`. */
    fun during(act: () -> Unit): Set<String> {
        waits.clear()
        act()
        return waits.toSet()
    }

    fun waitsFor(what: String) {
        if (Looper.myLooper() != Looper.getMainLooper()) return
        ours().firstOrNull()?.let { waits += "$what by $it" }
    }

    /** A service of the phone's, where the app itself asks for it and not Android on its behalf. */
    fun asked(service: String) {
        if (service !in SLOW || Looper.myLooper() != Looper.getMainLooper()) return
        val first = frames().dropWhile { it.className.startsWith("android.content.Context") }.firstOrNull() ?: return
        if (isOurs(first)) waits += "$service by ${name(first)}"
    }

    private fun ours() = frames().filter(::isOurs).map(::name)

    /** What the phone of the tests asks is nobody's wait. */
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

/** [secrets], with what the main thread asks of them noticed. */
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

/** Android's own session, with what the main thread asks of it noticed. */
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
