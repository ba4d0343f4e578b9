package app.kinguard

import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.pm.PackageManager
import android.net.ConnectivityManager
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Connectivity
import app.kinguard.family.channel.Https
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.GuardStore
import app.kinguard.guard.PersistedAlarmVolume
import app.kinguard.guard.StoredEngineClock
import app.kinguard.health.selftest.SelfTestService
import app.kinguard.home.AlarmWidgetProvider
import app.kinguard.phone.Moments
import app.kinguard.relative.AlarmNotices
import app.kinguard.relative.AlarmTest
import app.kinguard.relative.FamilyAlarm
import app.kinguard.relative.FamilyListening
import app.kinguard.relative.FamilyPairingDriver
import app.kinguard.relative.FamilyPhone
import app.kinguard.relative.LinkBox
import app.kinguard.relative.LinkClock
import app.kinguard.relative.LinkGenerations
import app.kinguard.relative.LinkListener
import app.kinguard.relative.LinkSender
import app.kinguard.relative.Links
import app.kinguard.relative.NtfyTopics
import app.kinguard.relative.Observers
import app.kinguard.relative.ParentStore
import app.kinguard.relative.Parents
import app.kinguard.relative.PhoneAlarmTest
import app.kinguard.relative.PhonePresence
import app.kinguard.relative.PollService
import app.kinguard.relative.RelativeReceiver
import app.kinguard.relative.RelativeService
import app.kinguard.relative.Role
import app.kinguard.relative.StoredParents
import app.kinguard.relative.StoredRole
import app.kinguard.relative.screen.AlarmActivity
import app.kinguard.relative.screen.AlarmNeeds
import app.kinguard.relative.screen.RelativeActivity
import app.kinguard.relative.screen.RelativeScreens
import app.kinguard.setup.SetupScreens
import app.kinguard.signals.ScreeningService
import app.kinguard.store.Database
import app.kinguard.store.SecretStore
import app.kinguard.warning.AlarmVolume
import app.kinguard.words.MomentFormatter
import app.kinguard.work.WakeLocks
import java.security.SecureRandom

