package org.godocker.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server that answers as it is told, and remembers what it was asked. */
final class FakeServer implements AutoCloseable {

    record Request(String line, String body, Map<String, String> headers) { }

    private record Answer(int status, String body) { }

    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final HttpServer http;

    FakeServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            requests.add(new Request(line, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), headers));
            Answer answer = answers.getOrDefault(line, new Answer(404, "{\"detail\":\"there is no " + line + "\"}"));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (line.contains("/files/") && !answer.body().startsWith("{")) {
                exchange.getResponseHeaders().add("Content-Disposition", "attachment");
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
    }

    FakeServer answer(String line, int status, String body) {
        answers.put(line.replaceFirst(" ", " /api/v1"), new Answer(status, body));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
