package app.kinguard.family

/** What a message says. */
enum class MessageKind {
    /** A stranger's call, then a new app: ring them on another line. */
    EARLY,

    /** The screen is shared and money is at hand, now. */
    DANGER,

    /** They went on against the warning. */
    WENT_ON,

    /** The warning did not come up on this phone: they may not have seen it. */
    UNSEEN,

    /** They say that money has left. */
    MONEY_SENT,

    /** The danger is over. */
    ENDED,

    /** A part of the protection stopped working. */
    PROTECTION,

    /** It works again. */
    RESTORED,

    /** "Does this reach you?" */
    TEST,

    /** Nothing happened; sent once a week to those who want it. */
    STILL_GUARDING,

    /** Held back by the server and moved on and on: it arrives when this phone no longer does that. */
    SILENT,

    /** Somebody is told from now on, and counts as family after a while; they are told of that, too. */
    CONTACT_ADDED,

    /** The digits with which somebody who counts agrees that a new one does at once. */
    CONTACT_CODE,

    /** The new one counts now. */
    CONTACT_CONFIRMED,

    /** Another one is told first. */
    ORDER_CHANGED,

    /** A name, a language or the ways to somebody; goes to the former ways, too. */
    CONTACT_CHANGED,

    /** What holds for all of the family. */
    SETTINGS_CHANGED,

    /** Somebody of the family is no longer told; they are told of that, too, for the last time. */
    CONTACT_REMOVED,

    /** They are told again. */
    CONTACT_BACK,

    /** Another number was set; goes to the old one. */
    NUMBER_CHANGED,

    /** The digits with which a forgotten PIN is cleared. */
    PIN_CODE,

    /** Somebody asked for such digits, of either kind. It goes to everybody, before the digits go to one. */
    CODE_ASKED,

    /** There is a PIN where there was none, or another one. */
    PIN_SET,

    /** Anybody can now change the settings. */
    PIN_CLEARED,

    /** An app that may act for the person no longer shuts anything. */
    SERVICE_KNOWN,

    /** What happened on this phone was deleted from it. */
    HISTORY_DELETED,

    /** The guard sees nothing until a set time. */
    PAUSED,

    /** The pause is over. */
    RESUMED,

    /** Somebody had stopped this app by hand, and it lives again. */
    STOPPED,

    /** A way to a contact has to be paired again. */
    PAIRING_LOST,

    /** The person at this phone no longer agrees that the family is told. The last message until that changes. */
    WITHDRAWN,
    ;

    /** Whether it may be sent twice rather than not at all, and is tried for a day. */
    val atLeastOnce: Boolean get() = goesFirst || isChange || this in GRAVE

    /** Whether it tells of another set of people, ways or settings. */
    val isChange: Boolean get() = this in CHANGES

    /** Whether it waits for nothing that was written before it. */
    val goesFirst: Boolean get() = this == DANGER || this == WITHDRAWN

    /** Whether it is held back for a moment, for more of its kind to be said in the same breath. */
    val isCollected: Boolean get() = this == SETTINGS_CHANGED

    /** Whether minutes count. */
    val isUrgent: Boolean get() = this in URGENT

    /** Whether it also goes to addresses that were given up with the change it tells of. */
    val goesToFormer: Boolean get() = this == CONTACT_REMOVED || this == NUMBER_CHANGED || this == CONTACT_CHANGED

    /** Whether it may be sent to [address]. What opens this phone's settings goes to one person, past all servers. */
    fun mayGoBy(address: Address): Boolean =
        (this != PIN_CODE && this != CONTACT_CODE) || address == Address.TextMessage

    private companion object {
        val URGENT = setOf(EARLY, DANGER, WENT_ON, UNSEEN, MONEY_SENT, WITHDRAWN, CODE_ASKED)
        val GRAVE = setOf(SERVICE_KNOWN, HISTORY_DELETED, PAUSED, CODE_ASKED)
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
