package app.kinguard.page

import android.content.Context
import android.content.Intent
import java.util.concurrent.Executor

/** What the application offers every page. */
interface PageHost {
    val gate: Gate

    /** Where pages read what they show: the main thread waits for nothing. */
    val aside: Executor
}

/** What stands before the pages on which the family sets things. */
interface Gate {
    /** Asked once a second and before every touch; from memory. */
    fun passage(): Passage

    /** Finds out anew, and calls [known] on whichever thread did. */
    fun find(known: () -> Unit)

    /** The screen on which the family's PIN is given. Only to be asked for while [passage] is [Passage.PIN]. */
    fun ask(context: Context): Intent
}

/** Whether a page may be seen now. */
enum class Passage {
    OPEN,

    /** A danger goes on, or somebody may be looking on: nobody may see or change anything, PIN or not. */
    SHUT,

    /** The family's PIN first. */
    PIN,

    /** It is still being found out, and nothing is shown before. */
    NOT_KNOWN,
}

/** For pages that the person at this phone may see without the family's PIN; nobody does while a danger goes on. */
fun Gate.passageWithoutPin(): Passage = passage().let { if (it == Passage.PIN) Passage.OPEN else it }
