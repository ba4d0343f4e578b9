package app.kinguard

import android.content.Context
import android.content.Intent
import android.os.Build
import app.kinguard.core.Capability
import app.kinguard.core.FamilyMessage
import app.kinguard.core.RuleId
import app.kinguard.family.Contacts
import app.kinguard.family.Family
import app.kinguard.family.Notice
import app.kinguard.family.channel.Https
import app.kinguard.family.lifeline.Lifeline
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.Examination
import app.kinguard.guard.WakeReceiver
import app.kinguard.health.CheckId
import app.kinguard.health.CheckResult
import app.kinguard.health.Finding
import app.kinguard.health.Health
import app.kinguard.health.Results
import app.kinguard.health.Sightings
import app.kinguard.health.TrialResult
import app.kinguard.health.Way
import app.kinguard.health.Ways
import app.kinguard.health.check.CheckedPhone
import app.kinguard.health.check.PhoneCheck
import app.kinguard.health.check.Withheld
import app.kinguard.health.selftest.ClockCheck
import app.kinguard.health.selftest.ContactsCheck
import app.kinguard.health.selftest.DatabaseCheck
import app.kinguard.health.selftest.DisplaysCheck
import app.kinguard.health.selftest.EngineCheck
import app.kinguard.health.selftest.IsolatedBystander
import app.kinguard.health.selftest.KeysCheck
import app.kinguard.health.selftest.PushCheck
import app.kinguard.health.selftest.SelfTest
import app.kinguard.health.selftest.SelfTestService
import app.kinguard.health.selftest.SoundCheck
import app.kinguard.health.selftest.TextMessagesCheck
import app.kinguard.health.selftest.UsageEventsCheck
import app.kinguard.phone.Entrance
import app.kinguard.phone.Moments
import app.kinguard.phone.SwitchState
import app.kinguard.signals.DisplaySignal
import app.kinguard.signals.Ear
import app.kinguard.signals.PhoneContacts
import app.kinguard.signals.Signal
import app.kinguard.signals.SignalId
import app.kinguard.signals.SignalState
import app.kinguard.store.Ballast
import app.kinguard.store.Database
import app.kinguard.store.Secrets
import app.kinguard.store.unlessRefused
import app.kinguard.work.Alarm
import app.kinguard.work.WorkThread

/** Wires whatever finds out whether the guard works. */
internal class HealthRooms(private val context: Context, private val outside: Outside, private val house: House) {
    /** What health needs of the other rooms. */
    interface House {
        val database: Database
        val moments: Moments
        val secrets: Secrets
        val ballast: Ballast
        val contacts: Contacts
        val family: Family
        val https: Https
        val signals: List<Signal>
        val displays: DisplaySignal

        /** The app in front as last read, or null before anything was read. */
        fun inFront(): String?

        fun lacking(): Set<Capability>

        /** How the message of silence stands with each for whom one is held. */
        fun silence(): List<Lifeline.HeldFor>

        /** By the wall clock; null: the guard is not paused. */
        fun pausedUntilMs(): Long?

        /** The stamp of a warning that did not come up; null: the latest did. */
        fun unseenMs(): Long?

        /** How the maker's switch for it stands; null: none is known. */
        fun switch(entrance: Entrance): SwitchState?

        /** What came of trying it; null: it was not tried. */
        fun trial(entrance: Entrance): TrialResult?

        /** By the wall clock; null: nobody ever stopped the app. */
        fun stoppedMs(): Long?

        /** ISO 3166. */
        fun home(): String

        /**
         * Whether somebody may be looking at the screen, or touching it, or talks who may say what to tap: a stranger on the
         * line, a voice in an app.
         */
        fun mayBeLed(): Boolean
    }

    /** Hears whatever a source reports. */
    val ear =
        Ear { source, observation ->
            sightings.heard(source, observation)
            phoneCheck.heard(source, observation)
        }

    val health: Health by lazy { Health(phone, sightings, moments) }

    val selfTest: SelfTest by lazy { SelfTest(checks, results, moments, outside.network, messages) }

    /** The family's door, behind which waits what a check makes the guard say. */
    val withheld: Withheld by lazy { Withheld(house.family, house.database, moments, ::releaseIn) }

