package app.kinguard.signals

import app.kinguard.core.Declaration
import app.kinguard.core.Event
import app.kinguard.core.Power
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/**
 * The apps that came onto this phone lately and not with it, remembered beyond the process: what such an app may do is
 * looked at more closely, and where the phone hides its parts the worse is believed. Any thread may call.
 */
class RecentApps(private val memory: SignalMemory, private val clock: EngineClock) {
    /** As last read or written: it is asked for at every turn. */
    private var known: List<Fresh>? = null

    /** An app that came [atMs], with those of the powers that it may ask a person for and was seen to have. */
    internal data class Fresh(val app: String, val atMs: Long, val asksFor: Set<Power>, val has: Set<Power>)

    /** An update of an app that has long been here makes it no fresh one, but may ask for more than the app did. */
    @Synchronized
    internal fun came(atMs: Long, event: Event.AppInstalled) {
        val all = all()
        val known = all.find { it.app == event.`package` }
        if (event.preinstalled == true || (event.update && known == null)) return
        val fresh = Fresh(event.`package`, known?.atMs ?: atMs, event.powers(), known?.has.orEmpty())
        write((all - setOfNotNull(known) + fresh).takeLast(HELD))
    }

    @Synchronized
    internal fun gone(app: String) {
        val all = all()
        if (all.any { it.app == app }) write(all.filterNot { it.app == app })
    }

    @Synchronized
    internal fun has(app: String, powers: Set<Power>) =
        write(all().map { if (it.app == app) it.copy(has = powers) else it })

    @Synchronized
    internal fun all(): List<Fresh> {
        val from = clock.nowMs() - LASTS_MS
        val all = known ?: orNull { memory.read(KEY) }?.let(::read).orEmpty()
        known = all
        return all.filter { it.atMs >= from }
    }

    operator fun contains(app: String): Boolean = all().any { it.app == app }

    /** What was not told may be asked for all the same. */
    private fun Event.AppInstalled.powers(): Set<Power> = Power.entries.filter { power ->
        declares?.let { power.declaration() in it } ?: true
    }.toSet()

    private fun Power.declaration() = when (this) {
        Power.OVERLAY -> Declaration.OVERLAY
        Power.INSTALLS_APPS -> Declaration.INSTALLS_APPS
    }

    private fun write(apps: List<Fresh>) {
        known = apps
        memory.write(KEY, JSONArray(apps.map(::json)).toString())
    }

    private fun json(fresh: Fresh) = JSONObject()
        .put("app", fresh.app)
        .put("at", fresh.atMs)
        .put("asks", words(fresh.asksFor))
        .put("has", words(fresh.has))

    private fun read(text: String): List<Fresh> = try {
        val apps = JSONArray(text)
        List(apps.length(), apps::getJSONObject).map {
            Fresh(
                it.getString("app"),
                it.getLong("at"),
                powers(it.getJSONArray("asks")),
                powers(it.getJSONArray("has")),
            )
        }
    } catch (_: JSONException) {
        emptyList()
    }

    private fun words(powers: Set<Power>) = JSONArray(powers.map { it.name })

    private fun powers(words: JSONArray): Set<Power> =
        List(words.length(), words::getString).mapNotNull { word -> Power.entries.find { it.name == word } }.toSet()

    companion object {
        private const val KEY = "fresh_apps"

        /** As long as the core remembers an app from a file: a sleeper waits for days. */
        const val LASTS_MS = 30 * 86_400_000L

        /** More come at once only where a new phone takes over an old one's apps. */
        const val HELD = 40
    }
}
