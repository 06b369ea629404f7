package org.godocker.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests byte by byte as they are written, where an HTTP client would tidy them up. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    /**
     * An answer.
     *
     * @param status of it; 0 when the server only closed the connection
     * @param text   all of it, headers included
     */
    public record Answer(int status, String text) {
    }

    private RawHttp() {
    }

    /** GET with a request target that nothing is done to. */
    public static Answer get(Server server, String target, String token) {
        String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Answer(answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
