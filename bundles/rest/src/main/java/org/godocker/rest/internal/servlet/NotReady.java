package org.godocker.rest.internal.servlet;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.godocker.api.server.Health;
import org.godocker.rest.internal.problem.ProblemException;
import org.godocker.rest.internal.server.ServerResource.HealthView;

/** Answers for the services that are not there. */
final class NotReady {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final String healthPath;
    private final Supplier<Map<String, String>> missing;

    /**
     * @param healthPath below the servlet
     * @param missing    what is missing now, by check; asked for each request
     */
    NotReady(String healthPath, Supplier<Map<String, String>> missing) {
        this.healthPath = healthPath;
        this.missing = missing;
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> checks = new TreeMap<>(missing.get());
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        if (request.getMethod().equals("GET") && healthPath.equals(request.getPathInfo())) {
            PlainAnswer.json(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, new HealthView(Health.Status.DOWN.name(), checks));
            return;
        }
        String why = checks.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).collect(Collectors.joining("; "));
        PlainAnswer.problem(response, ProblemException.notReady(why).problem());
    }
}
