package app.kinguard.family.screen

import android.content.Context
import android.content.Intent
import android.graphics.Bitmap
import app.kinguard.R
import app.kinguard.family.screen.CardPicture.Row

/** Shows what the drill teaches as one picture, to be hung beside the parent's telephone. */
class PosterActivity : CardActivity() {
    override fun show() =
        lay(getString(R.string.family_poster_title), getString(R.string.family_poster_what), draw(), spoken())

    private fun draw(): Bitmap {
        val picture = CardPicture(this, resources.configuration.locales[0])
        val rows = ROWS.map { (icon, name, todo) -> Row(icon, picture.words(name), picture.words(todo)) }
        return picture.draw(
            picture.words(R.string.family_poster_title),
            picture.words(R.string.family_poster_about),
            rows,
        )
    }

    private fun spoken() = ROWS.joinToString("\n") { (_, name, todo) -> "${getString(name)}\n${getString(todo)}" }

    companion object {
        /** The steps of the fraud, and the answer to each. */
        private val ROWS = listOf(
            Triple(R.drawable.icon_call, R.string.practice_call_title, R.string.practice_call_do),
            Triple(R.drawable.icon_add, R.string.practice_install_title, R.string.practice_install_do),
            Triple(R.drawable.icon_share, R.string.practice_share_title, R.string.practice_share_do),
            Triple(R.drawable.icon_bank, R.string.practice_bank_title, R.string.practice_bank_do),
        )

        fun intent(context: Context) = Intent(context, PosterActivity::class.java)
    }
}
