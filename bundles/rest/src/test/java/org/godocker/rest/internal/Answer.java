package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;

/** An answer of the server and what tests ask of it. */
record Answer(HttpResponse<byte[]> response) {

    private static final ObjectMapper JSON = new ObjectMapper();

    int status() {
        return response.statusCode();
    }

    String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(text(), e);
        }
    }

    /** Checks that this is a problem document, complete and of this status and code. */
    Answer isProblem(int status, String code) {
        assertThat(status()).as(text()).isEqualTo(status);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(json().path("status").intValue()).isEqualTo(status);
        assertThat(json().path("code").textValue()).isEqualTo(code);
        assertThat(json().path("type").textValue()).startsWith("urn:godocker:problem:");
        assertThat(json().path("title").textValue()).isNotBlank();
        assertThat(json().path("detail").textValue()).isNotBlank();
        assertThat(header("X-Content-Type-Options")).isEqualTo("nosniff");
        return this;
    }

    /** Checks that this refuses the request for breaking this rule, among others, in this field. */
    Answer names(String field, String rule) {
        assertThat(StreamSupport.stream(json().path("violations").spliterator(), false)
                .map(v -> v.path("field").textValue() + " " + v.path("rule").textValue()))
                .as(text()).contains(field + " " + rule);
        return this;
    }
}
