package org.godocker.executor.docker;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** Stands between a client and the machine's engine; can be cut, and can lose or delay the next start order. */
final class EngineProxy implements AutoCloseable {

    /** What becomes of the next order to start a container; each holds once. */
    sealed interface Mishap {

        /** The connection breaks before the engine gets the order. */
        record OrderLost() implements Mishap {
        }

        /** The engine gets the order, its answer is lost. */
        record AnswerLost() implements Mishap {
        }

        /** The connection breaks at once and the engine gets the order later, as from a client that has died. */
        record OrderLate(Duration delay) implements Mishap {
        }
    }

    private interface Door extends Closeable {
        Pipe accept() throws IOException;
    }

    private interface Pipe extends Closeable {
        int read(byte[] buffer) throws IOException;

        void write(byte[] bytes, int length) throws IOException;
    }

    private interface Opener {
        Door open() throws IOException;
    }

    private final Path engine;
    private final Opener opener;
    private final Set<Closeable> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Mishap> next = new AtomicReference<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private volatile Door door;
    private volatile int port;

    private EngineProxy(Path engine, Opener opener) {
        this.engine = engine;
        this.opener = opener;
    }

    static EngineProxy onSocket(Path socket) throws IOException {
        EngineProxy proxy = new EngineProxy(enginePath(), () -> {
            Files.deleteIfExists(socket);
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
            return new Door() {
                @Override
                public Pipe accept() throws IOException {
                    return pipe(listener.accept());
                }

                @Override
                public void close() throws IOException {
                    listener.close();
                    Files.deleteIfExists(socket);
                }
            };
        });
        proxy.restore();
        return proxy;
    }

    /** On a free port of the loopback address; {@code tls} may be null for none. */
    static EngineProxy onTcp(SSLContext tls) throws IOException {
        AtomicReference<EngineProxy> made = new AtomicReference<>();
        EngineProxy proxy = new EngineProxy(enginePath(), () -> {
            ServerSocket listener = tls == null ? new ServerSocket() : tls.getServerSocketFactory().createServerSocket();
            if (listener instanceof SSLServerSocket secure) {
                secure.setNeedClientAuth(true);
            }
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), made.get().port));
            made.get().port = listener.getLocalPort();
            return new Door() {
                @Override
                public Pipe accept() throws IOException {
                    return pipe(listener.accept());
                }

                @Override
                public void close() throws IOException {
                    listener.close();
                }
            };
        });
        made.set(proxy);
        proxy.restore();
        return proxy;
    }

    private static Path enginePath() {
        return Path.of(java.net.URI.create(org.godocker.executor.docker.Executors.endpoint()).getPath());
    }

    int port() {
        return port;
    }

    void mishap(Mishap mishap) {
        next.set(mishap);
    }

    /** Whether the last mishap has happened. */
    boolean happened() {
        return next.get() == null;
    }

    /** Breaks all connections and takes no new ones. */
    void cut() throws IOException {
        door.close();
        for (Closeable link : links) {
            link.close();
        }
        links.clear();
    }

    void restore() throws IOException {
        Door opened = opener.open();
        door = opened;
        daemon(() -> {
            while (true) {
                Pipe client = opened.accept();
                daemon(() -> serve(client));
            }
        });
    }

    private void serve(Pipe client) throws IOException {
        Pipe server = pipe(SocketChannel.open(UnixDomainSocketAddress.of(engine)));
        links.add(client);
        links.add(server);
        daemon(() -> pump(server, client));
        byte[] buffer = new byte[65536];
        try {
            for (int n = client.read(buffer); n >= 0; n = client.read(buffer)) {
                if (!mishap(client, server, buffer, n)) {
                    server.write(buffer, n);
                }
            }
        } finally {
            client.close();
            server.close();
        }
    }

    /** A client sends the next request after the last answer, so each request begins a piece of what is read. */
    private boolean mishap(Pipe client, Pipe server, byte[] buffer, int length) throws IOException {
        String head = new String(buffer, 0, Math.min(length, 200), StandardCharsets.US_ASCII);
        if (!head.startsWith("POST /containers/") || !head.contains("/start ")) {
            return false;
        }
        Mishap mishap = next.getAndSet(null);
        if (mishap == null) {
            return false;
        }
        byte[] order = java.util.Arrays.copyOf(buffer, length);
        if (mishap instanceof Mishap.AnswerLost) {
            sendAlone(order);
        } else if (mishap instanceof Mishap.OrderLate late) {
            later.schedule(() -> {
                sendAlone(order);
                return null;
            }, late.delay().toMillis(), TimeUnit.MILLISECONDS);
        }
        client.close();
        server.close();
        return true;
    }

    /** Sends an order on a connection whose answer nobody reads but which stays open until the engine has answered. */
    private void sendAlone(byte[] order) throws IOException {
        Pipe alone = pipe(SocketChannel.open(UnixDomainSocketAddress.of(engine)));
        alone.write(order, order.length);
        daemon(() -> {
            alone.read(new byte[4096]);
            alone.close();
        });
    }

    private static void pump(Pipe from, Pipe to) throws IOException {
        byte[] buffer = new byte[65536];
        try {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, n);
            }
        } finally {
            from.close();
            to.close();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // One side has closed the connection: the end of this thread's work.
                Thread.currentThread().interrupt();
            }
        }, "engine-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static Pipe pipe(SocketChannel channel) {
        return new Pipe() {
            @Override
            public int read(byte[] buffer) throws IOException {
                return channel.read(ByteBuffer.wrap(buffer));
            }

            @Override
            public void write(byte[] bytes, int length) throws IOException {
                ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private static Pipe pipe(Socket socket) {
        return new Pipe() {
            @Override
            public int read(byte[] buffer) throws IOException {
                return socket.getInputStream().read(buffer);
            }

            @Override
            public void write(byte[] bytes, int length) throws IOException {
                socket.getOutputStream().write(bytes, 0, length);
                socket.getOutputStream().flush();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }

    @Override
    public void close() throws IOException {
        cut();
        later.shutdownNow();
    }
}
