package org.godocker.executor.docker.internal.node;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.godocker.executor.docker.internal.engine.Engine;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pulls images onto one engine, each once at a time however many launches wait for it. */
final class ImagePulls {

    private static final Logger LOG = LoggerFactory.getLogger(ImagePulls.class);

    private final ConcurrentMap<String, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    /** Returns when the image is there. */
    void pull(Engine engine, String node, String image, Duration limit) throws EngineException {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> pull = underWay.putIfAbsent(image, mine);
        if (pull == null) {
            pull = mine;
            LOG.info("Pulling image {} onto node {}", image, node);
            engine.pull(image, limit).whenComplete((nothing, failure) -> {
                underWay.remove(image, mine);
                if (failure == null) {
                    mine.complete(null);
                } else {
                    mine.completeExceptionally(failure);
                }
            });
        }
        await(pull, image, limit);
    }

    private static void await(CompletableFuture<Void> pull, String image, Duration limit) throws EngineException {
        try {
            pull.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw tooLong(image, limit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EngineException.uncertain("The pull of image " + image + " was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EngineException failure) {
                throw failure;
            }
            if (e.getCause() instanceof TimeoutException) {
                throw tooLong(image, limit, e);
            }
            throw EngineException.uncertain("The pull of image " + image + " failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private static EngineException tooLong(String image, Duration limit, Exception cause) {
        return EngineException.answered(404, "the pull took longer than " + limit.toSeconds() + " s", cause);
    }
}
