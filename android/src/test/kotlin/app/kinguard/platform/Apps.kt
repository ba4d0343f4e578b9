package app.kinguard.platform

/** The uid and the id of the app that shares. */
const val SHARER = 10_111
const val SHARER_ID = "org.sharer"

/** This app. */
const val KINGUARD = 10_222
const val KINGUARD_ID = "app.kinguard"

/** System UI, which asks the user whether to share. */
const val SYSTEM_UI = 10_050

/** Runs [what] as a process of the app [uid] would: the genuine server sees that caller. */
fun <T> asApp(uid: Int, what: () -> T): T = CallersOfServer.calling(uid, what)
