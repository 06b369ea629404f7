package org.godocker.rest.internal.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Makes a tree of a document and notes what its syntax alone does not forbid. */
final class TreeBuilder {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Violations violations;
    private final StringBuilder path = new StringBuilder();

    TreeBuilder(Violations violations) {
        this.violations = violations;
    }

    private String path() {
        return path.toString();
    }

    JsonNode read(JsonParser parser) throws IOException {
        parser.nextToken();
        JsonNode document = value(parser);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "there is more after the end of the document");
        }
        return document;
    }

    /** Recursive; the parser bounds the depth. */
    private JsonNode value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(parser, "a value is expected");
        };
    }

    private JsonNode decimal(JsonParser parser) throws IOException {
        try {
            return NODES.numberNode(parser.getDecimalValue());
        } catch (NumberFormatException e) {
            violations.add(path(), "range", "has an exponent that is far too large");
            return NODES.nullNode();
        }
    }

    private JsonNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        int parent = path.length();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = wellFormed(parser.currentName());
            path.append(parent == 0 ? "" : ".").append(name);
            parser.nextToken();
            if (object.has(name)) {
                violations.add(path(), "duplicate-field", "may be given once only");
            }
            object.set(name, value(parser));
            path.setLength(parent);
        }
        return object;
    }

    private JsonNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        int parent = path.length();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            path.append('[').append(array.size()).append(']');
            array.add(value(parser));
            path.setLength(parent);
        }
        return array;
    }

    /** Escapes can spell half a character, which nothing could store or show. */
    private String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    i++;
                } else {
                    violations.add(path(), "unicode", "holds an unpaired surrogate");
                    return "";
                }
            }
        }
        return text;
    }
}
