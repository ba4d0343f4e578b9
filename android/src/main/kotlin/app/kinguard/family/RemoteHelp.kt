package app.kinguard.family

/** Carries out what a paired device of the family asks for while a red warning stands. */
fun interface RemoteHelp {
    /**
     * Asks for [request] in the name of the contact with index [contact] in the family. [done] is called exactly once,
     * on any thread, when it is known what became of it.
     */
    fun ask(contact: Int, request: HelpRequest, done: (HelpResult) -> Unit)

    /** Refuses everything. */
    object None : RemoteHelp {
        override fun ask(contact: Int, request: HelpRequest, done: (HelpResult) -> Unit) =
            done(HelpResult.NOT_AGREED)
    }
}

/** What a device of the family may ask the parent's phone to do. */
sealed interface HelpRequest {
    /** End the call that goes on. */
    data object EndCall : HelpRequest

    /** Show and speak [sentence] on the warning. It was checked by the core. */
    data class Say(val sentence: String) : HelpRequest

    /** Ring the contact after the one who asks. */
    data object RingNext : HelpRequest
}

/** What became of a request. */
enum class HelpResult {
    DONE,

    /** The parent has not agreed to this kind of help. */
    NOT_AGREED,

    /** No red warning stands. */
    NO_DANGER,

    /** No call goes on, or only one inside an app, which no other app can end. */
    NO_CALL,

    /** The call is with a contact, an emergency number or a catalogued hotline. */
    CALL_IS_GOOD,

    /** The phone refused. */
    FAILED,
}
