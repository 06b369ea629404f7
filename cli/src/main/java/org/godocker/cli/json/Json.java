package org.godocker.cli.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value that is read without fear: what is not there is {@link #isNull() null}, and has no text, number or items.
 * Objects keep the order of their fields.
 */
public final class Json {

    private static final Json NULL = new Json(null);

    private final Object value;

    private Json(Object value) {
        this.value = value;
    }

    /** @param value map with text keys, list, text, number, truth value or null; nothing else inside */
    public static Json of(Object value) {
        return value == null ? NULL : new Json(value);
    }

    /** @throws MalformedJsonException if it is not one JSON value */
    public static Json parse(String text) {
        return of(JsonText.read(text));
    }

    /** The field of an object. */
    public Json at(String name) {
        return value instanceof Map<?, ?> map ? of(map.get(name)) : NULL;
    }

    public boolean isNull() {
        return value == null;
    }

    public boolean isTrue() {
        return Boolean.TRUE.equals(value);
    }

    /** The elements of an array. */
    public List<Json> items() {
        return value instanceof List<?> list ? list.stream().map(Json::of).toList() : List.of();
    }

    /** The names of an object's fields, in order. */
    public List<String> names() {
        return value instanceof Map<?, ?> map ? map.keySet().stream().map(Object::toString).toList() : List.of();
    }

    public Optional<String> text() {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A text, number or truth value as it is written; empty for all else. */
    public String shown() {
        return value == null || value instanceof Map || value instanceof List ? "" : value.toString();
    }

    public Optional<Number> number() {
        return value instanceof Number number ? Optional.of(number) : Optional.empty();
    }

    /** The number, 0 without one. */
    public long asLong() {
        return number().map(Number::longValue).orElse(0L);
    }

    public Object raw() {
        return value;
    }

    /** As text on one line. */
    public String write() {
        return JsonText.write(value, false);
    }

    /** As text with a line a field. */
    public String writeIndented() {
        return JsonText.write(value, true);
    }

    /** Not its content, which may hold a secret. */
    @Override
    public String toString() {
        return "Json";
    }
}
