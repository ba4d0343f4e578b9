package app.kinguard.signals

import app.kinguard.core.Declaration
import app.kinguard.core.Event
import app.kinguard.core.Power
import app.kinguard.failure.unlessRefused
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/**
 * The apps that were installed recently and did not come with the phone, remembered beyond the process. Such an app's
 * powers are watched more closely, and if the phone hides its components the worst is assumed. Any thread may call.
 */
class RecentApps(private val memory: SignalMemory, private val clock: EngineClock) {
    /** The last value read or written, because every turn asks for it. */
    private var known: List<Fresh>? = null

    /**
     * An app that was installed [atMs], with the powers that it may ask the user for and those that it was seen to
     * have.
     */
    internal data class Fresh(val app: String, val atMs: Long, val asksFor: Set<Power>, val has: Set<Power>)

    /**
     * Records an installation. An update of an old app does not make it recent, but may ask for more than the app did.
     */
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
        val all = known ?: unlessRefused { memory.read(KEY) }?.let(::read).orEmpty()
        known = all
        return all.filter { it.atMs >= from }
    }

    operator fun contains(app: String): Boolean = all().any { it.app == app }

    /** Returns the powers that the app may ask for. Unknown declarations count as all of them. */
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

        /** As long as the core remembers a sideloaded app: a dormant one waits for days. */
        const val LASTS_MS = 30 * 86_400_000L

        /** More arrive at once only if a new phone takes over an old one's apps. */
        const val HELD = 40
    }
}
