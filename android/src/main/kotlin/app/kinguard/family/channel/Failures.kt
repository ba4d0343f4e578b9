package app.kinguard.family.channel

import app.kinguard.family.Outcome
import app.kinguard.family.Outcome.Reason
import java.net.MalformedURLException
import java.security.cert.CertPathValidatorException
import java.security.cert.CertificateException
import javax.net.ssl.SSLPeerUnverifiedException

/**
 * Returns the outcome that a broken exchange means.
 *
 * Only a wrong certificate is final. On many phones an interrupted handshake looks like any other failed handshake, and
 * is retried like a failed connection.
 */
internal fun outcomeOf(failure: Throwable, handedOver: Boolean): Outcome = when {
    causes(failure).any(::isAboutTheCertificate) -> Outcome.Refused(Reason.CERTIFICATE)
    handedOver -> Outcome.Unknown(Reason.BROKE_OFF)
    failure is SecurityException -> Outcome.Refused(Reason.NO_PERMISSION)
    failure is MalformedURLException || failure is IllegalArgumentException -> Outcome.Refused(Reason.MALFORMED)
    else -> Outcome.Later(Reason.NO_CONNECTION)
}

private fun causes(failure: Throwable): Sequence<Throwable> = generateSequence(failure) { it.cause }.take(DEPTH)

private fun isAboutTheCertificate(failure: Throwable): Boolean =
    failure is CertificateException || failure is CertPathValidatorException || failure is SSLPeerUnverifiedException

/** Chains of causes can be circular. */
private const val DEPTH = 16
