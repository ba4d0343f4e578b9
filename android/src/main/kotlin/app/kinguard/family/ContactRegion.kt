package app.kinguard.family

import app.kinguard.core.CallerKind
import app.kinguard.core.GuardException
import app.kinguard.core.classify

/** Returns whether the contact's number is one of [region]. The police of one country cannot be called from another. */
internal fun Contact.isIn(region: String): Boolean = try {
    classify(region, number).kind == CallerKind.DOMESTIC
} catch (_: GuardException.BadRegion) {
    false
}
