package org.godocker.executor.docker.internal.client;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.godocker.executor.docker.internal.engine.EngineException;

/**
 * Gives every call of one engine a limit in time and says what is known when it fails. Calls run on threads of their own
 * because a read from a unix socket has no time limit but an interrupt, and the caller's thread is not ours to interrupt.
 */
final class BoundedCalls implements AutoCloseable {

    private static final int MOST_AT_ONCE = 128;

    private final String engine;
    private final ThreadPoolExecutor threads;

    BoundedCalls(String engine) {
        this.engine = engine;
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "docker-call-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    <T> T call(String what, Duration limit, Callable<T> call) throws EngineException {
        Future<T> answer;
        try {
            answer = threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw EngineException.unreachable(what + " on " + engine + " was not sent: "
                    + (threads.isShutdown() ? "the connection has been closed" : "too many calls wait for an answer"), e);
        }
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw EngineException.uncertain(what + " on " + engine + " was not answered within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw EngineException.uncertain(what + " on " + engine + " was interrupted", e);
        } catch (ExecutionException e) {
            throw failure(what, e.getCause());
        }
    }

    /** Says what is known of a call that failed with this. */
    EngineException failure(String what, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof DockerException answered) {
                return EngineException.answered(answered.getHttpStatus(), EngineWords.of(answered.getMessage()), answered);
            }
            if (t instanceof ConnectException || t instanceof NoSuchFileException || t instanceof UnknownHostException
                    || t instanceof NoRouteToHostException || isRefusedSocket(t)) {
                return EngineException.unreachable(engine + " cannot be reached: " + words(t), cause);
            }
            if (t instanceof IOException) {
                return EngineException.uncertain("The connection to " + engine + " broke in " + what + ": " + words(t), cause);
            }
        }
        return EngineException.uncertain(what + " on " + engine + " failed: " + words(cause), cause);
    }

    /** What connecting to a unix socket ends with: a missing file or right is a plain SocketException there. */
    private static boolean isRefusedSocket(Throwable t) {
        return t instanceof SocketException && t.getMessage() != null
                && (t.getMessage().contains("No such file") || t.getMessage().contains("Permission denied")
                        || t.getMessage().contains("Connection refused"));
    }

    private static String words(Throwable t) {
        return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
    }

    /** Takes no more calls; those under way may finish. */
    @Override
    public void close() {
        threads.shutdown();
    }

    boolean awaitIdle(Duration limit) throws InterruptedException {
        return threads.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
