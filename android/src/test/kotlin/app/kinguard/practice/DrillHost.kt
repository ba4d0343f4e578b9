package app.kinguard.practice

import android.app.Application
import android.content.Context
import android.content.Intent
import app.kinguard.guard.PracticeEngine
import app.kinguard.page.Gate
import app.kinguard.page.PageHost
import app.kinguard.page.Passage
import app.kinguard.store.Database
import app.kinguard.warning.RecordingAlarm
import app.kinguard.warning.RecordingCapture
import app.kinguard.warning.RecordingHands
import app.kinguard.warning.RecordingListener
import app.kinguard.warning.RecordingStage
import app.kinguard.warning.Relative
import app.kinguard.warning.Warning
import app.kinguard.warning.WarningDesk
import app.kinguard.warning.WarningHost
import java.util.concurrent.Executor

/** The application of these tests: the real drill and the real warning, with records of what must not happen. */
class DrillHost :
    Application(),
    PracticeHost,
    WarningHost,
    PageHost {
    val alarm = RecordingAlarm()
    val hands = RecordingHands()
    val capture = RecordingCapture()

    /** Who must hear nothing. */
    val listener = RecordingListener()
    val database by lazy { Database(this) }
    val book by lazy { PracticeBook(database) }
    var family = listOf(Relative("女儿小芳", "+8613900000001"))
    var home = "CN"
    var nowMs = 1_000L
    var hour = 10
    var calm = true
    var passage = Passage.OPEN

    override val warningDesk by lazy {
        WarningDesk(RecordingStage(), alarm, hands, capture).also { it.listener = listener }
    }

    override val practice by lazy {
        Practice(warningDesk, book, { nowMs }, Runnable::run, { home }, { PracticeEngine(home) }) { warn ->
            Warning(warn.level, warn.rule, warn.reasons, 1, home, family, mayGoOn = true, practice = false, null)
        }
    }

    override val practiceReminder by lazy { PracticeReminder(this, book, { nowMs }, { hour }, { calm }) }

    override fun findLastRed(found: (Warning?) -> Unit) = found(null)

    override val aside = Executor(Runnable::run)

    override val gate =
        object : Gate {
            override fun passage() = this@DrillHost.passage

            override fun find(known: () -> Unit) = known()

            override fun ask(context: Context): Intent = error("no PIN is asked for")
        }
}