    val phoneCheck: PhoneCheck by lazy {
        PhoneCheck(moments, withheld, ::checked, ::holdsMoney, house::mayBeLed, outside.thread::post)
    }

    private fun checked() = CheckedPhone(
        maker = Build.MANUFACTURER,
        model = Build.MODEL,
        release = "${Build.VERSION.RELEASE} (${Build.VERSION.SDK_INT}), ${Build.DISPLAY}",
        securityPatch = Build.VERSION.SECURITY_PATCH,
        build = version(),
        home = house.home(),
    )

    private fun version(): String {
        val info = context.packageManager.getPackageInfo(context.packageName, 0)
        return "${info.versionName} (${info.longVersionCode})"
    }

    /** What goes on for as long as the process lives. */
    fun begin() {
        SelfTestService.keepGoing(context)
        unlessRefused(withheld::resume)
    }

    private val moments get() = house.moments

    private val sightings by lazy {
        Sightings(house.database, moments, outside.thread::post, Build.VERSION.SDK_INT, ::holdsMoney)
    }

    private val results by lazy { Results(house.database) }

    private val examination by lazy {
        CoreLibrary.load()
        Examination()
    }

    private fun holdsMoney(app: String) = examination.holdsMoney(app)

    private val phone =
        object : Health.Phone {
            override val signals get() = house.signals

            override fun lacking() = house.lacking()

            override fun ways(): List<Way> = unlessRefused(ways::all).orEmpty()

            override fun silence() = unlessRefused(house::silence).orEmpty()

            override fun results() = results.all()

            override fun pausedUntilMs() = house.pausedUntilMs()

            override fun unseenMs() = house.unseenMs()

            override fun switch(entrance: Entrance) = house.switch(entrance)

            override fun trial(entrance: Entrance) = house.trial(entrance)

            override fun stoppedMs() = unlessRefused(house::stoppedMs)
        }

    private val ways by lazy { Ways(context, house.contacts::all, house.family::deliveries, moments) }

    private val checks by lazy {
        listOf(
            UsageEventsCheck(context, sightings, moments, ::usageState),
            DisplaysCheck(context, house.displays::heardOf, ::displaysWereHeard, ::atTheMoney, bystander),
            EngineCheck(
                object : EngineCheck.Examination {
                    override fun warnsOfTheCase() = examination.warnsOfTheCase()

                    override fun isSilentOtherwise() = examination.isSilentOtherwise()
                },
            ),
            DatabaseCheck(house.database, ::hasRoom, moments::nowMs),
            ClockCheck(house.database, moments, outside.builtMs, outside::networkMs),
            PushCheck(house.https, house.contacts::all),
            TextMessagesCheck(context, house.contacts::all) { house.contacts.all().flatMap(house.family::deliveries) },
            ContactsCheck(PhoneContacts(context)),
            SoundCheck(context),
            KeysCheck(house.secrets, house.contacts::all),
        )
    }

    /** Nobody waits for the next self-test to hear of it. */
    fun stored(works: Boolean) =
        selfTest.found(CheckId.DATABASE, if (works) Finding.Fine else Finding.Fault(Finding.Reason.NOT_STORED))

    private fun hasRoom(): Boolean {
        house.ballast.make()
        return house.ballast.isThere
    }

    private val bystander by lazy { IsolatedBystander(context, Thread::sleep) }

    private fun usageState() =
        house.signals.find { it.id == SignalId.USAGE_EVENTS }?.state() ?: SignalState.NotOnThisPhone

    private fun atTheMoney() = house.inFront()?.let(::holdsMoney) ?: false

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
                house.family.keep(Notice(kind, RuleId.PROTECTION_CHANGED, atMs, null, parts(checks)))
            }

            override fun deliver() = house.family.deliver()
        }

    /** What the message can name. Where one part has no name there, it says that not all of it works. */
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
        Alarm.OfPhone(context, Intent(context, WakeReceiver::class.java).setAction(CHECK))
    }

    /** By the thread, and by the alarm where the phone sleeps or the process is gone. */
    private fun releaseIn(ms: Long) {
        release.ringIn(ms)
        outside.thread.postLater(WorkThread.Kind.CHECK, ms) { unlessRefused(withheld::deliver) }
    }

    private companion object {
        const val CHECK = "app.kinguard.CHECK"
    }
}
