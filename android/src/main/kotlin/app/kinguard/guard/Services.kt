package app.kinguard.guard

import android.content.Context

/** Returns a system service that every phone has. */
internal inline fun <reified T : Any> Context.service(): T =
    checkNotNull(getSystemService(T::class.java)) { "${T::class.java.simpleName} is part of every release" }
