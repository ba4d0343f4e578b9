package app.kinguard.setup.step

import app.kinguard.R
import app.kinguard.page.Page
import app.kinguard.phone.AppLanguage

/** Sets the language of the app, whatever the phone's language is. */
internal class LanguagePage(private val walk: StepHost, private val chosen: () -> Unit) : StepPage {
    override fun lay(page: Page) = page.run {
        val languages = AppLanguage.entries.map { it to walk.text(name(it)) }
        headline(walk.text(R.string.setup_language))
        choices(null, languages, AppLanguage.of(walk.activity)) { language ->
            walk.store(walk.screens::languageChanged) {
                AppLanguage.choose(walk.activity, language)
                chosen()
            }
        }
        main(walk.text(R.string.setup_done), walk::next)
    }

    companion object {
        fun name(language: AppLanguage): Int = when (language) {
            AppLanguage.PHONE -> R.string.setup_language_phone
            AppLanguage.MAINLAND -> R.string.family_screen_mainland
            AppLanguage.HONG_KONG -> R.string.family_screen_hong_kong
            AppLanguage.ENGLISH -> R.string.family_screen_english
        }
    }
}
