package app.kinguard.signals

import android.annotation.TargetApi
import android.content.Context
import android.database.ContentObserver
import android.os.Build
import android.os.Handler
import android.os.Looper
import android.provider.Settings
import android.view.accessibility.AccessibilityManager
import app.kinguard.failure.unlessRefused

/** Reports that accessibility services may have been switched on or off. The listener has to ask which. */
internal class ServiceChanges(
    private val context: Context,
    private val handler: Handler = Handler(Looper.getMainLooper()),
    private val release: Int = Build.VERSION.SDK_INT,
) {
    private val open = mutableListOf<() -> Unit>()

    /** Starts to listen. A second call changes nothing if the first succeeded. */
    fun start(changed: () -> Unit) {
        if (open.isNotEmpty()) return
        val manager = manager() ?: return
        // The system's own list may lag behind the setting by a moment.
        val twice = {
            changed()
            handler.removeCallbacksAndMessages(this)
            handler.postDelayed(changed, this, SETTLES_MS)
            Unit
        }
        unlessRefused { open += watchSetting(twice) }
        unlessRefused { open += watchState(manager, twice) }
        if (release >= Build.VERSION_CODES.TIRAMISU) unlessRefused { open += watchServices(manager, twice) }
    }

    fun stop() {
        open.forEach { unlessRefused(it) }
        open.clear()
        handler.removeCallbacksAndMessages(this)
    }

    private fun watchSetting(changed: () -> Unit): () -> Unit {
        val observer =
            object : ContentObserver(handler) {
                override fun onChange(selfChange: Boolean) = changed()
            }
        val setting = Settings.Secure.getUriFor(Settings.Secure.ENABLED_ACCESSIBILITY_SERVICES)
        context.contentResolver.registerContentObserver(setting, false, observer)
        return { context.contentResolver.unregisterContentObserver(observer) }
    }

    private fun watchState(manager: AccessibilityManager, changed: () -> Unit): () -> Unit {
        val listener = AccessibilityManager.AccessibilityStateChangeListener { changed() }
        manager.addAccessibilityStateChangeListener(listener, handler)
        return { manager.removeAccessibilityStateChangeListener(listener) }
    }

    @TargetApi(Build.VERSION_CODES.TIRAMISU)
    private fun watchServices(manager: AccessibilityManager, changed: () -> Unit): () -> Unit {
        val listener = AccessibilityManager.AccessibilityServicesStateChangeListener { changed() }
        manager.addAccessibilityServicesStateChangeListener(context.mainExecutor, listener)
        return { manager.removeAccessibilityServicesStateChangeListener(listener) }
    }

    private fun manager(): AccessibilityManager? = unlessRefused {
        context.getSystemService(AccessibilityManager::class.java)
    }

    private companion object {
        const val SETTLES_MS = 1_000L
    }
}
