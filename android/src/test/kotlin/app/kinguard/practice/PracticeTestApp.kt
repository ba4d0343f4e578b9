package app.kinguard.practice

import android.app.Application
import android.content.Context
import android.content.Intent
import app.kinguard.guard.PracticeEngine
import app.kinguard.page.Gate
import app.kinguard.page.PageAccess
import app.kinguard.page.PageHost
import app.kinguard.store.Database
import app.kinguard.warning.RecordingAlarm
import app.kinguard.warning.RecordingCallActions
import app.kinguard.warning.RecordingListener
import app.kinguard.warning.RecordingPresenter
import app.kinguard.warning.RecordingProjectionPreemptor
import app.kinguard.warning.Relative
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningController
import app.kinguard.warning.WarningHost
import java.util.concurrent.Executor

/** The application of these tests: the real drill and the real warning, with records of what must not happen. */
class PracticeTestApp :
    Application(),
    PracticeHost,
    WarningHost,
    PageHost {
    val alarm = RecordingAlarm()
    val callActions = RecordingCallActions()
    val capture = RecordingProjectionPreemptor()

    /** A listener that must hear nothing. */
    val listener = RecordingListener()
    val database by lazy { Database(this) }
    val store by lazy { PracticeStore(database) }
    var family = listOf(Relative("女儿小芳", "+8613900000001"))
    var home = "CN"
    var nowMs = 1_000L
    var hour = 10
    var calm = true
    var passage = PageAccess.OPEN

    override val warningController by lazy {
        WarningController(RecordingPresenter(), alarm, callActions, capture).also { it.listener = listener }
    }

    override val practice by lazy {
        Practice(warningController, store, { nowMs }, Runnable::run, { home }, { PracticeEngine(home) }) { warn ->
            Warning(warn.level, warn.rule, warn.reasons, 1, home, family, mayGoOn = true, practice = false, null)
        }
    }

    override val practiceReminder by lazy { PracticeReminder(this, store, { nowMs }, { hour }, { calm }) }

    override fun findLastRed(found: (Warning?) -> Unit) = found(null)

    override val aside = Executor(Runnable::run)

    override val gate =
        object : Gate {
            override fun passage() = this@PracticeTestApp.passage

            override fun find(known: () -> Unit) = known()

            override fun ask(context: Context): Intent = error("no PIN is asked for")
        }
}
