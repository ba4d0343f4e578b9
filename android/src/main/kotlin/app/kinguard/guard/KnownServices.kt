package app.kinguard.guard

import android.content.ComponentName
import app.kinguard.failure.unlessRefused
import app.kinguard.family.Family
import app.kinguard.family.MessageKind
import app.kinguard.signals.ServiceIdentity
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting

/**
 * Other apps' accessibility services that can act for the user, and which of them the family has marked as known. Known
 * services neither close pages nor block the way past a warning. Any thread may call.
 *
 * A known service that was off, or whose app was replaced by another's, is strange again. During the first set-up every
 * service that is on may be marked as known, because somebody who needs a screen reader could not set up the phone
 * otherwise. Later a service may be marked only after it was on for a day without any warning, so that nobody can be
 * talked into both within one call. A service that is known to show the screen to others, or that did not come from one
 * of this phone's own stores, may never be marked.
 */
class KnownServices(
    private val phone: Phone,
    private val database: Database,
    private val family: Family,
    private val clocks: Clocks,
    /** Returns whether no warning was raised since that stamp. */
    private val wasCalmSince: (Long) -> Boolean,
    /** Returns whether the first run was completed. */
    private val isSetUp: () -> Boolean,
) {
    /** The two clocks: [nowMs] by the guard's stamps, [elapsedMs] by the phone alone, without reading the store. */
    class Clocks(val nowMs: () -> Long, val elapsedMs: () -> Long)

    /** The phone's knowledge of its services. */
    interface Phone {
        /** Returns the services that are on and did not come with the phone. Null if the phone does not say. */
        fun acting(): Set<ComponentName>?

        /** Returns the identity of [service]. Null if its app is hidden. */
        fun identity(service: ComponentName): ServiceIdentity?

        fun isFromStore(app: String): Boolean

        /** Returns whether the app is known to show the screen to others. */
        fun sharesScreen(app: String): Boolean

        /** Returns whether a service is on that speaks the screen or writes it in Braille. */
        fun hasScreenReader(): Boolean

        /** Returns whether a call is under way or rings, an app's call included. */
        fun isInCall(): Boolean

        fun watch(changed: () -> Unit)
    }

    /**
     * Follows services that are switched on and off for as long as the process lives. [work] runs a task off the main
     * thread.
     */
    fun watch(work: (() -> Unit) -> Unit) {
        phone.watch { work(::lookAnew) }
        work(::lookAnew)
    }

    /**
     * Returns all services that act now, each with its trust. Asks the phone and the store, so not for the main thread.
     */
    fun find(): List<ControllingService> {
        val all = look().map { ControllingService(it.service, acquaintance(it)) }
        found = Found(clocks.elapsedMs(), all, phone.hasScreenReader())
        return all
    }

    /**
     * Returns the same from memory, so it suits any thread and every touch. Null if they were not checked for a while.
     */
    fun lately(): List<ControllingService>? = recent()?.services

    /** Returns whether a service acts that is not marked as known, as [lately]. */
    fun anyStrangeLately(): Boolean? = lately()?.any { it.acquaintance != ServiceTrust.Known }

    /**
     * Returns whether the last check, however old, found a service that is not marked as known. Services that are
     * switched on and off are followed. Null while a check runs.
     */
    fun anyStrangeAsFound(): Boolean? = found?.services?.any { it.acquaintance != ServiceTrust.Known }

    /**
     * Returns whether a screen reader is on and only known services act beside it, as [lately]. Some readers do not
     * declare themselves accessibility tools, and Android 14 hides from them all what it hides from apps that only
     * claim to be one.
     */
    fun screenReaderIsTrusted(): Boolean = recent()?.hasReader == true && anyStrangeLately() == false

    /** Marks the service as known and tells the whole family. Returns whether that was allowed. */
    fun acknowledge(service: ComponentName): Boolean = turn(service, ServiceTrust.MayBeKnown, known = true) {
        family.tellAll(MessageKind.SERVICE_KNOWN)
    }.also { if (it) family.deliver() }

    /** Undoes [acknowledge]. */
    fun forget(service: ComponentName): Boolean = turn(service, ServiceTrust.Known, known = false) {}

    private fun lookAnew() {
        found = null
        unlessRefused { find() }
    }

    @Synchronized
    private fun turn(service: ComponentName, from: ServiceTrust, known: Boolean, tell: () -> Unit): Boolean {
        if (look().none { it.service == service && acquaintance(it) == from }) return false
        database.write { sql ->
            val turned = kept().map { if (it.service == service) it.copy(isKnown = known) else it }
            sql.putSetting(KEY, ServiceCodec.write(turned))
            tell()
        }
        find()
        return true
    }

    private fun acquaintance(seen: ObservedService): ServiceTrust = when {
        seen.isKnown -> ServiceTrust.Known

        phone.sharesScreen(seen.service.packageName) -> ServiceTrust.Refused(Refusal.SHOWS_SCREEN)

        seen.identity == null || !phone.isFromStore(seen.service.packageName) ->
            ServiceTrust.Refused(Refusal.NOT_FROM_STORE)

        // Before the first run is over the guard may not know yet who is on the line.
        !isSetUp() && phone.isInCall() -> ServiceTrust.Refused(Refusal.DURING_CALL)

        !isSetUp() || isProved(seen) -> ServiceTrust.MayBeKnown

        else -> ServiceTrust.Refused(Refusal.TOO_NEW)
    }

    private fun isProved(seen: ObservedService): Boolean {
        val nowMs = clocks.nowMs()
        return nowMs - seen.sinceMs >= PROVED_MS && wasCalmSince(nowMs - PROVED_MS)
    }

    /** Returns the services that are on, as seen before. Services that are off are forgotten. */
    @Synchronized
    private fun look(): List<ObservedService> {
        val on = phone.acting() ?: return emptyList()
        val before = kept()
        val seen = on.sorted().map { service -> seen(service, before.find { it.service == service }) }
        val now = seen.map { it.kept }
        // On a phone with full storage a service is new again at each look, and cannot become known.
        if (now != before) unlessRefused { database.write { it.putSetting(KEY, ServiceCodec.write(now)) } }
        return seen.map { it.now }
    }

    /**
     * Looks at one service. While its app is updated it is missing for a moment: then the service is neither trusted
     * nor forgotten.
     */
    private fun seen(service: ComponentName, before: ObservedService?): Look {
        val identity = phone.identity(service)
        val kept = before?.takeIf { identity == null || it.identity == identity }
            ?: ObservedService(service, identity, clocks.nowMs())
        return Look(kept, if (identity == null) kept.copy(identity = null, isKnown = false) else kept)
    }

    private fun kept(): List<ObservedService> = ServiceCodec.read(database.setting(KEY))

    private class Look(val kept: ObservedService, val now: ObservedService)

    private fun recent() = found?.takeIf { clocks.elapsedMs() - it.atMs in 0 until HOLDS_MS }

    private class Found(val atMs: Long, val services: List<ControllingService>, val hasReader: Boolean)

    @Volatile
    private var found: Found? = null

    companion object {
        const val PROVED_MS = 24 * 3_600_000L

        /** A page looks every second; the rest of this time is a margin for a busy guard. */
        const val HOLDS_MS = 5_000L
        private const val KEY = "acting-services"
    }
}

/** A service that acts, and the family's trust in it. */
data class ControllingService(val service: ComponentName, val acquaintance: ServiceTrust)

/** The family's trust in a service. */
sealed interface ServiceTrust {
    /** Marked as known. */
    data object Known : ServiceTrust

    /** Not marked, but may be. */
    data object MayBeKnown : ServiceTrust

    /** May not be marked. */
    data class Refused(val why: Refusal) : ServiceTrust
}

/** The reasons why a service may not be marked as known. */
enum class Refusal {
    /** Its app is known to show the screen to others, or to control the phone for them. */
    SHOWS_SCREEN,

    /** It came from a file, a link, a cable or another app, or the phone does not say. */
    NOT_FROM_STORE,

    /** It has not been on for a day without a warning. */
    TOO_NEW,

    /** A caller may be telling the parent what to tap. */
    DURING_CALL,
}
