package app.kinguard.platform

import com.android.server.LocalServices
import org.mockito.Mockito.mock

/** Registers a mock where a server looks up another service within the system's process. */
fun <T> standIn(type: Class<T>): T {
    LocalServices.removeServiceForTest(type)
    return mock(type).also { LocalServices.addService(type, it) }
}
