package app.kinguard.practice

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.core.Choice
import app.kinguard.core.Level

/** The texts of the drill, in the language of the phone. */
internal class PracticeWords(private val resources: Resources) {
    fun text(id: Int, vararg arguments: Any): String = resources.getString(id, *arguments)

    fun title(scene: Scene): String = when (scene) {
        Scene.CALL -> R.string.practice_call_title
        Scene.INSTALL -> R.string.practice_install_title
        Scene.SHARE -> R.string.practice_share_title
        Scene.BANK -> R.string.practice_bank_title
    }.let(::text)

    /** Tells what the stranger says. */
    fun story(scene: Scene): String = when (scene) {
        Scene.CALL -> R.string.practice_call
        Scene.INSTALL -> R.string.practice_install
        Scene.SHARE -> R.string.practice_share
        Scene.BANK -> R.string.practice_bank
    }.let(::text)

    /** Describes what the guard would do by its own rules. */
    fun guard(reaction: Reaction): String {
        val screen = when (reaction.warn?.level) {
            Level.RED -> R.string.practice_sees_red
            Level.AMBER -> R.string.practice_sees_amber
            null -> R.string.practice_sees_nothing
        }
        return listOfNotNull(screen, R.string.practice_family_told.takeIf { reaction.tellsFamily })
            .joinToString("\n", transform = ::text)
    }

    /** Describes the right thing to do. */
    fun right(scene: Scene): String = when (scene) {
        Scene.CALL -> R.string.practice_call_do
        Scene.INSTALL -> R.string.practice_install_do
        Scene.SHARE -> R.string.practice_share_do
        Scene.BANK -> R.string.practice_bank_do
    }.let(::text)

    /** Describes what the user did, the good first. It never reproaches them: in a drill, going on costs nothing. */
    fun done(choices: List<Choice>): String = listOfNotNull(
        R.string.practice_did_stop.takeIf { Choice.STOP in choices },
        R.string.practice_did_call.takeIf { Choice.CALL_FAMILY in choices },
        R.string.practice_did_money.takeIf { Choice.MONEY_SENT in choices },
        R.string.practice_did_leave.takeIf { choices == listOf(Choice.LEFT) },
        R.string.practice_did_go_on.takeIf { Choice.CONTINUE in choices },
    ).joinToString("\n", transform = ::text)

    /** Asks the one question for the parent and child to talk about. */
    fun question(choices: List<Choice>): String = when {
        Choice.CONTINUE in choices -> R.string.practice_ask_go_on
        Choice.CALL_FAMILY in choices -> R.string.practice_ask_call
        else -> R.string.practice_ask_stop
    }.let(::text)

    fun drawing(scene: Scene): Int = when (scene) {
        Scene.CALL -> R.drawable.practice_call
        Scene.INSTALL -> R.drawable.practice_install
        Scene.SHARE -> R.drawable.practice_share
        Scene.BANK -> R.drawable.practice_bank
    }
}
