package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.godocker.rest.internal.server.OpenApiResource;

/** The OpenAPI document, held against what the server really takes and gives. */
final class Contract {

    static final ObjectMapper JSON = new ObjectMapper();
    static final JsonNode DOCUMENT = load();

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012,
            factory -> factory.metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                    .keyword(new NonValidationKeyword("components")).build()));
    private static final Map<JsonNode, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private Contract() {
    }

    private static JsonNode load() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks an answer, and the request when it was accepted. Addresses that fit no operation are nothing to check. */
    static void check(String method, String address, String requestBody, Answer answer) {
        String path = address.replaceAll("\\?.*", "").replaceAll("(?<=.)/$", "");
        operation(method, path).ifPresent(operation -> {
            String what = method + " " + address + " -> " + answer.status() + " " + answer.text();
            JsonNode response = operation.path("responses").path(String.valueOf(answer.status()));
            assertThat(response.isMissingNode()).as("undocumented status: " + what).isFalse();
            if (response.has("$ref")) {
                response = DOCUMENT.at(response.path("$ref").textValue().substring(1));
            }
            checkContent(response.path("content"), answer, what);
            if (requestBody != null && answer.status() < 300 && operation.has("requestBody")) {
                valid(operation.path("requestBody").path("content").path("application/json").path("schema"), read(requestBody), what);
            }
        });
    }

    private static void checkContent(JsonNode content, Answer answer, String what) {
        String type = answer.header("Content-Type");
        if (answer.response().body().length == 0) {
            return;
        }
        JsonNode media = content.path(type.replaceAll(";.*", ""));
        assertThat(media.isMissingNode()).as("undocumented media type " + type + ": " + what).isFalse();
        if (type.contains("json")) {
            valid(media.path("schema"), answer.json(), what);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void valid(JsonNode schema, JsonNode value, String what) {
        assertThat(COMPILED.computeIfAbsent(schema, Contract::compile).validate(value)).as(what).isEmpty();
    }

    private static JsonSchema compile(JsonNode schema) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("components", DOCUMENT.path("components"));
        return SCHEMAS.getSchema(root);
    }

    private static Optional<JsonNode> operation(String method, String path) {
        List<String> templates = new ArrayList<>();
        DOCUMENT.path("paths").fieldNames().forEachRemaining(templates::add);
        return templates.stream()
                .filter(template -> Pattern.matches(template.replace("{path}", ".+").replaceAll("\\{[^}]+}", "[^/]+"), path))
                .min(Comparator.comparing(template -> template.contains("{")))
                .map(template -> DOCUMENT.path("paths").path(template).path(method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode());
    }
}
