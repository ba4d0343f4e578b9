package app.kinguard.family

/** Whether the keys shared with paired devices are there. */
interface DeviceKeys {
    /**
     * Returns what judges the states that are read from the database after this call. Asking first matters: a state
     * that another thread replaced in between is not a lost one.
     */
    fun judge(): Judge

    fun interface Judge {
        /** Judges the stored [state] of the device at [address]; null if there is none. */
        fun condition(address: Long, state: String?, generation: Long): Condition
    }

    enum class Condition {
        HELD,

        /** The phone's keystore does not answer now. */
        NOT_NOW,

        /** Unreadable, or older than it was already: the device must be paired again. */
        LOST,
    }

    /** No device was ever paired. */
    object None : DeviceKeys {
        override fun judge() = Judge { _, state, _ -> if (state == null) Condition.LOST else Condition.HELD }
    }
}
