package app.kinguard.history.words

import android.content.res.Resources
import app.kinguard.R
import app.kinguard.core.Event
import app.kinguard.core.appName
import app.kinguard.history.RecordedEvent
import app.kinguard.words.WarningDescription

/** The names of apps: from the catalogue if it is sure of one, otherwise the app's own name at installation. */
internal class AppNames(private val resources: Resources, events: List<RecordedEvent>) {
    private val labels = events
        .mapNotNull { it.event as? Event.AppInstalled }
        .mapNotNull { installed -> installed.label?.let { installed.`package` to it } }
        .toMap()
    private val isChinese = resources.configuration.locales[0].language == "zh"

    fun isKnown(name: String): Boolean = appName(name) != null || name in labels

    /** Returns the name, or null if it is unknown. */
    fun plain(name: String): String? {
        val known = appName(name)?.let { if (isChinese) it.local else it.english }
        return known?.let(::short) ?: labels[name]?.let(WarningDescription::plain)
    }

    /** Leaves out the manufacturers that also have such an app. */
    private fun short(name: String): String = if (name.length <= LONG) name else name.split(" (", "（").first()

    fun quoted(name: String?): String = name?.let(::plain)?.let { resources.getString(R.string.history_quoted, it) }
        ?: resources.getString(R.string.history_app)

    private companion object {
        const val LONG = 16
    }
}
