package app.kinguard.family

/** The kinds of messages. */
enum class MessageKind {
    /** A call from a stranger and then a new app: call the parent on another line. */
    EARLY,

    /** The screen is shared right now while the parent is dealing with money. */
    DANGER,

    /** The parent went on despite the warning. */
    WENT_ON,

    /** The warning did not appear on this phone, so the parent may not have seen it. */
    UNSEEN,

    /** The parent says that money has been sent. */
    MONEY_SENT,

    /** The danger is over. */
    ENDED,

    /** A part of the protection stopped working. */
    PROTECTION,

    /** The protection works again. */
    RESTORED,

    /** "Does this reach you?" */
    TEST,

    /** Nothing happened. Sent once a week to those who want it. */
    STILL_GUARDING,

    /** Held back by the server and postponed again and again. It arrives when this phone stops postponing it. */
    SILENT,

    /** A contact was added and counts as family after a while. The new contact is told, too. */
    CONTACT_ADDED,

    /** Carries the code with which a contact who counts as family agrees that a new one counts at once. */
    CONTACT_CODE,

    /** The new contact counts as family now. */
    CONTACT_CONFIRMED,

    /** Another contact is told first. */
    ORDER_CHANGED,

    /** A contact's name, language or ways changed. Also sent to the former ways. */
    CONTACT_CHANGED,

    /** Settings for the whole family changed. */
    SETTINGS_CHANGED,

    /** A contact was removed. They are told this in their last message. */
    CONTACT_REMOVED,

    /** A removed contact was restored. */
    CONTACT_BACK,

    /** A contact's number changed. Sent to the old number. */
    NUMBER_CHANGED,

    /** Carries the code that clears a forgotten PIN. */
    PIN_CODE,

    /** One of these codes was requested. Sent to everybody before the code goes to one contact. */
    CODE_ASKED,

    /** Somebody asks the family's devices to agree that a forgotten PIN is cleared. Sent to everybody. */
    RESET_ASKED,

    /** A relative agreed. The PIN is cleared in a while, unless anybody objects. */
    RESET_AGREED,

    /** A relative objected, and the PIN stays. */
    RESET_REFUSED,

    /** A PIN was set or changed. */
    PIN_SET,

    /** Anybody can now change the settings. */
    PIN_CLEARED,

    /** An app that can act for the parent was marked as known and no longer blocks anything. */
    SERVICE_KNOWN,

    /** The history on this phone was deleted. */
    HISTORY_DELETED,

    /** The guard is paused until a set time. */
    PAUSED,

    /** The pause is over. */
    RESUMED,

    /** This app was stopped by hand, and runs again. */
    STOPPED,

    /** A way to a contact must be paired again. */
    PAIRING_LOST,

    /** The parent no longer agrees to inform the family. The last message until that changes. */
    WITHDRAWN,
    ;

    /** True if it is sent twice rather than not at all, and retried for a day. */
    val atLeastOnce: Boolean get() = goesFirst || isChange || this in GRAVE

    /**
     * True if the receipt of a paired device makes a text message unnecessary. Who is told of a change must not depend
     * on a device that is a part of it, and a test is for each way.
     */
    val receiptIsEnough: Boolean get() = !isChange && this !in BOTH_WAYS

    /** True if it reports a change of contacts, ways or settings. */
    val isChange: Boolean get() = this in CHANGES

    /** True if it overtakes the messages written before it. */
    val goesFirst: Boolean get() = this == DANGER || this == WITHDRAWN

    /** True if it is delayed for a moment, to combine it with further messages of its kind. */
    val isCollected: Boolean get() = this == SETTINGS_CHANGED

    /** True if minutes matter. */
    val isUrgent: Boolean get() = this in URGENT

    /** True if it also goes to addresses removed by the change that it reports. */
    val goesToFormer: Boolean get() = this == CONTACT_REMOVED || this == NUMBER_CHANGED || this == CONTACT_CHANGED

    /**
     * Returns whether it may be sent to [address]. A code that opens this phone's settings goes to one contact and
     * bypasses all servers.
     */
    fun mayGoBy(address: Address): Boolean =
        (this != PIN_CODE && this != CONTACT_CODE) || address == Address.TextMessage

    private companion object {
        val URGENT = setOf(EARLY, DANGER, WENT_ON, UNSEEN, MONEY_SENT, WITHDRAWN, CODE_ASKED, RESET_ASKED, RESET_AGREED)
        val BOTH_WAYS = setOf(
            TEST,
            SERVICE_KNOWN,
            HISTORY_DELETED,
            PAIRING_LOST,
            CODE_ASKED,
            RESET_ASKED,
            RESET_AGREED,
            RESET_REFUSED,
            WITHDRAWN,
        )
        val GRAVE = setOf(SERVICE_KNOWN, HISTORY_DELETED, PAUSED, CODE_ASKED, RESET_ASKED, RESET_AGREED)
        val CHANGES = setOf(
            CONTACT_ADDED,
            CONTACT_CONFIRMED,
            ORDER_CHANGED,
            CONTACT_CHANGED,
            SETTINGS_CHANGED,
            CONTACT_REMOVED,
            CONTACT_BACK,
            NUMBER_CHANGED,
            PIN_SET,
            PIN_CLEARED,
        )
    }
}
