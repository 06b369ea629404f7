package org.godocker.rest.internal.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.Produces;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyWriter;

/** Writes the answers, all of them records, as JSON. */
@Produces({MediaType.APPLICATION_JSON, JsonWriter.PROBLEM})
public final class JsonWriter implements MessageBodyWriter<Object> {

    /** Media type of refusals, RFC 9457. */
    public static final String PROBLEM = "application/problem+json";

    private static final ObjectWriter WRITER = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build().writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public void writeTo(Object answer, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
        // Made whole before it is sent, so that a failure still becomes a proper answer.
        byte[] json = bytes(answer);
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, json.length);
        out.write(json);
    }

    /** An answer as it goes over the wire. */
    public static byte[] bytes(Object answer) throws IOException {
        return WRITER.writeValueAsBytes(answer);
    }
}
