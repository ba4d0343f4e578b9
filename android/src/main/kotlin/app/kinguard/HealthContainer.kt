package app.kinguard

import android.content.Context
import android.content.Intent
import android.os.Build
import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.core.holdsMoney
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.Notice
import app.kinguard.family.channel.Https
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.EngineProbe
import app.kinguard.guard.WakeReceiver
import app.kinguard.health.CheckId
import app.kinguard.health.CheckResult
import app.kinguard.health.FamilyRoute
import app.kinguard.health.FamilyRoutes
import app.kinguard.health.Finding
import app.kinguard.health.Health
import app.kinguard.health.LaunchTrialResult
import app.kinguard.health.SelfTestResults
import app.kinguard.health.Sightings
import app.kinguard.health.check.CheckedPhone
import app.kinguard.health.check.DeferredNotices
import app.kinguard.health.check.PhoneCheck
import app.kinguard.health.selftest.ClockCheck
import app.kinguard.health.selftest.ContactsCheck
import app.kinguard.health.selftest.DatabaseCheck
import app.kinguard.health.selftest.DisplaysCheck
import app.kinguard.health.selftest.EngineCheck
import app.kinguard.health.selftest.IsolatedProcessProbe
import app.kinguard.health.selftest.KeysCheck
import app.kinguard.health.selftest.PushCheck
import app.kinguard.health.selftest.SelfTest
import app.kinguard.health.selftest.SelfTestService
import app.kinguard.health.selftest.SoundCheck
import app.kinguard.health.selftest.TextMessagesCheck
import app.kinguard.health.selftest.UsageEventsCheck
import app.kinguard.phone.LaunchPath
import app.kinguard.phone.Moments
import app.kinguard.phone.SwitchState
import app.kinguard.signals.DisplaySignal
import app.kinguard.signals.PhoneContacts
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import app.kinguard.signals.SignalTap
import app.kinguard.store.Database
import app.kinguard.store.ReservedSpace
import app.kinguard.store.SecretStore
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningController
import app.kinguard.work.GuardThread
import app.kinguard.work.WakeAlarm
import app.kinguard.work.WorkThread
import app.kinguard.work.assertCurrent

