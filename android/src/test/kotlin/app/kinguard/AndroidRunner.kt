package app.kinguard

import android.app.ActivityManager
import android.app.AlarmManager
import android.app.NotificationManager
import android.app.usage.UsageStatsManager
import android.database.sqlite.SQLiteSession
import android.media.AudioManager
import android.media.ToneGenerator
import android.os.Binder
import android.os.ServiceManager
import android.speech.tts.TextToSpeech
import android.telecom.TelecomManager
import android.telephony.SmsManager
import android.telephony.SubscriptionManager
import android.telephony.TelephonyManager
import android.view.SurfaceControl
import org.junit.runners.model.FrameworkMethod
import org.robolectric.RobolectricTestRunner
import org.robolectric.internal.bytecode.InstrumentationConfiguration
import javax.net.ssl.SSLContext

/**
 * Runs a test on Android's framework, as Robolectric does, but loads the framework once for each release.
 *
 * For tests with shadows of their own, Robolectric loads it again, which takes seconds, because the shadowed classes
 * may not have been instrumented. Here all of these classes are instrumented, for every test.
 */
open class AndroidRunner(test: Class<*>) : RobolectricTestRunner(test) {
    override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration {
        val configuration = InstrumentationConfiguration.Builder(super.createClassLoaderConfig(method))
        SHADOWED.forEach(configuration::addInstrumentedClass)
        return configuration.build()
    }

    private companion object {
        init {
            // The JDK's TLS detects its algorithms once in a process. It breaks permanently if that happens while
            // Robolectric puts Android's providers in front or a test removes them.
            SSLContext.getInstance("TLS", "SunJSSE").apply { init(null, null, null) }.createSSLEngine()
        }

        /** The classes that the tests' own shadows replace. */
        val SHADOWED = listOf(
            ActivityManager::class,
            AlarmManager::class,
            AudioManager::class,
            Binder::class,
            NotificationManager::class,
            SQLiteSession::class,
            ServiceManager::class,
            SmsManager::class,
            SubscriptionManager::class,
            SurfaceControl::class,
            TelecomManager::class,
            TelephonyManager::class,
            TextToSpeech::class,
            ToneGenerator::class,
            UsageStatsManager::class,
        ).map { it.java.name } + listOf(
            // Missing on some releases.
            "android.app.AppGlobals",
            "android.app.compat.CompatChanges",
            "android.os.PermissionEnforcer",
        )
    }
}
