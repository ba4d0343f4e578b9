package androidx.test.platform.app

import android.app.Instrumentation
import android.os.Bundle

// The packages below `androidx.test` replace androidx.test:monitor, which Robolectric refers to and only Google's own
// repository has. They contain what Robolectric calls, and no more.

/** The place where Robolectric stores its instrumentation and finds it again; null between two tests. */
object InstrumentationRegistry {
    private var instrumentation: Instrumentation? = null
    private var arguments: Bundle? = null

    @JvmStatic
    fun registerInstance(instrumentation: Instrumentation?, arguments: Bundle?) {
        this.instrumentation = instrumentation
        this.arguments = arguments
    }

    @JvmStatic
    fun getInstrumentation(): Instrumentation = checkNotNull(instrumentation) { "no test is running" }

    @JvmStatic
    fun getArguments(): Bundle = arguments ?: Bundle()
}
