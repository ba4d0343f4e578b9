package app.kinguard.warning

import android.app.Application
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.content.pm.PackageInfo
import app.kinguard.R
import app.kinguard.core.Certainty
import app.kinguard.core.Choice
import app.kinguard.core.Direction
import app.kinguard.core.InstallSource
import app.kinguard.core.Level
import app.kinguard.core.Origin
import app.kinguard.core.Reason
import app.kinguard.core.RuleId
import app.kinguard.guard.ProcessDeath
import org.robolectric.Shadows.shadowOf
import java.util.Locale

/** Everything that can be touched on the warning. */
internal val BUTTONS =
    listOf(
        R.id.warning_main,
        R.id.warning_bank,
        R.id.warning_second,
        R.id.warning_call,
        R.id.warning_money_sent,
        R.id.warning_go_on,
        R.id.warning_back,
    )

/** An alarm that records what it would have done. */
class RecordingAlarm : WarningAlarm {
    val said = mutableListOf<Pair<String, Locale>>()
    var hushed = 0

    override fun sound(sentence: String, language: Locale) {
        said += sentence to language
    }

    override fun hush() {
        hushed++
    }
}

class RecordingCallActions(var endsCalls: Boolean = true, var rings: Boolean = true) : CallActions {
    val called = mutableListOf<String>()
    var hungUp = 0

    /** True if the process dies as it hangs up. */
    var dies = false

    override fun hangUp(): Boolean {
        hungUp++
        if (dies) throw ProcessDeath()
        return endsCalls
    }

    override fun call(number: String): Boolean {
        called += number
        return rings
    }
}

class RecordingProjectionPreemptor(var question: Intent? = Intent("a.question"), var begins: Boolean = true) :
    ProjectionPreemptor {
    val leaves = mutableListOf<Intent>()

    override fun question(): Intent? = question

    override fun beginAndEnd(leave: Intent): Boolean {
        leaves += leave
        return begins
    }
}

class FixedWarningExposure(override var screenSeen: Boolean = false, override var anotherAppActs: Boolean = false) :
    WarningExposure

class RecordingPresenter : WarningPresenter {
    val raised = mutableListOf<Warning>()
    val focus = mutableListOf<Boolean>()
    var opened = 0
    var cleared = 0

    override fun raise(warning: Warning) {
        raised += warning
    }

    override fun focused(has: Boolean) {
        focus += has
    }

    override fun opened() {
        opened++
    }

    override fun clear() {
        cleared++
    }
}

class RecordingListener : WarningListener {
    val choices = mutableListOf<Choice>()
    val recordings = mutableListOf<Boolean>()

    override fun answered(choice: Choice) {
        choices += choice
    }

    override fun recorded(visible: Boolean) {
        recordings += visible
    }
}

/** The application of these tests. */
class WarningTestApp :
    Application(),
    WarningHost {
    val alarm = RecordingAlarm()
    val callActions = RecordingCallActions()
    val capture = RecordingProjectionPreemptor()
    val presenter = RecordingPresenter()
    val listener = RecordingListener()
    val exposure = FixedWarningExposure()
    override val warningController = WarningController(presenter, alarm, callActions, capture, exposure).also {
        it.listener =
            listener
    }
    var lastRed: Warning? = null

    override fun findLastRed(found: (Warning?) -> Unit) = found(lastRed)
}

/** Gives an app the name it shows. */
fun label(host: Application, id: String, name: String) {
    val app = ApplicationInfo().also { it.packageName = id }
    app.nonLocalizedLabel = name
    val info = PackageInfo().also { it.packageName = id }
    info.applicationInfo = app
    shadowOf(host.packageManager).installPackage(info)
}

const val BANK = "com.icbc"
const val MEETING = "com.yunhuitong"

val STRANGER = Reason.StrangerCall(Direction.INCOMING, Origin.OVERSEAS, "HK", live = true, spokenMs = 680_000)
val SHARED = Reason.ScreenShared(MEETING, Certainty.CERTAIN, live = true)
val INSTALLED = Reason.Installed(MEETING, InstallSource.SIDELOAD, agoMs = 300_000)

fun red(
    rule: RuleId = RuleId.BANK_DURING_SHARE,
    reasons: List<Reason> = listOf(Reason.MoneyApp(BANK), SHARED, STRANGER),
) = Warning(
    level = Level.RED,
    rule = rule,
    reasons = reasons,
    showing = 1,
    home = "CN",
    family = listOf(Relative("女儿小芳", "13900000001"), Relative("儿子小明", "13900000002")),
    mayGoOn = true,
    practice = false,
    callingNow = null,
)

fun amber(rule: RuleId = RuleId.INSTALL_AFTER_CALL, reasons: List<Reason> = listOf(INSTALLED, STRANGER)) =
    red(rule, reasons).copy(level = Level.AMBER)

/** The rules that warn, by level; all others only tell the family. */
val WARNING_RULES: Map<RuleId, Level> =
    listOf(
        RuleId.HELP_ASKED,
        RuleId.BANK_DURING_SHARE,
        RuleId.BANK_AFTER_SHARE,
        RuleId.CODES_DURING_SHARE,
        RuleId.SHARE_BY_INSTALLED_APP,
        RuleId.SHARE_DURING_CALL,
        RuleId.SHARE_AFTER_CALL,
        RuleId.REMOTE_CONTROL,
        RuleId.CALL_FORWARDING,
        RuleId.PAYMENT_APP_IN_INCIDENT,
        RuleId.BANK_UNDER_CONTROL,
        RuleId.SHARE_BY_CONTROLLING_APP,
    ).associateWith { Level.RED } +
        listOf(
            RuleId.BANK_DURING_MEETING,
            RuleId.INSTALL_AFTER_CALL,
            RuleId.SHARE_BY_FRESH_APP,
            RuleId.SHARE_DURING_CHAT,
            RuleId.BANK_DURING_OVERSEAS_CALL,
            RuleId.BANK_AFTER_INSTALL,
            RuleId.BANK_AFTER_OVERSEAS_CALL,
            RuleId.BANK_DURING_CALL,
            RuleId.BANK_AFTER_CALL,
            RuleId.SETTINGS_DURING_CALL,
            RuleId.PERMISSION_DURING_CALL,
            RuleId.CONTROL_AFTER_CALL,
            RuleId.CODES_DURING_CHAT_SHARE,
            RuleId.BANK_DURING_DIALLED_CALL,
            RuleId.SHARE_DURING_SERVICE_CALL,
            RuleId.BANK_DURING_HABITUAL_SHARE,
            RuleId.FORWARDING_SET_UP,
            RuleId.NFC_WITH_NEW_APP,
            RuleId.CODES_DURING_CALL,
            RuleId.BANK_DURING_FAMILY_HELP,
        ).associateWith { Level.AMBER }
