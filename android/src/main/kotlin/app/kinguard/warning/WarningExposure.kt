package app.kinguard.warning

/** Who may see or touch the warning beside the person. From memory, so at every touch. */
interface WarningExposure {
    /** Whether somebody else may see the screen, as far as the guard knows now. */
    val screenSeen: Boolean

    /** Whether an app may press for the person that neither came with the phone nor is known to the family. */
    val anotherAppActs: Boolean

    /** Nobody. */
    object None : WarningExposure {
        override val screenSeen = false
        override val anotherAppActs = false
    }
}
