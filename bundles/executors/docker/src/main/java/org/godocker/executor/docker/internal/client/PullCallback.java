package org.godocker.executor.docker.internal.client;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.godocker.executor.docker.internal.engine.EngineException;

/** Follows a pull. The engine answers 200 at once and puts a failure into the stream. */
final class PullCallback implements ResultCallback<PullResponseItem> {

    private final CompletableFuture<Void> done;
    private final Function<Throwable, EngineException> failure;
    private volatile Closeable stream;
    private volatile String error;

    PullCallback(CompletableFuture<Void> done, Function<Throwable, EngineException> failure) {
        this.done = done;
        this.failure = failure;
    }

    @Override
    public void onStart(Closeable closeable) {
        stream = closeable;
        if (done.isDone()) {
            close();
        }
    }

    @Override
    public void onNext(PullResponseItem item) {
        ResponseItem.ErrorDetail detail = item.getErrorDetail();
        if (detail != null && detail.getMessage() != null) {
            error = detail.getMessage();
        }
    }

    @Override
    public void onError(Throwable throwable) {
        done.completeExceptionally(failure.apply(throwable));
    }

    @Override
    public void onComplete() {
        if (error != null) {
            done.completeExceptionally(EngineException.answered(404, EngineWords.of(error), null));
        } else {
            done.complete(null);
        }
    }

    @Override
    public void close() {
        Closeable open = stream;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                done.completeExceptionally(failure.apply(e));
            }
        }
    }
}
