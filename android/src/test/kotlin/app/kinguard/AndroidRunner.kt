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
 * Robolectric loads it anew, which takes seconds, for tests that bring a shadow of their own, because the class that it
 * stands for might not have been prepared for one. Here every such class is, for every test.
 */
open class AndroidRunner(test: Class<*>) : RobolectricTestRunner(test) {
    override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration {
        val configuration = InstrumentationConfiguration.Builder(super.createClassLoaderConfig(method))
        SHADOWED.forEach(configuration::addInstrumentedClass)
        return configuration.build()
    }

    private companion object {
        init {
            // Once in a process the JDK's TLS finds out which algorithms there are, and is broken for good where it does so
            // while Robolectric puts Android's providers in front or a test takes them away.
            SSLContext.getInstance("TLS", "SunJSSE").apply { init(null, null, null) }.createSSLEngine()
        }

        /** What the tests' own shadows stand for. */
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
            // Not on every release.
            "android.app.AppGlobals",
            "android.app.compat.CompatChanges",
            "android.os.PermissionEnforcer",
        )
    }
}
