package org.godocker.executor.docker.internal.client;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.godocker.executor.docker.internal.engine.EngineEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscription to an engine's events. */
final class EventStream implements ResultCallback<Event> {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final Consumer<EngineEvent> onEvent;
    private final Consumer<String> onEnd;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Closeable stream;

    EventStream(Consumer<EngineEvent> onEvent, Consumer<String> onEnd) {
        this.onEvent = onEvent;
        this.onEnd = onEnd;
    }

    /** Completes when the engine has accepted the subscription. */
    CompletableFuture<Void> started() {
        return started;
    }

    @Override
    public void onStart(Closeable closeable) {
        stream = closeable;
        started.complete(null);
        if (over.get()) {
            close();
        }
    }

    @Override
    public void onNext(Event event) {
        if (!over.get()) {
            ContainerMapping.event(event).ifPresent(this::deliver);
        }
    }

    private void deliver(EngineEvent event) {
        try {
            onEvent.accept(event);
        } catch (RuntimeException e) {
            LOG.error("Event {} of container {} could not be handled", event.action(), event.container(), e);
        }
    }

    @Override
    public void onError(Throwable throwable) {
        if (!started.completeExceptionally(throwable)) {
            end(throwable.getMessage() == null ? throwable.getClass().getSimpleName() : EngineWords.of(throwable.getMessage()));
        }
    }

    @Override
    public void onComplete() {
        end("the engine ended the connection");
    }

    private void end(String reason) {
        if (over.compareAndSet(false, true)) {
            onEnd.accept(reason);
        }
    }

    @Override
    public void close() {
        over.set(true);
        Closeable open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("An event stream did not close cleanly", e);
            }
        }
    }
}
