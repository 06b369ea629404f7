package org.godocker.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.godocker.cli.config.Settings;
import org.godocker.cli.exit.CommandFailure;
import org.godocker.cli.json.Json;
import org.godocker.cli.json.MalformedJsonException;
import org.godocker.cli.terminal.Table;

/** The REST interface of one server. Redirects are not followed: the token is for this server alone. */
public final class ServerClient {

    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int MOST_OF_A_DOCUMENT = 64 << 20;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    private final Settings settings;

    public ServerClient(Settings settings) {
        this.settings = settings;
    }

    /** A part of a path or a value of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public Json get(String path) {
        return document(send(request(path).timeout(ANSWER).GET()));
    }

    public Json post(String path, Json body) {
        return document(send(posted(path, body)));
    }

    /** Sent once more under the same key if the connection breaks: the server does it once at most. */
    public Json postOnce(String path, Json body, String key) {
        HttpRequest.Builder request = posted(path, body).header("Idempotency-Key", key);
        try {
            return document(send(request));
        } catch (CommandFailure broken) {
            if (broken.getCause() instanceof IOException && !(broken.getCause() instanceof ConnectException)) {
                return document(send(request));
            }
            throw broken;
        }
    }

    /** For a login, which needs no token. */
    public Json postOpenly(String path, Json body) {
        return document(send(posted(path, body, false)));
    }

    /** The answer as it comes, however long that takes. The caller closes its body. */
    public HttpResponse<InputStream> open(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder posted(String path, Json body) {
        return posted(path, body, true);
    }

    private HttpRequest.Builder posted(String path, Json body, boolean withToken) {
        HttpRequest.Builder request = (withToken ? request(path) : open(settings, path)).timeout(ANSWER);
        return body.isNull() ? request.POST(HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body.write()));
    }

    private HttpRequest.Builder request(String path) {
        String token = settings.token().orElseThrow(
                () -> CommandFailure.notLoggedIn("not logged in at " + settings.url() + "; run: godocker login --url " + settings.url()));
        try {
            return open(settings, path).header("Authorization", "Bearer " + token);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("the token has characters that no token has; run: godocker login");
        }
    }

    private static HttpRequest.Builder open(Settings settings, String path) {
        return HttpRequest.newBuilder(URI.create(settings.url() + "/api/v1" + path));
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.unreachable("interrupted", e);
        }
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        throw refusal(response);
    }

    private CommandFailure unreachable(IOException cause) {
        return CommandFailure.unreachable("cannot reach " + settings.url() + " (" + cause.getClass().getSimpleName()
                + "); is the server running? Another one: godocker login --url URL, or GODOCKER_URL", cause);
    }

    private CommandFailure refusal(HttpResponse<InputStream> response) {
        Json problem = document(response);
        String detail = problem.at("detail").text().orElseThrow(() -> stranger(null));
        String fields = problem.at("violations").items().stream()
                .map(v -> v.at("field").shown() + " " + v.at("message").shown()).collect(Collectors.joining("; "));
        String message = Table.harmless(fields.isEmpty() ? detail : detail + ": " + fields);
        return response.statusCode() == 401 ? CommandFailure.notLoggedIn(message + " (run: godocker login)") : CommandFailure.refused(message);
    }

    private Json document(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MOST_OF_A_DOCUMENT);
            return bytes.length == 0 ? Json.of(Map.of()) : Json.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            throw stranger(e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private CommandFailure stranger(Exception cause) {
        return CommandFailure.unreachable(settings.url() + " does not answer as a go-docker server; check the address", cause);
    }
}
