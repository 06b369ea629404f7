package org.godocker.executor.docker.internal.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.godocker.api.job.ResourceUsage;
import org.godocker.executor.docker.internal.engine.EngineException;

/**
 * Asks for a container's figures once. The client library cannot ask for a single sample, without which the engine takes
 * a second to answer, so the request is written out here.
 */
final class UsageAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST = 1 << 20;

    private UsageAnswer() {
    }

    static ResourceUsage read(DockerHttpClient http, String id) throws IOException, EngineException {
        DockerHttpClient.Request request = DockerHttpClient.Request.builder().method(DockerHttpClient.Request.Method.GET)
                .path("/containers/" + id + "/stats?stream=false&one-shot=true").build();
        try (DockerHttpClient.Response response = http.execute(request)) {
            String body = new String(response.getBody().readNBytes(LARGEST), StandardCharsets.UTF_8);
            if (response.getStatusCode() != 200) {
                throw EngineException.answered(response.getStatusCode(), EngineWords.of(body), null);
            }
            return usage(JSON.readTree(body));
        }
    }

    /** With control groups of the second kind the engine tells no peak, so it is what is used now. */
    static ResourceUsage usage(JsonNode stats) {
        JsonNode memory = stats.path("memory_stats");
        long peak = memory.path("max_usage").asLong(memory.path("usage").asLong(0));
        double cpu = stats.path("cpu_stats").path("cpu_usage").path("total_usage").asLong(0) / 1e9;
        return new ResourceUsage(Math.max(0, cpu), Math.max(0, peak));
    }
}
