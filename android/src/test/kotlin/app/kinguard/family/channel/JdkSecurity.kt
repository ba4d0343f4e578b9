package app.kinguard.family.channel

import org.junit.rules.ExternalResource
import java.security.Provider
import java.security.Security

/**
 * Uses only the JDK's TLS. Robolectric puts Android's in front of it for the whole process, where it works only if the
 * process opens its internals to it.
 */
internal class JdkSecurity : ExternalResource() {
    private var taken: List<Pair<Int, Provider>> = emptyList()

    override fun before() {
        taken = Security.getProviders().withIndex().filter { it.value.name in OTHERS }.map { it.index + 1 to it.value }
        taken.forEach { Security.removeProvider(it.second.name) }
    }

    override fun after() = taken.forEach { Security.insertProviderAt(it.second, it.first) }

    private companion object {
        val OTHERS = setOf("Conscrypt", "BC")
    }
}
