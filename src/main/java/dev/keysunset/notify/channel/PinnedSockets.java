package dev.keysunset.notify.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Sockets that connect to the one address that was checked, whatever name they are asked for. */
final class PinnedSockets extends SocketFactory {
    private final InetAddress address;
    private volatile Optional<Socket> last = Optional.empty();

    PinnedSockets(InetAddress address) {
        this.address = address;
    }

    @Override
    public Socket createSocket() {
        var socket = new Pinned();
        last = Optional.of(socket);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unpinned();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unpinned();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unpinned();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        throw unpinned();
    }

    /** Ends whatever is still being said over the last one. */
    void hangUp() {
        last.ifPresent(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** The same sockets, with encryption on top that holds certificates against the name. */
    SSLSocketFactory under(SSLSocketFactory encryption) {
        return new Encrypted(encryption);
    }

    private static IOException unpinned() {
        return new IOException("a connection to an address that was not checked");
    }

    private final class Pinned extends Socket {
        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            super.connect(new InetSocketAddress(address, ((InetSocketAddress) endpoint).getPort()), timeout);
        }
    }

    /** Connects as the others do; whoever asks for encryption lays it over the connected socket. */
    private final class Encrypted extends SSLSocketFactory {
        private final SSLSocketFactory encryption;

        Encrypted(SSLSocketFactory encryption) {
            this.encryption = encryption;
        }

        @Override
        public Socket createSocket() {
            return PinnedSockets.this.createSocket();
        }

        @Override
        public Socket createSocket(Socket over, String host, int port, boolean autoClose) throws IOException {
            return encryption.createSocket(over, host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw unpinned();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
            throw unpinned();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw unpinned();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
                throws IOException {
            throw unpinned();
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return encryption.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return encryption.getSupportedCipherSuites();
        }
    }
}
