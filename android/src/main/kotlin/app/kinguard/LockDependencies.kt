package app.kinguard

import app.kinguard.family.Contact
import app.kinguard.family.devices

/** What the lock takes from the rest of the app. */
internal class LockDependencies(private val app: AppContainer) : LockContainer.Dependencies {
    override val database get() = app.database
    override val clock get() = app.clock
    override val store get() = app.store
    override val guard get() = app.guard
    override val warningController get() = app.warningController
    override val contacts get() = app.contacts
    override val family get() = app.family
    override val pause get() = app.pause
    override val isSetUp get() = app.setup.finished

    override fun hasDevice(contact: Contact) = contact.devices.isNotEmpty()
}
