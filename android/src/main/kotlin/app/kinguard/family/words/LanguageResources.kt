package app.kinguard.family.words

import android.content.Context
import android.content.res.Configuration
import android.content.res.Resources
import app.kinguard.family.Language

/** Returns a context that speaks [language], whatever the phone's language is. */
fun Context.speaking(language: Language): Context {
    val configuration = Configuration(resources.configuration)
    configuration.setLocale(language.locale)
    return createConfigurationContext(configuration)
}

internal fun Context.resourcesIn(language: Language): Resources = speaking(language).resources
