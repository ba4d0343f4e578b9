package app.kinguard.family.screen

import android.content.ClipData
import android.content.Intent
import android.graphics.Bitmap
import app.kinguard.R
import app.kinguard.failure.isAllowed

/** Shows a picture, and hands it to the app that the user chooses. */
abstract class CardActivity : ScreenActivity() {
    /** True if the card could not be handed on. */
    private var isRefused = false

    internal fun lay(title: String, what: String, card: Bitmap, description: String): Unit = page.show {
        headline(title)
        text(what)
        wrong(getString(R.string.family_card_not_shared).takeIf { isRefused })
        picture(card, description)
        quiet(getString(R.string.family_screen_back)) { finish() }
        main(getString(R.string.family_card_share)) { share(card) }
    }

    /** The system's share sheet can also print. Only the app that is chosen there may read the card. */
    private fun share(card: Bitmap) = write({ InstructionCardFile(this).write(card) }) { written ->
        val send = Intent(Intent.ACTION_SEND)
            .setType(InstructionCardFile.TYPE)
            .putExtra(Intent.EXTRA_STREAM, InstructionCardFile.URI)
            .addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        send.clipData = ClipData.newRawUri(null, InstructionCardFile.URI)
        isRefused = !written || !isAllowed { startActivity(Intent.createChooser(send, null)) }
        if (isRefused) {
            show()
            page.toTop()
        }
    }
}
