package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.OWNER;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.UID;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.godocker.api.job.JobId;
import org.godocker.api.job.OutputStreamName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingStreamTest {

    private static final JobId ID = new JobId(5);

    @TempDir
    private Path temporary;

    private final ExecutorService follower = Executors.newCachedThreadPool();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private WorkspaceLayout layout;
    private Path log;
    private WorkspaceReader reader;

    @BeforeEach
    void open() throws Exception {
        layout = WorkspaceFixtures.layout(temporary);
        log = layout.directory(ID).resolve("god.log");
        reader = new WorkspaceReader(layout);
    }

    @AfterEach
    void stop() {
        ended.set(true);
        follower.shutdownNow();
    }

    private void prepare() throws Exception {
        new WorkspaceMaker(layout).prepare(WorkspaceFixtures.attempt(5, 1), WorkspaceFixtures.spec("true"), OWNER, List.of());
    }

    private Future<?> follow(InputStream stream) {
        return follower.submit(() -> {
            byte[] buffer = new byte[7];
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                synchronized (seen) {
                    seen.write(buffer, 0, n);
                }
            }
            return null;
        });
    }

    private String seen() {
        synchronized (seen) {
            return seen.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void givesOutWhatIsWrittenAndEndsWithTheJob() throws Exception {
        prepare();
        write(log, "one\n");
        Future<?> done = follow(reader.follow(ID, UID, OutputStreamName.STDOUT, ended::get));
        await().until(() -> seen().equals("one\n"));
        Files.writeString(log, "two\n", StandardOpenOption.APPEND);
        await().until(() -> seen().equals("one\ntwo\n"));
        assertThat(done).isNotDone();
        Files.writeString(log, "three is longer than the buffer\n", StandardOpenOption.APPEND);
        ended.set(true);
        done.get(10, TimeUnit.SECONDS);
        assertThat(seen()).isEqualTo("one\ntwo\nthree is longer than the buffer\n");
    }

    /** The last line is written after the stream has found nothing more and before it hears that the job is over. */
    @Test
    void losesNothingThatIsWrittenJustBeforeTheEnd() throws Exception {
        prepare();
        write(log, "");
        InputStream stream = reader.follow(ID, UID, OutputStreamName.STDOUT, () -> {
            try {
                Files.writeString(log, "last", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return true;
        });
        assertThat(stream.readNBytes(4)).asString(StandardCharsets.UTF_8).isEqualTo("last");
    }

    @Test
    void waitsForAJobThatHasNotStarted() throws Exception {
        Future<?> done = follow(reader.follow(ID, UID, OutputStreamName.STDOUT, ended::get));
        prepare();
        write(log, "hello");
        await().until(() -> seen().equals("hello"));
        ended.set(true);
        done.get(10, TimeUnit.SECONDS);
    }

    @Test
    void endsEmptyWhenTheJobNeverWrote() throws Exception {
        assertThat(reader.follow(ID, UID, OutputStreamName.STDOUT, () -> true).read()).isEqualTo(-1);
    }

    @Test
    void keepsTheFileItOpened() throws Exception {
        prepare();
        write(log, "mine");
        Future<?> done = follow(reader.follow(ID, UID, OutputStreamName.STDOUT, ended::get));
        await().until(() -> seen().equals("mine"));
        Path secret = Files.writeString(temporary.resolve("secret"), "mine and a secret");
        Files.delete(log);
        Files.createSymbolicLink(log, secret);
        ended.set(true);
        done.get(10, TimeUnit.SECONDS);
        assertThat(seen()).isEqualTo("mine");
    }

    @Test
    void aLinkThatAppearsLaterIsNotFollowed() throws Exception {
        prepare();
        InputStream stream = reader.follow(ID, UID, OutputStreamName.STDOUT, () -> false);
        Files.createSymbolicLink(log, Files.writeString(temporary.resolve("secret"), "secret"));
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class).hasMessageContaining("not a regular file");
    }

    @Test
    void closingFromAnotherThreadEndsAWaitingRead() throws Exception {
        prepare();
        write(log, "x");
        InputStream stream = reader.follow(ID, UID, OutputStreamName.STDOUT, ended::get);
        Future<?> done = follow(stream);
        await().until(() -> seen().equals("x"));
        stream.close();
        assertThatThrownBy(() -> done.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void saysWhatCanBeReadWithoutWaiting() throws Exception {
        try (InputStream stream = reader.follow(ID, UID, OutputStreamName.STDOUT, ended::get)) {
            assertThat(stream.available()).isZero();
            prepare();
            write(log, "abc");
            assertThat(stream.available()).isEqualTo(3);
            assertThat(stream.read()).isEqualTo('a');
            assertThat(stream.available()).isEqualTo(2);
        }
    }
}
