package org.godocker.rest.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Reads the fields of a JSON object one by one without converting anything: what is not of the expected type is noted as
 * a violation and read as absent. A field that is null is absent. At the end {@link #finish} notes what nobody asked for.
 */
public final class ObjectFields {

    private static final int MAX_DIGITS = 20;

    private final JsonNode object;
    private final String path;
    private final Violations violations;
    private final Set<String> read = new HashSet<>();

    /** @param path of the object itself, empty for the whole document */
    public ObjectFields(JsonNode node, String path, Violations violations) {
        this.path = path;
        this.violations = violations;
        if (node instanceof ObjectNode) {
            this.object = node;
        } else {
            this.object = JsonNodeFactory.instance.objectNode();
            violations.add(path, "object", "must be an object");
        }
    }

    /** Path of a field as the caller would write it. */
    public String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    public boolean has(String field) {
        return object.has(field);
    }

    public void violation(String field, String rule, String message) {
        violations.add(path(field), rule, message);
    }

    /** A field of any type; null when it is absent. */
    public JsonNode any(String field) {
        read.add(field);
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }

    public String text(String field) {
        return value(field, JsonNode::isTextual, "string", "must be a string", JsonNode::textValue);
    }

    public Boolean flag(String field) {
        return value(field, JsonNode::isBoolean, "boolean", "must be true or false", JsonNode::booleanValue);
    }

    public Integer integer(String field) {
        BigInteger number = value(field, JsonNode::isIntegralNumber, "integer", "must be a whole number", JsonNode::bigIntegerValue);
        if (number != null && number.bitLength() > 31) {
            violation(field, "range", "must be a whole number of at most 32 bits");
            return null;
        }
        return number == null ? null : number.intValue();
    }

    public BigDecimal decimal(String field) {
        BigDecimal number = value(field, JsonNode::isNumber, "number", "must be a number", JsonNode::decimalValue);
        if (number != null && (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS)) {
            violation(field, "range", "must be a number of at most " + MAX_DIGITS + " digits");
            return null;
        }
        return number;
    }

    /** A string that is read by {@code parser}, whose IllegalArgumentException becomes a violation of {@code rule}. */
    public <T> T parsed(String field, String rule, Function<String, T> parser) {
        String text = text(field);
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            violation(field, rule, e.getMessage());
            return null;
        }
    }

    /** A list; {@code element} reads one from its node and path, and gives empty after it noted a violation. */
    public <T> List<T> list(String field, BiFunction<JsonNode, String, Optional<T>> element) {
        return value(field, JsonNode::isArray, "array", "must be a list", node -> IntStream.range(0, node.size())
                .mapToObj(i -> element.apply(node.get(i), path(field) + "[" + i + "]"))
                .flatMap(Optional::stream).toList());
    }

    public List<String> texts(String field) {
        return list(field, (node, at) -> typed(node.isTextual(), at, "string", "must be a string", node::textValue));
    }

    public List<Integer> integers(String field) {
        return list(field, (node, at) -> typed(node.isIntegralNumber() && node.canConvertToInt(), at, "integer",
                "must be a whole number of at most 32 bits", node::intValue));
    }

    /** An object whose values are strings, in the order given. */
    public Map<String, String> textMap(String field) {
        return value(field, JsonNode::isObject, "object", "must be an object with strings as values", node -> {
            Map<String, String> map = new LinkedHashMap<>();
            node.properties().forEach(e -> typed(e.getValue().isTextual(), path(field) + "." + e.getKey(), "string",
                    "must be a string", e.getValue()::textValue).ifPresent(text -> map.put(e.getKey(), text)));
            return map;
        });
    }

    /** Notes that a field is missing, unless something else is wrong with it already. */
    public void require(String field) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            violation(field, "required", "is needed");
        }
    }

    /** Notes every field that was not read. */
    public void finish() {
        finish(Set.of());
    }

    /** @param shownOnly fields that exist, but only in answers */
    public void finish(Set<String> shownOnly) {
        object.fieldNames().forEachRemaining(name -> {
            if (shownOnly.contains(name)) {
                violation(name, "read-only", "is given by the server and cannot be asked for");
            } else if (!read.contains(name)) {
                violation(name, "unknown-field", "there is no such field");
            }
        });
    }

    private <T> T value(String field, Predicate<JsonNode> type, String rule, String message,
            Function<JsonNode, T> reader) {
        JsonNode node = any(field);
        if (node == null) {
            return null;
        }
        return typed(type.test(node), path(field), rule, message, () -> reader.apply(node)).orElse(null);
    }

    private <T> Optional<T> typed(boolean right, String at, String rule, String message,
            Supplier<T> reader) {
        if (!right) {
            violations.add(at, rule, message);
            return Optional.empty();
        }
        return Optional.of(reader.get());
    }
}
