package app.kinguard

import android.content.Context
import app.kinguard.guard.CoreLibrary
import app.kinguard.guard.GuardHandle
import app.kinguard.guard.GuardStore
import app.kinguard.setup.Regions
import app.kinguard.signals.LineRegions

/** The phone's home region, as stored by the guard. */
internal class StoredRegions(
    private val context: Context,
    private val store: GuardStore,
    private val guard: GuardHandle,
) : Regions {
    override val sims: Set<String> get() = LineRegions(context).all()

    override val home: String? get() = store.settings?.home

    override val familiar: List<String> get() = store.settings?.familiarRegions.orEmpty()

    override fun settle(home: String, familiar: List<String>) {
        CoreLibrary.load()
        guard.settle(GuardStore.Settings(home, familiar, store.settings?.familyWaitsMs))
    }
}
