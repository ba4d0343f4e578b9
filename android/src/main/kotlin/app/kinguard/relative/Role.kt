package app.kinguard.relative

/** Whether this phone is a parent's, which is guarded, or belongs to the family, which is told. */
interface Role {
    /** Read from memory: may be asked on the main thread. False until the family's role was chosen. */
    val isFamily: Boolean

    /** Stores the choice and starts what belongs to it. Blocks. */
    fun choose(family: Boolean)
}
