package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.godocker.api.error.StorageFullException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskGuardTest {

    private static final long MIB = 1L << 20;

    @TempDir
    private Path temporary;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicLong free = new AtomicLong(1000 * MIB);
    private final AtomicInteger looks = new AtomicInteger();

    private DiskGuard guard(DiskGuard.FreeSpace space) {
        return new DiskGuard(() -> List.of(new DiskGuard.Folder("workspaces", temporary.resolve("not/there/yet"))),
                () -> 256 * MIB, clock, space);
    }

    private DiskGuard guard() {
        return guard(directory -> {
            assertThat(directory).isEqualTo(temporary);
            looks.incrementAndGet();
            return free.get();
        });
    }

    @Test
    void refusesWhenTooLittleIsFreeAndSaysHowMuch() {
        DiskGuard guard = guard();
        assertThatCode(guard::requireRoom).doesNotThrowAnyException();
        free.set(255 * MIB);
        now.set(now.get().plusSeconds(1));
        assertThatThrownBy(guard::requireRoom).isInstanceOf(StorageFullException.class)
                .hasMessageContaining("workspaces").hasMessageContaining("255 MiB").hasMessageContaining("256 MiB");
        assertThat(guard.shortage()).isPresent();
        free.set(256 * MIB);
        now.set(now.get().plusSeconds(1));
        assertThatCode(guard::requireRoom).doesNotThrowAnyException();
    }

    @Test
    void looksAtMostOnceASecond() {
        DiskGuard guard = guard();
        for (int i = 0; i < 10; i++) {
            guard.requireRoom();
            now.set(now.get().plus(Duration.ofMillis(100)));
        }
        assertThat(looks).hasValue(1);
        guard.requireRoom();
        assertThat(looks).hasValue(2);
        now.set(now.get().minusSeconds(3600));
        guard.requireRoom();
        assertThat(looks).as("a clock that was set back").hasValue(3);
    }

    @Test
    void refusesWhenItCannotLook() {
        DiskGuard guard = guard(directory -> {
            throw new IOException("Input/output error");
        });
        assertThatThrownBy(guard::requireRoom).isInstanceOf(StorageFullException.class)
                .hasMessageContaining("Input/output error").hasCauseInstanceOf(IOException.class);
    }

    @Test
    void measuresTheRealDisk() {
        List<DiskGuard.Folder> folders = List.of(new DiskGuard.Folder("database", temporary));
        assertThat(new DiskGuard(() -> folders, () -> 1, clock).shortage()).isEmpty();
        assertThat(new DiskGuard(() -> folders, () -> Long.MAX_VALUE, clock).shortage()).isPresent();
    }
}
