package org.godocker.rest.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.godocker.rest.internal.fake.FakeAccounts;
import org.godocker.rest.internal.fake.FakeFiles;
import org.godocker.rest.internal.fake.FakeJobs;
import org.godocker.rest.internal.fake.FakeServer;
import org.godocker.rest.internal.servlet.FrontServlet;

/** The whole REST interface on a web server of its own, with services that a test looks into. */
final class TestServer implements AutoCloseable {

    static final int MAX_BODY = 256 << 10;

    final FakeJobs jobs = new FakeJobs();
    final FakeFiles files = new FakeFiles(jobs);
    final FakeAccounts accounts = new FakeAccounts();
    final FakeServer server = new FakeServer();
    final AtomicReference<RestOptions> options = new AtomicReference<>(new RestOptions(MAX_BODY, 4, 3, List.of()));

    private final Server jetty;
    private final int port;
    private final RestEndpoint endpoint;
    private final FrontServlet front;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestServer() {
        this(Clock.systemUTC());
    }

    TestServer(Clock clock) {
        jetty = new Server(new QueuedThreadPool(40));
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(1000);
        jetty.addConnector(connector);
        Bus bus = BusFactory.newInstance().createBus();
        endpoint = new RestEndpoint(new RestServices(jobs, files, accounts, accounts, accounts, server.nodes(),
                server.plugins(), server), options::get, clock, bus);
        front = new FrontServlet(bus, RestEndpoint.ADDRESS, () -> Map.of("database", "no data source", "engine", "not running"));
        front.open();
        ServletContextHandler context = new ServletContextHandler();
        StatisticsHandler graceful = new StatisticsHandler();
        graceful.setHandler(context);
        jetty.setHandler(graceful);
        jetty.setStopTimeout(5000);
        context.addServlet(new ServletHolder(front), RestEndpoint.CONTEXT + "/*");
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("the test server did not start", e);
        }
        port = connector.getLocalPort();
    }

    /** Where requests are let in, or not. */
    FrontServlet front() {
        return front;
    }

    int port() {
        return port;
    }

    /** A request as somebody; {@code who} is a login, or null for nobody. */
    HttpRequest.Builder request(String path, String who) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path));
        return who == null ? builder : builder.header("Authorization", "Bearer " + who + "-token");
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path, String who) {
        return call("GET", path, who, null);
    }

    /** Calls, and holds what comes of it against the OpenAPI document. */
    Answer call(String method, String path, String who, String json) {
        HttpRequest.BodyPublisher body = json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        HttpRequest.Builder request = request(path, who).method(method, body);
        Answer answer = send(json == null ? request : request.header("Content-Type", "application/json"));
        Contract.check(method, path, json, answer);
        return answer;
    }

    Answer post(String path, String who, String json) {
        return call("POST", path, who, json);
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        endpoint.close();
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the test server did not stop", e);
        }
    }
}
