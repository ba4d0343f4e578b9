package app.kinguard.setup

import app.kinguard.page.Gate
import app.kinguard.page.Passage

/** For pages that the person at this phone may see without the family's PIN; nobody does while a danger goes on. */
internal fun Gate.openToParent(): Passage = if (passage() == Passage.SHUT) Passage.SHUT else Passage.OPEN
