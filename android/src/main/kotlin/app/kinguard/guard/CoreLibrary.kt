package app.kinguard.guard

/** The core's native library, before its first use. */
object CoreLibrary {
    /**
     * On a phone the virtual machine has to load the library itself: only then does it call `JNI_OnLoad`, which sends the
     * core's log and its panics to Android's log. Elsewhere JNA finds the library alone, and one that the machine has
     * loaded could not be loaded a second time by the next test's class loader.
     */
    fun load() {
        if (System.getProperty("java.vm.name") == PHONE) System.loadLibrary("kinguard")
    }

    /** The name that Android's runtime kept from its predecessor. */
    private const val PHONE = "Dalvik"
}

/** The home of a phone that has none, because it has no SIM card. */
internal const val FALLBACK_REGION = "CN"
