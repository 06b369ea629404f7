package org.godocker.rest.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntSupplier;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.rest.internal.json.StrictJson;
import org.godocker.rest.internal.problem.ProblemException;

/** Reads request bodies, never more than the limit of them. */
public final class RequestBodies {

    private static final int SMALL = 64 << 10;

    private final IntSupplier limit;

    /** @param limit bytes; asked anew for each request */
    public RequestBodies(IntSupplier limit) {
        this.limit = limit;
    }

    /**
     * Reads a JSON document of a few fields: the login, which strangers may send, takes no more memory than that.
     *
     * @throws ProblemException        413 or 415
     * @throws InvalidRequestException when it is not a JSON document
     */
    public JsonNode small(InputStream body, HttpHeaders headers) {
        return json(body, headers, Math.min(SMALL, limit.getAsInt()));
    }

    /** Reads a JSON document of any size that the server takes; otherwise as {@link #small}. */
    public JsonNode large(InputStream body, HttpHeaders headers) {
        return json(body, headers, limit.getAsInt());
    }

    private static JsonNode json(InputStream body, HttpHeaders headers, int max) {
        requireUtf8(headers.getMediaType());
        return StrictJson.parse(bytes(body, headers, max));
    }

    /** Makes sure that a request that takes no arguments brings none; an empty JSON object is let through. */
    public void none(InputStream body, HttpHeaders headers) {
        byte[] bytes = bytes(body, headers, Math.min(SMALL, limit.getAsInt()));
        boolean empty = bytes.length == 0 || StrictJson.parse(bytes) instanceof ObjectNode object && object.isEmpty();
        if (!empty) {
            throw InvalidRequestException.of("", "no-body", "this operation takes no body");
        }
    }

    private static byte[] bytes(InputStream body, HttpHeaders headers, int max) {
        try {
            if (declaredLength(headers) > max) {
                throw ProblemException.tooLarge(max);
            }
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(max);
            if (bytes.length == max && body.read() >= 0) {
                throw ProblemException.tooLarge(max);
            }
            return bytes;
        } catch (IOException e) {
            throw ProblemException.unreadable(e);
        }
    }

    private static long declaredLength(HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            throw ProblemException.unreadable(e);
        }
    }

    private static void requireUtf8(MediaType type) {
        String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw ProblemException.unsupportedCharset();
        }
    }
}
