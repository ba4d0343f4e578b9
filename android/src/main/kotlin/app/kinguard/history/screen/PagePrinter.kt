package app.kinguard.history.screen

import android.app.Activity
import android.content.pm.PackageManager
import android.print.PrintManager
import android.util.AndroidRuntimeException
import android.util.Log
import android.webkit.WebView
import android.webkit.WebViewClient

/** Hands a page to the system's print dialog. */
internal class PagePrinter(private val activity: Activity) {
    /** Held until the page is printed. */
    internal var view: WebView? = null
        private set

    /** Returns false if this phone cannot print. */
    fun print(page: String, name: String): Boolean {
        val manager = activity.getSystemService(PrintManager::class.java)
        val can = activity.packageManager.hasSystemFeature(PackageManager.FEATURE_PRINTING)
        if (manager == null || !can) return false
        return try {
            view = shown(page) { manager.print(name, it.createPrintDocumentAdapter(name), null) }
            true
        } catch (missing: AndroidRuntimeException) {
            // This phone has no WebView, or is updating it.
            Log.w("history", "no page to print: ${missing.javaClass.simpleName}")
            false
        }
    }

    /** The page contains nothing that could run or be fetched; if it did, these settings would block it. */
    private fun shown(page: String, finished: (WebView) -> Unit): WebView = WebView(activity).apply {
        settings.javaScriptEnabled = false
        settings.blockNetworkLoads = true
        settings.allowFileAccess = false
        settings.allowContentAccess = false
        webViewClient =
            object : WebViewClient() {
                override fun onPageFinished(view: WebView, url: String) = finished(view)
            }
        loadDataWithBaseURL(null, page, "text/html", "utf-8", null)
    }
}
