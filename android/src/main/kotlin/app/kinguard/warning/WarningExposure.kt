package app.kinguard.warning

/** Others who may see or touch the warning. Read from memory at every touch. */
interface WarningExposure {
    /** True if somebody else may see the screen, as far as the guard knows now. */
    val screenSeen: Boolean

    /** True if an app may press for the user that neither came with the phone nor is known to the family. */
    val anotherAppActs: Boolean

    /** A warning that nobody else sees or touches. */
    object None : WarningExposure {
        override val screenSeen = false
        override val anotherAppActs = false
    }
}
