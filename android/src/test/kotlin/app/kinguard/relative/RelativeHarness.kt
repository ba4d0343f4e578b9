package app.kinguard.relative

import android.content.Context
import android.content.Intent
import android.os.Looper
import app.kinguard.core.TypedDigits
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.ManualTicks
import app.kinguard.guard.ManualWorkThread
import app.kinguard.guard.StoredEngineClock
import app.kinguard.guard.TimeBase
import app.kinguard.store.Database
import app.kinguard.store.SecretStore
import app.kinguard.warning.AlarmVolume
import app.kinguard.work.WakeLocks
import org.junit.Assert.assertTrue
import org.robolectric.Shadows.shadowOf
import java.io.File
import java.security.SecureRandom
import java.time.Duration
import java.util.Base64

/** A keystore that can lose its keys, or not answer. */
internal class ManualSecrets : SecretStore {
    var isLost = false
    var isDeaf = false

    override fun seal(plain: String): String? =
        if (isDeaf) null else Base64.getEncoder().encodeToString(plain.toByteArray())

    override fun open(sealed: String): SecretStore.Opened = when {
        isLost -> SecretStore.Opened.Lost
        isDeaf -> SecretStore.Opened.NotNow
        else -> SecretStore.Opened.Text(String(Base64.getDecoder().decode(sealed)))
    }

    override fun work() = !isDeaf
}

/** Records what Android is asked to do. */
internal class ManualPresence : Presence {
    var isKept = false
    var wakesInMs: Long? = null

    override fun keep(on: Boolean) {
        isKept = on
    }

    override fun wakeIn(delayMs: Long) {
        wakesInMs = delayMs
    }
}

/** A phone of the family: what outlives its process, and the clock and the server. */
internal class RelativeTestPhone(val context: Context) {
    val ticks = ManualTicks().also {
        it.elapsed = DAY_MS
        it.wall = WALL_MS
    }
    val secrets = ManualSecrets()
    val topics = ManualTopics { ticks.wall / 1_000 }
    val files = File(context.noBackupFilesDir, "links")
    var base: TimeBase? = null
    var isOnline = true
    var process = RelativeProcess(this)

    /** Ends the process without notice, and starts another. */
    fun diesAndReturns() {
        process.dies()
        process = RelativeProcess(this)
        process.begins()
    }

    fun passes(ms: Long) {
        process.thread.passTo(ticks.elapsed + ms)
        shadowOf(Looper.getMainLooper()).idleFor(Duration.ofMillis(ms))
    }

    fun settles() = shadowOf(Looper.getMainLooper()).idle()

    fun parent(name: String = "mum", server: String = SERVER) = ParentDevice(topics, ticks, server, name)

    /** Pairs with [parent], from the code to the first envelope. Returns the id. */
    fun pairs(parent: ParentDevice): Long {
        val pairing = checkNotNull(process.parents.pair(parent.code))
        carry(parent)
        val digits = (pairing.state as Pairing.State.Digits).digits
        assertTrue(parent.types(digits) is TypedDigits.Paired)
        return (pairing.state as Pairing.State.Paired).parent
    }

    /** Hands what was published for [parent] to its side of the pairing. */
    fun carry(parent: ParentDevice) {
        var at = 0
        while (at <
            topics.textsOf(parent.address.answers).size
        ) {
            parent.pairs(topics.textsOf(parent.address.answers)[at++])
        }
    }

    /** What was published to [parent]. */
    fun sent(parent: ParentDevice) = topics.textsOf(parent.address.answers)

    companion object {
        const val SERVER = "https://push.example"
        const val DAY_MS = 24 * 3_600_000L
        const val WALL_MS = 1_800_000_000_000L
    }
}

/** One process of it. */
internal class RelativeProcess(private val device: RelativeTestPhone) {
    private val ticks get() = device.ticks
    val database = Database(device.context)
    val thread = ManualWorkThread(ticks)
    private val engineClock = StoredEngineClock({ device.base }, ticks)
    private val clock =
        object : LinkClock {
            override fun nowMs() = engineClock.nowMs()

            override fun wallClockMs(ofMs: Long) = ticks.wall - (nowMs() - ofMs)

            override fun keep() {
                device.base = engineClock.base()
            }
        }
    val store = ParentStore(database)
    val generations = LinkGenerations(device.files)
    val links = Links(store, LinkBox(device.secrets), generations, clock) {
        CoreLibrary.load()
        ByteArray(64).also(SecureRandom()::nextBytes)
    }
    val observers = Observers()
    val presence = ManualPresence()
    val volume = AlarmVolume(device.context, AlarmVolume.LOUDEST) {}
    val alarm: FamilyAlarm =
        FamilyAlarm(device.context, volume, WakeLocks(device.context, "alarm")) { thread.post { listening.remind(it) } }
    private val notices = AlarmNotices(
        device.context,
        { Intent("alarm").putExtra("parent", it) },
        { Intent("home") },
        { "$it" },
    )
    private val sender = LinkSender(store, links::address, device.topics, thread, ticks::elapsedMs) { 0.5 }
    val listening: FamilyListening = FamilyListening(
        links,
        store,
        FamilyListening.Parts(
            { LinkListener(device.topics, thread, ticks::elapsedMs, { device.isOnline }, it) { 0.5 } },
            sender,
            alarm,
            notices,
            presence,
            restore = {},
            awake = {},
        ),
        thread,
        clock,
        observers::changed,
    )
    val parents: StoredParents = StoredParents(links, store, listening, alarm, thread, clock, observers, {
        FamilyPairingDriver(it, device.topics, thread, ticks::elapsedMs, clock::nowMs, listening)
    }) { ByteArray(64).also(SecureRandom()::nextBytes) }

    fun begins() = thread.post { listening.begin() }

    fun dies() {
        thread.dies()
        device.topics.listeners.clear()
        // Its sounds end with it.
        links.names().keys.forEach(alarm::over)
        database.close()
        shadowOf(Looper.getMainLooper()).idle()
    }
}
