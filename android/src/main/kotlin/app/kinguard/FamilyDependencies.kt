package app.kinguard

import android.content.Context
import app.kinguard.family.Language
import app.kinguard.lock.ConfirmActivity

/** What the family's container takes from the rest of the app. */
internal class FamilyDependencies(private val app: AppContainer, private val platform: PlatformServices) :
    FamilyContainer.Dependencies {
    override val database get() = app.database
    override val secrets get() = platform.secrets
    override val clock get() = app.clock
    override val store get() = app.store
    override val guard get() = app.guard
    override val help get() = app.help
    override val sealedConsent get() = app.lock.sealedReset
    override val hold get() = app.deferred
    override val isSetUp get() = app.setup.finished

    override fun region() = app.region()

    override fun familyChanged() = app.familyChanged()

    override fun isPaused() = app.pause.untilMs != null

    override fun digits(message: Long) = app.lock.digits(message)

    override fun confirming(from: Context, contact: Long) = ConfirmActivity.of(from, contact)

    override fun report() = app.health.verdict().report()

    override fun story(incident: Long, language: Language) = app.story(incident, language)
}
