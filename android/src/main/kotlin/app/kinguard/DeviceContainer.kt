package app.kinguard

import android.content.Context
import app.kinguard.core.GuardState
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.Language
import app.kinguard.family.Outbox
import app.kinguard.family.OutboxWorker
import app.kinguard.family.Probation
import app.kinguard.family.RemoteHelp
import app.kinguard.family.Replies
import app.kinguard.family.SealedConsent
import app.kinguard.family.channel.SealedChannel
import app.kinguard.family.sealed.DangerStory
import app.kinguard.family.sealed.DevicePairing
import app.kinguard.family.sealed.DeviceReports
import app.kinguard.family.sealed.DeviceStates
import app.kinguard.family.sealed.FamilyConsequences
import app.kinguard.family.sealed.GenerationFile
import app.kinguard.family.sealed.GuardReport
import app.kinguard.family.sealed.SealedDevices
import app.kinguard.family.sealed.SealingSources
import app.kinguard.family.words.DeviceWords
import app.kinguard.guard.CoreLibrary
import app.kinguard.store.Database
import app.kinguard.store.SecretStore
import app.kinguard.work.WorkThread
import java.util.concurrent.atomic.AtomicBoolean

/** Wires the family's paired devices. */
internal class DeviceContainer(
    private val context: Context,
    private val platform: PlatformServices,
    private val dependencies: Dependencies,
) {
    /** The parts of the family's container that this one needs. */
    interface Dependencies : Guarding {
        val contacts: Contacts
        val family: Family
        val outbox: Outbox
        val schedule: OutboxWorker.Schedule
        val channel: SealedChannel
        val replies: Replies

        /** Called when the keys of a device turn out to be lost. */
        fun lost()

        /** Returns whether the family may be told of anything. */
        fun isTold(): Boolean
    }

    /** The parts of other containers. */
    interface Guarding {
        val database: Database
        val secrets: SecretStore

        /** Returns the phone's home region in ISO 3166. */
        fun region(): String

        /** Returns how the guard is. Asked on the family's thread. */
        fun report(): GuardReport

        /** Describes the danger with this id. Asked on the family's thread. */
        fun story(incident: Long, language: Language): DangerStory?

        val help: RemoteHelp
        val sealedConsent: SealedConsent
    }

    /** Beside the database, so that it is not rolled back with it. */
    val states: DeviceStates by lazy {
        val generations = GenerationFile(context.noBackupFilesDir.resolve("generations"))
        DeviceStates(dependencies.database, dependencies.secrets, generations)
    }

    val words: DeviceWords by lazy { DeviceWords(context) }

    private val sources by lazy {
        SealingSources(platform.ticks, platform.ticks::wallClockMs, load = CoreLibrary::load)
    }

    /** Once it was created: whoever records something must not wait for that. */
    @Volatile
    private var made: SealedDevices? = null

    val devices: SealedDevices by lazy {
        val probation = Probation(dependencies.database, platform.ticks, Probation.DEVICES)
        val parts = SealedDevices.Parts(
            dependencies.database,
            states,
            dependencies.contacts,
            probation,
            sources,
            dependencies.schedule,
            dependencies.channel::send,
            dependencies::lost,
        )
        SealedDevices(parts, { dependencies.outbox }, reports) {
            FamilyConsequences(
                dependencies.family,
                dependencies.contacts,
                dependencies.outbox,
                dependencies.help,
                dependencies.sealedConsent,
                words,
                dependencies.schedule,
            )
        }.also { made = it }
    }

    val pairing: DevicePairing by lazy {
        val parts = DevicePairing.Parts(
            states,
            sources,
            dependencies.schedule,
            dependencies.replies,
            dependencies.channel::send,
        )
        DevicePairing(parts, dependencies::family, devices)
    }

    private val reports =
        object : DeviceReports.Sources {
            override fun guard(): GuardReport {
                val report = unlessRefused(dependencies::report) ?: GuardReport(GuardState.LIMITED, emptyList(), true)
                return if (dependencies.isTold()) report else LAST_REPORT
            }

            override fun story(incident: Long, language: Language) = dependencies.story(incident, language)

            override fun faults(report: GuardReport, language: Language) =
                words.faults(report.lacking, report.isFaulty, language)

            override fun region() = dependencies.region()
        }

    private val isLooking = AtomicBoolean()

    /** Tells devices soon how a danger goes on. Call it on any thread when something was recorded. */
    fun recorded() {
        if (made?.follow != true || !isLooking.compareAndSet(false, true)) return
        platform.familyThread.postLater(WorkThread.Kind.STEP, SOON_MS) {
            isLooking.set(false)
            dependencies.family.attendToDevices()
        }
    }

    private companion object {
        /** By then it is written. */
        const val SOON_MS = 2_000L

        /** The parent does not agree to messages any more. */
        val LAST_REPORT = GuardReport(GuardState.OFF, emptyList(), isFaulty = false, isLast = true)
    }
}
