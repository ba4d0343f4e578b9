package app.kinguard.guard

/** The application's objects for Android's components, which the system creates without arguments. */
interface GuardHost {
    val guard: GuardHandle

    val starter: GuardStarter

    val notification: GuardNotification

    val trial: LaunchTrial

    /** Does what is due every few hours. Safe to call at any time. */
    fun regularly()
}
