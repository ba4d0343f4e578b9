package app.kinguard.relative.screen

import android.app.Activity

/** The home of a family's phone. */
class RelativeActivity : Activity()
