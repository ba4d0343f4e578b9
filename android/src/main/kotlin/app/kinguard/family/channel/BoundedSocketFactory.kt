package app.kinguard.family.channel

import java.io.InputStream
import java.io.OutputStream
import java.net.InetAddress
import java.net.Socket
import java.net.SocketAddress
import java.nio.channels.SocketChannel
import javax.net.ssl.HandshakeCompletedListener
import javax.net.ssl.SSLParameters
import javax.net.ssl.SSLSession
import javax.net.ssl.SSLSocket
import javax.net.ssl.SSLSocketFactory

/** Creates the sockets of [real], and limits what is read from them to [bounds]. */
internal class BoundedSocketFactory(private val real: SSLSocketFactory, private val bounds: ExchangeBounds) :
    SSLSocketFactory() {
    override fun getDefaultCipherSuites(): Array<String> = real.defaultCipherSuites

    override fun getSupportedCipherSuites(): Array<String> = real.supportedCipherSuites

    /** Android and the JDK call this overload, because the connection exists already. */
    override fun createSocket(plain: Socket, host: String, port: Int, autoClose: Boolean): Socket {
        // Closed below TLS, because closing TLS may itself wait for the server.
        bounds.onBreak(plain::close)
        return bounded(real.createSocket(plain, host, port, autoClose))
    }

    override fun createSocket(): Socket = bounded(real.createSocket())

    override fun createSocket(host: String, port: Int): Socket = bounded(real.createSocket(host, port))

    override fun createSocket(host: String, port: Int, localHost: InetAddress, localPort: Int): Socket =
        bounded(real.createSocket(host, port, localHost, localPort))

    override fun createSocket(host: InetAddress, port: Int): Socket = bounded(real.createSocket(host, port))

    override fun createSocket(host: InetAddress, port: Int, localHost: InetAddress, localPort: Int): Socket =
        bounded(real.createSocket(host, port, localHost, localPort))

    private fun bounded(socket: Socket): Socket = if (socket is SSLSocket) BoundedSocket(socket, bounds) else socket
}

/** Behaves like [real], except that it counts what is read. */
private class BoundedSocket(private val real: SSLSocket, private val bounds: ExchangeBounds) : SSLSocket() {
    private val input by lazy { bounds.counted(real.inputStream) }

    override fun getInputStream(): InputStream = input

    override fun getOutputStream(): OutputStream = real.outputStream

    override fun getSupportedCipherSuites(): Array<String> = real.supportedCipherSuites

    override fun getEnabledCipherSuites(): Array<String> = real.enabledCipherSuites

    override fun setEnabledCipherSuites(suites: Array<String>) {
        real.enabledCipherSuites = suites
    }

    override fun getSupportedProtocols(): Array<String> = real.supportedProtocols

    override fun getEnabledProtocols(): Array<String> = real.enabledProtocols

    override fun setEnabledProtocols(protocols: Array<String>) {
        real.enabledProtocols = protocols
    }

    override fun getSSLParameters(): SSLParameters = real.sslParameters

    override fun setSSLParameters(parameters: SSLParameters) {
        real.sslParameters = parameters
    }

    override fun getSession(): SSLSession = real.session

    override fun getHandshakeSession(): SSLSession? = real.handshakeSession

    override fun getApplicationProtocol(): String? = real.applicationProtocol

    override fun getHandshakeApplicationProtocol(): String? = real.handshakeApplicationProtocol

    override fun addHandshakeCompletedListener(listener: HandshakeCompletedListener) =
        real.addHandshakeCompletedListener(listener)

    override fun removeHandshakeCompletedListener(listener: HandshakeCompletedListener) =
        real.removeHandshakeCompletedListener(listener)

    override fun startHandshake() = real.startHandshake()

    override fun setUseClientMode(mode: Boolean) {
        real.useClientMode = mode
    }

    override fun getUseClientMode(): Boolean = real.useClientMode

    override fun setNeedClientAuth(need: Boolean) {
        real.needClientAuth = need
    }

    override fun getNeedClientAuth(): Boolean = real.needClientAuth

    override fun setWantClientAuth(want: Boolean) {
        real.wantClientAuth = want
    }

    override fun getWantClientAuth(): Boolean = real.wantClientAuth

    override fun setEnableSessionCreation(enable: Boolean) {
        real.enableSessionCreation = enable
    }

    override fun getEnableSessionCreation(): Boolean = real.enableSessionCreation

    override fun connect(to: SocketAddress) = real.connect(to)

    override fun connect(to: SocketAddress, timeoutMs: Int) = real.connect(to, timeoutMs)

    override fun bind(to: SocketAddress?) = real.bind(to)

    override fun close() = real.close()

    override fun isClosed(): Boolean = real.isClosed

    override fun isConnected(): Boolean = real.isConnected

    override fun isBound(): Boolean = real.isBound

    override fun isInputShutdown(): Boolean = real.isInputShutdown

    override fun isOutputShutdown(): Boolean = real.isOutputShutdown

    override fun shutdownInput() = real.shutdownInput()

    override fun shutdownOutput() = real.shutdownOutput()

    override fun getInetAddress(): InetAddress? = real.inetAddress

    override fun getLocalAddress(): InetAddress? = real.localAddress

    override fun getPort(): Int = real.port

    override fun getLocalPort(): Int = real.localPort

    override fun getRemoteSocketAddress(): SocketAddress? = real.remoteSocketAddress

    override fun getLocalSocketAddress(): SocketAddress? = real.localSocketAddress

    override fun getChannel(): SocketChannel? = real.channel

    override fun setSoTimeout(ms: Int) {
        real.soTimeout = ms
    }

    override fun getSoTimeout(): Int = real.soTimeout

    override fun setTcpNoDelay(on: Boolean) {
        real.tcpNoDelay = on
    }

    override fun getTcpNoDelay(): Boolean = real.tcpNoDelay

    override fun setKeepAlive(on: Boolean) {
        real.keepAlive = on
    }

    override fun getKeepAlive(): Boolean = real.keepAlive

    override fun setSoLinger(on: Boolean, seconds: Int) = real.setSoLinger(on, seconds)

    override fun getSoLinger(): Int = real.soLinger

    override fun setSendBufferSize(size: Int) {
        real.sendBufferSize = size
    }

    override fun getSendBufferSize(): Int = real.sendBufferSize

    override fun setReceiveBufferSize(size: Int) {
        real.receiveBufferSize = size
    }

    override fun getReceiveBufferSize(): Int = real.receiveBufferSize

    override fun setReuseAddress(on: Boolean) {
        real.reuseAddress = on
    }

    override fun getReuseAddress(): Boolean = real.reuseAddress

    override fun setTrafficClass(kind: Int) {
        real.trafficClass = kind
    }

    override fun getTrafficClass(): Int = real.trafficClass

    override fun toString(): String = "BoundedSocket"
}
