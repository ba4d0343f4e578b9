package app.kinguard.setup

import android.content.Context
import android.text.format.DateUtils
import app.kinguard.page.Gate
import app.kinguard.page.Passage

/** For pages that the person at this phone may see without the family's PIN; nobody does while a danger goes on. */
internal fun Gate.openToParent(): Passage = if (passage() == Passage.SHUT) Passage.SHUT else Passage.OPEN

/** A day and a time, as this phone shows them. */
internal fun Context.moment(wallMs: Long): String =
    DateUtils.formatDateTime(this, wallMs, DateUtils.FORMAT_SHOW_DATE or DateUtils.FORMAT_SHOW_TIME)
