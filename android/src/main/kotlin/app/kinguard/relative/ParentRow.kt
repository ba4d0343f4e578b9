package app.kinguard.relative

/** The last message of a topic that was dealt with. */
internal data class ReadUpTo(
    val id: String,
    /** By the server's clock, in seconds. */
    val atS: Long,
)

/** One parent as stored. */
internal data class ParentRow(
    val id: Long,
    /** Wrapped, see [LinkBox]. */
    val link: String,
    val read: ReadUpTo?,
    /** When [Links] has to be woken for this parent, as a stamp. */
    val wakeAtMs: Long?,
    /** The stamp of the last moment at which the server was known to have told everything. */
    val askedMs: Long,
)

/** What has to be told to the person, kept until it was. */
internal sealed interface Notice {
    data class Words(val title: String, val text: String, val isLoud: Boolean) : Notice

    /** The parent's phone has been silent since this stamp. */
    data class Silent(val sinceMs: Long) : Notice

    data object HeardAgain : Notice

    /** The parent's phone has removed this one. */
    data object Removed : Notice

    /** The keys are lost. */
    data object Lost : Notice
}
