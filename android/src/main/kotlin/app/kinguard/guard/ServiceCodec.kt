package app.kinguard.guard

import android.content.ComponentName
import app.kinguard.signals.ServiceIdentity
import org.json.JSONArray
import org.json.JSONException
import org.json.JSONObject

/** A service that was seen to be on. [identity]: null if the phone hides its app. */
internal data class ObservedService(
    val service: ComponentName,
    val identity: ServiceIdentity?,
    /** The stamp at which it was first seen. */
    val sinceMs: Long,
    val isKnown: Boolean = false,
)

/** The storage format of observed services. */
internal object ServiceCodec {
    fun write(services: List<ObservedService>): String? =
        if (services.isEmpty()) null else JSONArray(services.map(::json)).toString()

    /** Reads the services. An entry that cannot be read counts as never seen. */
    fun read(text: String?): List<ObservedService> = try {
        text?.let(::JSONArray)?.let { all -> List(all.length(), all::getJSONObject).mapNotNull(::service) }.orEmpty()
    } catch (_: JSONException) {
        emptyList()
    }

    private fun json(seen: ObservedService) = JSONObject()
        .put("service", seen.service.flattenToString())
        .put("signers", seen.identity?.let { JSONArray(it.signers) })
        .put("installed", seen.identity?.installedMs)
        .put("since", seen.sinceMs)
        .put("known", seen.isKnown)

    private fun service(json: JSONObject): ObservedService? {
        val service = ComponentName.unflattenFromString(json.getString("service")) ?: return null
        val signers = json.optJSONArray("signers")
        val identity = signers?.let {
            ServiceIdentity(service, List(it.length(), it::getString), json.getLong("installed"))
        }
        return ObservedService(service, identity, json.getLong("since"), json.getBoolean("known"))
    }
}