/** Wires the phone of the family: its role, what it hears of each parent's phone, and the alarm. */
internal class RelativeContainer(
    private val context: Context,
    private val platform: PlatformServices,
    private val dependencies: Dependencies,
) {
    /** The parts of other containers that this one needs. */
    interface Dependencies {
        val database: Database
        val secrets: SecretStore
        val clock: StoredEngineClock
        val moments: Moments
        val store: GuardStore
        val https: Https
        val setup: SetupScreens

        /** Returns this phone's region in ISO 3166. Blocks. */
        fun region(): String

        /** Ends the guard, see [StoredRole.Change.leaveGuard]. */
        fun leaveGuard(): Boolean

        /** Starts the guard anew. */
        fun startGuard()

        /** A network is back: sends what the guard had left to say. */
        fun online()
    }

    val role: Role by lazy { StoredRole(context.noBackupFilesDir.resolve("family-role"), change) }

    val phone: FamilyPhone by lazy { FamilyPhone(role, platform.familyThread, { begun }, { notices }) }

    val parents: Parents get() = storedParents

    private val alarmTest: AlarmTest by lazy { PhoneAlarmTest(context, alarm) }

    val screens: RelativeScreens by lazy {
        val needs = { from: Context -> AlarmNeeds(dependencies.setup).of(from) }
        RelativeScreens(parents, role, alarmTest, needs, dependencies::region, platform.ticks::wallClockMs)
    }

    private val change =
        object : StoredRole.Change {
            override fun leaveGuard() = dependencies.leaveGuard()

            override fun leaveFamily() {
                storedParents.forget()
                platform.familyThread.post { unlessRefused { listening.stop() } }
            }

            override fun begin(isFamily: Boolean) {
                components(isFamily)
                if (isFamily) phone.begin() else dependencies.startGuard()
            }
        }

    /** What Android starts by itself belongs to one role, and is not there in the other. */
    private fun components(isFamily: Boolean) {
        OF_GUARD.forEach { enable(it, !isFamily) }
        OF_FAMILY.forEach { enable(it, isFamily) }
    }

    private fun enable(component: Class<*>, on: Boolean) = unlessRefused {
        val state = if (on) {
            PackageManager.COMPONENT_ENABLED_STATE_ENABLED
        } else {
            PackageManager.COMPONENT_ENABLED_STATE_DISABLED
        }
        val name = ComponentName(context, component)
        context.packageManager.setComponentEnabledSetting(name, state, PackageManager.DONT_KILL_APP)
    }

    /** Created on the family's thread, as asking for the network takes a while. */
    private val begun: FamilyListening by lazy {
        connectivity.start {
            phone.online()
            dependencies.online()
        }
        listening
    }

    private val listening: FamilyListening by lazy {
        CoreLibrary.load()
        FamilyListening(links, store, parts, platform.familyThread, clock, observers::changed)
    }

    private val connectivity = Connectivity(context)

    private val parts by lazy {
        val ticks = platform.ticks::elapsedMs
        FamilyListening.Parts(
            listener = { LinkListener(topics, platform.familyThread, ticks, ::isOnline, it) },
            sender = LinkSender(store, links::address, topics, platform.familyThread, ticks),
            alarm = alarm,
            notices = notices,
            presence = PhonePresence(context) { phone.isServed },
            restore = loudness::putBack,
            awake = { awake.hold(AWAKE_MS) },
        )
    }

    private fun isOnline() =
        unlessRefused { context.getSystemService(ConnectivityManager::class.java)?.activeNetwork } != null

    private val storedParents by lazy {
        CoreLibrary.load()
        val nowMs = dependencies.clock::nowMs
        StoredParents(links, store, listening, alarm, platform.familyThread, clock, observers, {
            FamilyPairingDriver(it, topics, platform.familyThread, platform.ticks::elapsedMs, nowMs, listening)
        }, ::random)
    }

    private val links by lazy {
        val generations = LinkGenerations(context.noBackupFilesDir.resolve("links"))
        Links(store, LinkBox(dependencies.secrets), generations, clock, ::random)
    }

    private val store by lazy { ParentStore(dependencies.database) }

    private val topics by lazy { NtfyTopics(dependencies.https) }

    private val observers = Observers()

    private val awake = WakeLocks(context, "relative")

    private val alarm: FamilyAlarm by lazy {
        FamilyAlarm(context, loudness.volume, WakeLocks(context, "alarm")) { parent ->
            platform.familyThread.post { unlessRefused { listening.remind(parent) } }
        }
    }

    private val loudness by lazy {
        PersistedAlarmVolume(context, dependencies.store, platform.familyThread, AlarmVolume.LOUDEST)
    }

    private val notices by lazy {
        AlarmNotices(
            context,
            { AlarmActivity.of(context, it) },
            { RelativeActivity.intent(context) },
            { stamp ->
                val wallMs = dependencies.moments.ofStamp(stamp)
                MomentFormatter(context).soon(wallMs, platform.ticks.wallClockMs())
            },
        )
    }

    private val clock =
        object : LinkClock {
            override fun nowMs() = dependencies.clock.nowMs()

            override fun wallClockMs(ofMs: Long) = dependencies.moments.ofStamp(ofMs)

            override fun keep() {
                dependencies.store.timeBase = dependencies.clock.base()
            }
        }

    private fun random() = ByteArray(RANDOM_BYTES).also(SecureRandom()::nextBytes)

    private companion object {
        const val RANDOM_BYTES = 64

        /** Long enough to store a message and to bring up the alarm. */
        const val AWAKE_MS = 10_000L
        val OF_GUARD =
            listOf(ScreeningService::class.java, AlarmWidgetProvider::class.java, SelfTestService::class.java)
        val OF_FAMILY = listOf(RelativeService::class.java, RelativeReceiver::class.java, PollService::class.java)
    }
}
