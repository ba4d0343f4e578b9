package app.kinguard.guard

import android.content.ComponentName
import app.kinguard.family.Family
import app.kinguard.family.MessageKind
import app.kinguard.signals.ServiceIdentity
import app.kinguard.store.Database
import app.kinguard.store.putSetting
import app.kinguard.store.setting
import app.kinguard.store.unlessRefused

/**
 * Other apps' accessibility services that can act for the person, and which of them the family said to know: those shut
 * no page and leave the way past a warning open. Any thread may call.
 *
 * A known one that was off, or whose app is another's now, is strange again. While the phone is set up each that is on
 * may be said to be known, for whoever needs a screen reader could not set it up otherwise; later only after it was on
 * for a day without any warning, so that nobody can be talked into both within one call. What is known to show the
 * screen to others, and what did not come from a store of this phone's own, never.
 */
class KnownServices(
    private val phone: Phone,
    private val database: Database,
    private val family: Family,
    private val clocks: Clocks,
    /** Whether no warning was given since that stamp. */
    private val wasCalmSince: (Long) -> Boolean,
    /** Whether the first run was gone through to its end. */
    private val isSetUp: () -> Boolean,
) {
    /** [nowMs] by the guard's stamps, [elapsedMs] by the phone alone, without asking the store. */
    class Clocks(val nowMs: () -> Long, val elapsedMs: () -> Long)

    /** What the phone knows of its services. */
    interface Phone {
        /** Those that are on and did not come with it; null where it does not say. */
        fun acting(): Set<ComponentName>?

        /** Null where the app is not shown. */
        fun identity(service: ComponentName): ServiceIdentity?

        fun isFromStore(app: String): Boolean

        /** Whether the app is known to show the screen to others. */
        fun sharesScreen(app: String): Boolean

        /** Whether one speaks the screen or writes it in Braille. */
        fun hasScreenReader(): Boolean

        /** Somebody is on the line, in an app's call too, or rings. */
        fun isInCall(): Boolean

        fun watch(changed: () -> Unit)
    }

    /** Follows what is switched on and off for as long as the process lives; [work] leads off the main thread. */
    fun watch(work: (() -> Unit) -> Unit) {
        phone.watch { work(::lookAnew) }
        work(::lookAnew)
    }

    /** All that act now, each as it stands with the family. Asks the phone and the store: not on the main thread. */
    fun find(): List<ControllingService> {
        val all = look().map { ControllingService(it.service, acquaintance(it)) }
        found = Found(clocks.elapsedMs(), all, phone.hasScreenReader())
        return all
    }

    /** The same from memory, so on any thread and at every touch; null where they were not asked for a while. */
    fun lately(): List<ControllingService>? = recent()?.services

    /** Whether one acts that nobody said to know, as [lately]. */
    fun anyStrangeLately(): Boolean? = lately()?.any { it.acquaintance != ServiceTrust.Known }

    /**
     * Whether one acts that nobody said to know, as it was found last, however long ago: what is switched on and off is
     * followed. Null where it is being found out.
     */
    fun anyStrangeAsFound(): Boolean? = found?.services?.any { it.acquaintance != ServiceTrust.Known }

    /**
     * Whether a screen reader is on, and nothing acts beside it that nobody said to know, as [lately]. Not every reader says
     * of itself that it is a tool for the disabled, and Android 14 keeps from all others what is kept from apps that only
     * claim to.
     */
    fun screenReaderIsTrusted(): Boolean = recent()?.hasReader == true && anyStrangeLately() == false

    /** The family says to know it. Everybody of them is told. Returns whether it may be known. */
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

    /** What is on, as it was seen before. What is off is forgotten. */
    @Synchronized
    private fun look(): List<ObservedService> {
        val on = phone.acting() ?: return emptyList()
        val before = kept()
        val seen = on.sorted().map { service -> seen(service, before.find { it.service == service }) }
        val now = seen.map { it.kept }
        // On a full phone it is new again at each look, and cannot be known.
        if (now != before) unlessRefused { database.write { it.putSetting(KEY, ServiceCodec.write(now)) } }
        return seen.map { it.now }
    }

    /** While an app is updated it is not there for a moment: then it is not believed, and not forgotten either. */
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

        /** A page looks every second; so much is left to a guard that is busy. */
        const val HOLDS_MS = 5_000L
        private const val KEY = "acting-services"
    }
}

/** A service that acts, and how it stands with the family. */
data class ControllingService(val service: ComponentName, val acquaintance: ServiceTrust)

/** How a service stands with the family. */
sealed interface ServiceTrust {
    /** They said to know it. */
    data object Known : ServiceTrust

    /** They have not, and may. */
    data object MayBeKnown : ServiceTrust

    /** They may not. */
    data class Refused(val why: Refusal) : ServiceTrust
}

/** Why a service may not be said to be known. */
enum class Refusal {
    /** Its app is known to show the screen to others, or to work the phone for them. */
    SHOWS_SCREEN,

    /** A file, a link, a cable or another app brought it, or the phone does not say. */
    NOT_FROM_STORE,

    /** It has not been on for a day without a warning. */
    TOO_NEW,

    /** Somebody on the line may be saying what to tap. */
    DURING_CALL,
}
