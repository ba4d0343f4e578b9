package app.kinguard.guard

/** What Android's components find in the application: they are made by the system and can be given nothing. */
interface GuardHost {
    val guard: GuardHandle

    val starter: GuardStarter

    val notification: GuardNotification

    val trial: LaunchTrial

    /** What is due every few hours. Harmless at any time. */
    fun regularly()
}