/** Wires everything that checks whether the guard works. */
internal class HealthContainer(
    private val context: Context,
    private val platform: PlatformServices,
    private val dependencies: Dependencies,
) {
    /** The parts of other containers that this one needs. */
    interface Dependencies {
        val database: Database
        val moments: Moments
        val secrets: SecretStore
        val reserved: ReservedSpace
        val contacts: Contacts
        val family: Family
        val https: Https
        val warningController: WarningController
        val signals: List<Signal>
        val displays: DisplaySignal

        /** Returns the app that was last seen in the foreground, or null if none was seen yet. */
        fun inFront(): String?

        fun lacking(): Set<Capability>

        /** Returns the state of the silence message for each contact who should have one. */
        fun silence(): List<Lifeline.HeldFor>

        /** Returns the wall-clock time at which the pause ends, or null if the guard is not paused. */
        fun pausedUntilMs(): Long?

        /** Returns the stamp of the latest warning if it did not appear, otherwise null. */
        fun unseenMs(): Long?

        /** Returns the state of the phone maker's switch for this path, or null if none is known. */
        fun switch(launchPath: LaunchPath): SwitchState?

        /** Returns the result of the trial of this path, or null if there was none. */
        fun trial(launchPath: LaunchPath): LaunchTrialResult?

        /** Returns the wall-clock time at which somebody stopped the app, or null if nobody ever did. */
        fun stoppedMs(): Long?

        /** Returns the home region in ISO 3166. */
        fun home(): String

        /**
         * Returns whether somebody may be seeing or controlling the screen, or telling the parent what to tap: a
         * stranger in a phone call, or a voice in an app.
         */
        fun mayBeLed(): Boolean
    }

    /** Receives everything that a source reports. */
    val tap =
        SignalTap { source, observation ->
            sightings.heard(source, observation)
            phoneCheck.heard(source, observation)
        }

    val health: Health by lazy { Health(phone, sightings, moments) }

    val selfTest: SelfTest by lazy { SelfTest(checks, results, moments, platform.network, messages) }

    /** The messages to the family that a check causes. */
    val deferred: DeferredNotices by lazy {
        DeferredNotices(dependencies.family.unheld, dependencies.database, moments, ::releaseIn)
    }

    val phoneCheck: PhoneCheck by lazy {
        PhoneCheck(moments, deferred, ::checked, ::holdsMoney, dependencies::mayBeLed, platform.thread::post)
    }

    private fun checked() = CheckedPhone(
        maker = Build.MANUFACTURER,
        model = Build.MODEL,
        release = "${Build.VERSION.RELEASE} (${Build.VERSION.SDK_INT}), ${Build.DISPLAY}",
        securityPatch = Build.VERSION.SECURITY_PATCH,
        build = version(),
        home = dependencies.home(),
    )

    private fun version(): String {
        val info = context.packageManager.getPackageInfo(context.packageName, 0)
        return "${info.versionName} (${info.longVersionCode})"
    }

    /** Starts what runs until the process ends. */
    fun begin() {
        SelfTestService.keepGoing(context)
        unlessRefused { deferred.resume() }
        dependencies.warningController.watch { standing -> platform.thread.post { noteShown(standing?.warning) } }
    }

    private var shown: Warning? = null

    @GuardThread
    private fun noteShown(warning: Warning?) {
        platform.thread.assertCurrent()
        if (warning == shown) return
        shown = warning
        if (warning != null) unlessRefused { deferred.shown(warning) }
    }

    private val moments get() = dependencies.moments

    private val sightings by lazy {
        Sightings(dependencies.database, moments, platform.thread::post, Build.VERSION.SDK_INT, ::holdsMoney)
    }

    private val results by lazy { SelfTestResults(dependencies.database) }

    private val engineProbe by lazy {
        CoreLibrary.load()
        EngineProbe()
    }

    private val phone =
        object : Health.Phone {
            override val signals get() = dependencies.signals

            override fun lacking() = dependencies.lacking()

            override fun ways(): List<FamilyRoute> = unlessRefused { ways.all() }.orEmpty()

            override fun isAgreed() = unlessRefused { dependencies.family.isTold() } != false

            override fun silence() = unlessRefused { dependencies.silence() }.orEmpty()

            override fun results() = results.all()

            override fun pausedUntilMs() = dependencies.pausedUntilMs()

            override fun unseenMs() = dependencies.unseenMs()

            override fun switch(launchPath: LaunchPath) = dependencies.switch(launchPath)

            override fun trial(launchPath: LaunchPath) = dependencies.trial(launchPath)

            override fun stoppedMs() = unlessRefused { dependencies.stoppedMs() }
        }

    private val ways by lazy {
        FamilyRoutes(context, dependencies.contacts::all, dependencies.family::deliveries, moments)
    }

    private val checks by lazy {
        listOf(
            UsageEventsCheck(context, sightings, moments, ::usageState),
            DisplaysCheck(context, dependencies.displays::heardOf, ::displaysWereHeard, ::isMoneyAppInFront, probe),
            EngineCheck({ engineProbe.warnsOfTheCase() }, { engineProbe.isSilentOtherwise() }),
            DatabaseCheck(dependencies.database, ::hasRoom, moments::nowMs),
            ClockCheck(dependencies.database, moments, platform.builtMs, platform::networkMs),
            PushCheck(dependencies.https, dependencies.contacts::all),
            TextMessagesCheck(context, dependencies.contacts::all) {
                dependencies.contacts.all().flatMap(dependencies.family::deliveries)
            },
            ContactsCheck(PhoneContacts(context)),
            SoundCheck(context),
            KeysCheck(dependencies.secrets, dependencies.contacts::all),
        )
    }

    /** Reports the state of the database at once, without waiting for the next self-test. */
    fun stored(works: Boolean) =
        selfTest.found(CheckId.DATABASE, if (works) Finding.Fine else Finding.Fault(Finding.Reason.NOT_STORED))

    private fun hasRoom(): Boolean {
        dependencies.reserved.make()
        return dependencies.reserved.isThere
    }

    private val probe by lazy { IsolatedProcessProbe(context, Thread::sleep) }

    private fun usageState() =
        dependencies.signals.find { it.id == SignalId.USAGE_EVENTS }?.state() ?: SignalState.NotOnThisPhone

    private fun isMoneyAppInFront() = dependencies.inFront()?.let(::holdsMoney) ?: false

    private fun displaysWereHeard() =
        sightings.seenAt(SignalId.DISPLAYS) != null || results.all()[CheckId.DISPLAYS]?.fineMs != null

    private val messages =
        object : SelfTest.Messages {
            override fun keep(news: CheckResult.News, checks: Set<CheckId>, atMs: Long) {
                val kind =
                    when (news) {
                        CheckResult.News.BROKEN -> FamilyMessage.PROTECTION
                        CheckResult.News.MENDED -> FamilyMessage.RESTORED
                    }
                dependencies.family.keep(Notice(kind, RuleId.PROTECTION_CHANGED, atMs, null, parts(checks)))
            }

            override fun deliver() = dependencies.family.deliver()
        }

    /**
     * Returns the parts that the message can name. If a part has no name there, returns none: the message then says
     * that not everything works.
     */
    private fun parts(checks: Set<CheckId>): Set<Capability> =
        checks.map(::part).takeUnless { null in it }.orEmpty().filterNotNull().toSet()

    private fun part(check: CheckId): Capability? = when (check) {
        CheckId.USAGE_EVENTS -> Capability.USAGE_ACCESS
        CheckId.TEXT_MESSAGES -> Capability.SMS
        CheckId.CONTACTS -> Capability.CONTACTS
        CheckId.DISPLAYS, CheckId.ENGINE, CheckId.DATABASE, CheckId.CLOCK, CheckId.PUSH, CheckId.SOUND, CheckId.KEYS,
        -> null
    }

    private val release by lazy {
        WakeAlarm.OfPhone(context, Intent(context, WakeReceiver::class.java).setAction(CHECK))
    }

    /** Uses the thread, and an alarm in case the phone sleeps or the process has ended. */
    private fun releaseIn(ms: Long) {
        release.ringIn(ms)
        platform.thread.postLater(WorkThread.Kind.CHECK, ms) { unlessRefused { deferred.releaseDue() } }
    }

    private companion object {
        const val CHECK = "app.kinguard.CHECK"
    }
}
