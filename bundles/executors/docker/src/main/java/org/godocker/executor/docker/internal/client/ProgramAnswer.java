package org.godocker.executor.docker.internal.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.godocker.executor.docker.internal.engine.EngineException;

/** Asks about one file in a container. The client library can only fetch it, so the request is written out here. */
final class ProgramAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Types and permissions as Go writes them. */
    private static final long SYMBOLIC_LINK = 1L << 27;
    private static final long ANY_TYPE = 0x8f280000L;
    private static final long MAY_BE_RUN = 0111;

    private ProgramAnswer() {
    }

    static boolean read(DockerHttpClient http, String id, String path) throws IOException, EngineException {
        DockerHttpClient.Request request = DockerHttpClient.Request.builder().method("HEAD")
                .path("/containers/" + id + "/archive?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8)).build();
        try (DockerHttpClient.Response response = http.execute(request)) {
            if (response.getStatusCode() == 404) {
                return false;
            }
            String stat = response.getHeader("X-Docker-Container-Path-Stat");
            if (response.getStatusCode() != 200 || stat == null) {
                throw EngineException.answered(response.getStatusCode(), "the engine does not tell about files in containers", null);
            }
            return mayBeRun(JSON.readTree(new String(Base64.getDecoder().decode(stat), StandardCharsets.UTF_8)));
        }
    }

    static boolean mayBeRun(JsonNode stat) {
        long mode = stat.path("mode").asLong();
        boolean link = (mode & SYMBOLIC_LINK) != 0;
        return link || (mode & ANY_TYPE) == 0 && (mode & MAY_BE_RUN) != 0;
    }
}
