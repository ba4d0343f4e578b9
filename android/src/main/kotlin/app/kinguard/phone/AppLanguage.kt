package app.kinguard.phone

import android.annotation.TargetApi
import android.app.LocaleManager
import android.content.Context
import android.content.ContextWrapper
import android.content.SharedPreferences
import android.content.res.Configuration
import android.content.res.Resources
import android.os.Build
import android.os.LocaleList
import java.util.Locale

/**
 * The language of this app, if it differs from the phone's. From Android 13 on the system keeps it and gives it to
 * every component; before, it is kept here, and every component has to be wrapped in [speaking].
 */
enum class AppLanguage(private val tag: String) {
    /** The language of the phone. */
    PHONE(""),
    MAINLAND("zh-CN"),
    HONG_KONG("zh-HK"),
    ENGLISH("en"),
    ;

    companion object {
        fun of(context: Context): AppLanguage =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) since33(context) else before33(context)

        /** Shows everything in [language] from now on. Pages on the screen have to be created anew. */
        fun choose(context: Context, language: AppLanguage) =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
                tellSystem(context, language)
            } else {
                kept(context).edit().putString(KEY, language.name).apply()
            }

        /** Returns the context for `attachBaseContext` to pass on. */
        fun speaking(base: Context): Context =
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) base else Speaking(base)

        @TargetApi(Build.VERSION_CODES.TIRAMISU)
        private fun since33(context: Context): AppLanguage {
            val locales = context.getSystemService(LocaleManager::class.java)?.applicationLocales
            return if (locales == null || locales.isEmpty) PHONE else of(locales[0])
        }

        @TargetApi(Build.VERSION_CODES.TIRAMISU)
        private fun tellSystem(context: Context, language: AppLanguage) {
            context.getSystemService(LocaleManager::class.java)?.applicationLocales =
                LocaleList.forLanguageTags(language.tag)
        }

        /** Returns the language of [locale]. The system's own page may name it more exactly, such as zh-Hant-HK. */
        private fun of(locale: Locale): AppLanguage = when {
            locale.language != "zh" -> ENGLISH
            locale.script == "Hant" || locale.country in listOf("HK", "MO", "TW") -> HONG_KONG
            else -> MAINLAND
        }

        private fun before33(context: Context): AppLanguage {
            val name = kept(context).getString(KEY, null)
            return entries.find { it.name == name } ?: PHONE
        }

        private fun kept(context: Context): SharedPreferences = context.getSharedPreferences(FILE, Context.MODE_PRIVATE)

        private const val FILE = "language"
        private const val KEY = "chosen"
    }

    /** A component with words in the language chosen now. */
    private class Speaking(base: Context) : ContextWrapper(base) {
        private var language = PHONE
        private var words: Resources? = null

        override fun getResources(): Resources {
            val now = before33(baseContext)
            if (now == PHONE) return baseContext.resources
            words?.takeIf { now == language }?.let { return it }
            val spoken = Configuration()
            spoken.setLocale(Locale.forLanguageTag(now.tag))
            language = now
            return baseContext.createConfigurationContext(spoken).resources.also { words = it }
        }
    }
}
