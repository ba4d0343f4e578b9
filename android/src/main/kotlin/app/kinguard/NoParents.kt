package app.kinguard

import app.kinguard.core.Counter
import app.kinguard.core.FamilyAsk
import app.kinguard.core.LinkEntry
import app.kinguard.relative.AlarmTest
import app.kinguard.relative.Pairing
import app.kinguard.relative.Parent
import app.kinguard.relative.Parents
import app.kinguard.relative.Role

/** A phone that watches over nobody. */
internal object NoParents : Parents, Role, AlarmTest {
    override fun all() = emptyList<Parent>()

    override fun answer(parent: Long, question: Counter, ask: FamilyAsk, sentence: String?) = false

    override fun quiet(parent: Long) = Unit

    override fun history(parent: Long) = emptyList<LinkEntry>()

    override fun change(parent: Long, name: String, number: String) = Unit

    override fun remove(parent: Long) = Unit

    override fun pair(code: String): Pairing? = null

    override fun observe(changed: () -> Unit) = AutoCloseable {}

    override val isFamily = false

    override fun choose(family: Boolean) = Unit

    override fun begin(done: (Set<AlarmTest.Hindrance>) -> Unit) = done(emptySet())

    override fun end() = Unit
}
