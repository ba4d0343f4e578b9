package app.kinguard.family.sealed

import app.kinguard.store.SecretStore
import app.kinguard.store.SecretStore.Opened

/** The phone's keystore, whose faults a test chooses. What it seals cannot be read by accident. */
internal class ManualSecrets : SecretStore {
    /** What opening anything leads to; null if it works. */
    var opens: Opened? = null

    /** False if nothing can be sealed now. */
    var seals = true

    override fun seal(plain: String): String? = if (seals) PREFIX + plain.reversed() else null

    override fun open(sealed: String): Opened = opens
        ?: if (sealed.startsWith(PREFIX)) Opened.Text(sealed.removePrefix(PREFIX).reversed()) else Opened.Lost

    override fun work() = seals && opens == null

    private companion object {
        const val PREFIX = "sealed "
    }
}
