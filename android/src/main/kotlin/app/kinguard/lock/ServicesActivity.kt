package app.kinguard.lock

import android.content.Context
import android.content.Intent
import app.kinguard.R
import app.kinguard.guard.ControllingService
import app.kinguard.guard.Refusal
import app.kinguard.guard.ServiceTrust
import app.kinguard.page.Page
import app.kinguard.page.PageAccess
import app.kinguard.phone.AppIdentity

/** Lets the family trust apps that can see and control the screen, and withdraw that trust. */
class ServicesActivity : LockActivity() {
    private var shown: List<ControllingService> = emptyList()

    override fun passage(): PageAccess = lock.passageToServices()

    override fun show() = read(lock.services::find, ::lay)

    private fun lay(services: List<ControllingService>) {
        shown = services
        page.show {
            headline(words.text(R.string.page_services_title))
            text(words.text(if (shown.isEmpty()) R.string.lock_services_none else R.string.lock_services_what))
            shown.forEach { service(it) }
            main(words.text(R.string.lock_done)) { finish() }
        }
    }

    override fun refresh() {
        if (lock.services.lately().orEmpty() != shown) show()
    }

    private fun Page.service(acting: ControllingService) {
        val face = AppIdentity.of(this@ServicesActivity, acting.service.packageName)
        when (val acquaintance = acting.acquaintance) {
            ServiceTrust.Known -> {
                app(face, words.text(R.string.lock_service_known))
                button(words.text(R.string.lock_service_forget, face.label)) {
                    write({ lock.services.forget(acting.service) }) { lookAnew() }
                }
            }

            ServiceTrust.MayBeKnown -> {
                app(face, words.text(R.string.lock_service_who))
                button(words.text(R.string.lock_service_know, face.label)) { know(acting) }
            }

            is ServiceTrust.Refused -> app(face, words.text(why(acquaintance.why)))
        }
    }

    /** A user who was sent here to trust a service returns to the page they came from. */
    private fun know(acting: ControllingService) = write({ lock.services.acknowledge(acting.service) }) {
        if (lock.services.anyStrangeLately() == false) finish() else lookAnew()
    }

    companion object {
        fun intent(context: Context) = Intent(context, ServicesActivity::class.java)
    }
}

/** Returns the text that says why such a service cannot be trusted, and what to do. */
internal fun why(refusal: Refusal): Int = when (refusal) {
    Refusal.SHOWS_SCREEN -> R.string.lock_service_shows_screen
    Refusal.NOT_FROM_STORE -> R.string.lock_service_not_from_store
    Refusal.TOO_NEW -> R.string.lock_service_too_new
    Refusal.DURING_CALL -> R.string.lock_service_during_call
}
