package app.kinguard.guard

import app.kinguard.warning.FallbackSurface
import app.kinguard.warning.Warning

/** Records in [done] what replaces the warning's screen. */
internal class RecordingFallbackSurface(private val done: MutableList<String>) : FallbackSurface {
    override fun sound() {
        done += "sound"
    }

    override fun show() {
        done += "show"
    }

    override fun clear() {
        done += "clear"
    }
}

/** Records in [done] what has to be remembered of the warning. */
internal class RecordingRecord(private val done: MutableList<String>, private val stores: () -> Boolean = { true }) :
    FocusMonitor.Record {
    override fun unseen(warning: Warning): Boolean {
        done += "unseen"
        return stores()
    }

    override fun seen() {
        done += "seen"
    }

    override fun nowhere() {
        done += "nowhere"
    }
}
