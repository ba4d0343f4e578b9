package app.kinguard.guard

/** The core's native library, which must be loaded before its first use. */
object CoreLibrary {
    /**
     * Loads the library on a phone. Only if the virtual machine itself loads it does it call `JNI_OnLoad`, which sends
     * the core's log and panics to Android's log. Elsewhere JNA finds the library on its own, and a library that the
     * machine has loaded could not be loaded again by the next test's class loader.
     */
    fun load() {
        if (System.getProperty("java.vm.name") == PHONE) System.loadLibrary("kinguard")
    }

    /** The name that Android's runtime kept from its predecessor. */
    private const val PHONE = "Dalvik"
}

/** The home of a phone that has none, because it has no SIM card. */
internal const val FALLBACK_REGION = "CN"
