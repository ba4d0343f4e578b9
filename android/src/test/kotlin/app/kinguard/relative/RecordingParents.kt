package app.kinguard.relative

import app.kinguard.core.Counter
import app.kinguard.core.FamilyAsk
import app.kinguard.core.LinkEntry

/** Parents of whom a test says how they fare. Records what the pages ask for. */
internal class RecordingParents : Parents {
    var known = listOf<Parent>()
    var entries = mapOf<Long, List<LinkEntry>>()

    /** What answers [pair]; null for a code that is none. */
    var pairing: ManualPairing? = null

    /** Whether answers can be stored. */
    var stores = true
    val asked = mutableListOf<String>()
    private val observers = mutableListOf<() -> Unit>()

    /** Changes what is known, and tells whoever observes it. */
    fun become(vararg parents: Parent) {
        known = parents.toList()
        observers.toList().forEach { it() }
    }

    val observed: Int get() = observers.size

    override fun all(): List<Parent> = known

    override fun answer(parent: Long, question: Counter, ask: FamilyAsk, sentence: String?): Boolean {
        asked += listOfNotNull("answer $parent $question $ask", sentence).joinToString(" ")
        return stores
    }

    override fun quiet(parent: Long) {
        asked += "quiet $parent"
    }

    override fun history(parent: Long): List<LinkEntry> = entries[parent].orEmpty()

    override fun change(parent: Long, name: String, number: String) {
        asked += "change $parent $name $number"
        known = known.map { if (it.id == parent) it.copy(name = name, number = number) else it }
    }

    override fun remove(parent: Long) {
        asked += "remove $parent"
        known = known.filterNot { it.id == parent }
    }

    override fun pair(code: String): Pairing? {
        asked += "pair $code"
        return pairing
    }

    override fun observe(changed: () -> Unit): AutoCloseable {
        observers += changed
        return AutoCloseable { observers -= changed }
    }
}

/** A pairing that goes on as a test says. */
internal class ManualPairing(override var state: Pairing.State = Pairing.State.Connecting) : Pairing {
    var isClosed = false

    override fun close() {
        isClosed = true
    }
}

internal class RecordingRole(override var isFamily: Boolean = true) : Role {
    var refuses = false

    override fun choose(family: Boolean) {
        if (!refuses) isFamily = family
    }
}

/** An alarm that sounds until a test lets it end. */
internal class ManualAlarmTest : AlarmTest {
    private var done: ((Set<AlarmTest.Hindrance>) -> Unit)? = null
    val sounds: Boolean get() = done != null
    var ended = 0

    override fun begin(done: (Set<AlarmTest.Hindrance>) -> Unit) {
        this.done = done
    }

    override fun end() {
        ended += 1
    }

    fun finds(vararg hindrances: AlarmTest.Hindrance) {
        done?.invoke(hindrances.toSet())
        done = null
    }
}
