package org.godocker.rest.internal.servlet;

import java.io.IOException;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.core.MediaType;
import org.godocker.rest.internal.http.JsonWriter;
import org.godocker.rest.internal.problem.Problem;

/** Writes an answer that JAX-RS has no part in. */
final class PlainAnswer {

    private PlainAnswer() {
    }

    static void problem(HttpServletResponse response, Problem problem) throws IOException {
        write(response, problem.status(), JsonWriter.PROBLEM, problem);
    }

    static void json(HttpServletResponse response, int status, Object answer) throws IOException {
        write(response, status, MediaType.APPLICATION_JSON, answer);
    }

    private static void write(HttpServletResponse response, int status, String type, Object answer) throws IOException {
        byte[] document = JsonWriter.bytes(answer);
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }
}
