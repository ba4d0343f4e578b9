package app.kinguard.relative.screen

import android.app.Activity

/** The page of the alarm about one parent. */
class AlarmActivity : Activity()
