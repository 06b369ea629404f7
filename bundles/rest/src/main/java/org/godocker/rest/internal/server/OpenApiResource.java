package org.godocker.rest.internal.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.godocker.rest.internal.http.Access;

/** The description of this interface for programs. */
@Path("/openapi.json")
public final class OpenApiResource {

    private final byte[] document = load();

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Access(Access.Level.EVERYBODY)
    public byte[] document() {
        return document;
    }

    private static byte[] load() {
        try (InputStream in = OpenApiResource.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("openapi.json is missing from the bundle", e);
        }
    }
}
