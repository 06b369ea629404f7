package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SafeDirectoryTest {

    @TempDir
    private Path temporary;

    /** What happens when a directory turns into a pipe after it was looked at and before it is opened. */
    @Test
    void openingAPipeDoesNotWait() throws Exception {
        WorkspaceFixtures.pipe(temporary.resolve("pipe"));
        try (SafeDirectory directory = SafeDirectory.open(temporary)) {
            assertThatThrownBy(() -> directory.openEntry(Path.of("pipe"))).isInstanceOf(NotDirectoryException.class);
        }
    }

    @Test
    void entersDirectoriesOnly() throws Exception {
        Files.createDirectory(temporary.resolve("d"));
        Files.createDirectory(temporary.resolve("d/e"));
        Files.createSymbolicLink(temporary.resolve("link"), Path.of("d"));
        Files.createFile(temporary.resolve("file"));
        try (SafeDirectory directory = SafeDirectory.open(temporary)) {
            try (SafeDirectory child = directory.enter(Path.of("d"))) {
                assertThat(child.names()).toIterable().containsExactly(Path.of("e"));
                try (SafeDirectory again = child.again()) {
                    assertThat(again.names()).toIterable().containsExactly(Path.of("e"));
                }
            }
            assertThatThrownBy(() -> directory.enter(Path.of("link"))).isInstanceOf(NotDirectoryException.class);
            assertThatThrownBy(() -> directory.enter(Path.of("file"))).isInstanceOf(NotDirectoryException.class);
            assertThatThrownBy(() -> directory.enter(Path.of("missing"))).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void staysInTheDirectoryItOpenedWhateverBecomesOfItsPath() throws Exception {
        Files.createDirectory(temporary.resolve("d"));
        Files.createFile(temporary.resolve("d/mine"));
        try (SafeDirectory directory = SafeDirectory.open(temporary); SafeDirectory child = directory.enter(Path.of("d"))) {
            Files.move(temporary.resolve("d"), temporary.resolve("elsewhere"));
            Files.createSymbolicLink(temporary.resolve("d"), Path.of("/etc"));
            assertThat(child.attributes(Path.of("mine")).isRegularFile()).isTrue();
            assertThat(child.names()).toIterable().containsExactly(Path.of("mine"));
        }
    }
}
