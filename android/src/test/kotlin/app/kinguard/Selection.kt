package app.kinguard

/** What `cargo xtask test --all-releases` asks for beyond the quick run. */
internal object Selection {
    /** Whether to try every case of a test that takes a minute for all of them. Without it some have to do. */
    val everyCase: Boolean = System.getProperty("kinguard.newer").orEmpty().isNotEmpty()
}
