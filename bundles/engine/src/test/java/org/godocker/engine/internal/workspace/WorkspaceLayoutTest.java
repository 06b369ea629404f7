package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.godocker.api.job.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceLayoutTest {

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource({"1, 1/job", "72, 72/job", "725, 72/5/job", "1234, 12/34/job", "100000, 10/00/00/job"})
    void cutsTheNumberIntoPairs(long id, String directory) throws Exception {
        WorkspaceLayout layout = WorkspaceLayout.open(temporary.resolve("w"));
        assertThat(layout.directory(new JobId(id))).isEqualTo(temporary.toRealPath().resolve("w").resolve(directory));
    }

    @Test
    void theRootCanBePassedButNotListedByUsers() throws Exception {
        WorkspaceLayout layout = WorkspaceLayout.open(temporary.resolve("a/b"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.root()))).isEqualTo("rwx--x--x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.reading()))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.removed()))).isEqualTo("rwx------");
    }

    @Test
    void refusesARootThatOthersCanWriteTo() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("w"));
        Ownership.permit(root, "rwxrwxrwx");
        assertThatThrownBy(() -> WorkspaceLayout.open(root)).isInstanceOf(WorkspaceException.class)
                .hasMessageContaining(root.toString()).hasMessageContaining("chmod go-w");
    }

    @Test
    void refusesARootOfAnotherUser() throws Exception {
        Path root = Files.createDirectory(temporary.resolve("w"));
        Ownership.assign(root, WorkspaceFixtures.UID, 0);
        assertThatThrownBy(() -> WorkspaceLayout.open(root)).isInstanceOf(WorkspaceException.class);
    }

    @Test
    void refusesAFile() throws Exception {
        Path root = Files.createFile(temporary.resolve("w"));
        assertThatThrownBy(() -> WorkspaceLayout.open(root)).isInstanceOf(WorkspaceException.class)
                .hasMessageContaining("not a directory");
    }

    @Test
    void removesLinksThatACrashLeftBehind() throws Exception {
        WorkspaceLayout layout = WorkspaceLayout.open(temporary.resolve("w"));
        Path left = Files.createFile(layout.reading().resolve("left"));
        WorkspaceLayout.open(temporary.resolve("w"));
        assertThat(left).doesNotExist();
    }

    @Test
    void knowsTheUserOfTheServer() throws Exception {
        assertThat(Ownership.ofThisProcess()).isEqualTo(Integer.parseInt(WorkspaceFixtures.run("id", "-u").strip()));
    }
}
