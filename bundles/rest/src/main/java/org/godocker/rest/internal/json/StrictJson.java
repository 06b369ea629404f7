package org.godocker.rest.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.godocker.api.error.InvalidRequestException;

/** Reads JSON by the letter of RFC 8259, and refuses what it leaves open: repeated names, endless nesting and numbers. */
public final class StrictJson {

    static final int MAX_DEPTH = 16;
    static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_NAME_LENGTH = 1000;
    /** The parser tells programmers how to make it less strict. */
    private static final Pattern HINT = Pattern.compile(": enable `[^`]*`( to allow)?");

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private StrictJson() {
    }

    /**
     * Reads one document.
     *
     * @throws InvalidRequestException naming the place by path as well as the rule: {@code not-empty}, {@code utf-8},
     *         {@code json}, {@code json-limit}, {@code duplicate-field}, {@code unicode},
     *         {@code range}
     */
    public static JsonNode parse(byte[] body) {
        String text = decode(body);
        if (text.isBlank()) {
            throw InvalidRequestException.of("", "not-empty", "a JSON document is needed in the request body");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            return read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static JsonNode read(JsonParser parser) throws IOException {
        Violations violations = new Violations();
        try {
            JsonNode document = new TreeBuilder(violations).read(parser);
            violations.throwIfAny();
            return document;
        } catch (StreamConstraintsException e) {
            throw refused(path(parser.getParsingContext()), "json-limit", e);
        } catch (JsonProcessingException e) {
            throw refused(path(parser.getParsingContext()), "json", e);
        }
    }

    /** Where the parser was; it reads a value together with its name, so a tree that is being built is one step behind. */
    private static String path(JsonStreamContext at) {
        if (at.inRoot()) {
            return "";
        }
        String parent = path(at.getParent());
        if (at.inArray()) {
            return parent + "[" + Math.max(0, at.getCurrentIndex()) + "]";
        }
        return at.getCurrentName() == null ? parent : parent + (parent.isEmpty() ? "" : ".") + at.getCurrentName();
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw InvalidRequestException.of("", "utf-8", "the body is not valid UTF-8");
        }
    }

    private static InvalidRequestException refused(String path, String rule, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        String message = rule.equals("json") ? "not valid JSON" + place + ": " + HINT.matcher(e.getOriginalMessage()).replaceAll("")
                : "longer or deeper than is allowed" + place + ": at most " + MAX_DEPTH + " levels, "
                        + MAX_NUMBER_LENGTH + " characters a number, " + MAX_NAME_LENGTH + " a name";
        return InvalidRequestException.of(path, rule, message);
    }
}
