package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.godocker.api.error.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspacePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/etc/shadow", "..", "../x", "a/..", "a/../b", ".", "./a", "a/.", "a//b", "a/", "//", "a\0b", "\0"})
    void refusesWhatCouldLeadOutOrIsNoName(String path) {
        assertThatThrownBy(() -> WorkspacePath.parse(path)).isInstanceOfSatisfying(InvalidRequestException.class,
                e -> assertThat(e.violations()).singleElement().satisfies(v -> assertThat(v.field()).isEqualTo("path")));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatThrownBy(() -> WorkspacePath.parse("a/".repeat(2048) + "b")).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> WorkspacePath.parse("a".repeat(256))).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> WorkspacePath.parse(null)).isInstanceOf(InvalidRequestException.class);
        assertThat(WorkspacePath.parse("a/".repeat(2047) + "b").parts()).hasSize(2048);
    }

    @Test
    void takesEverythingElseAsNames() {
        assertThat(WorkspacePath.parse("").isRoot()).isTrue();
        assertThat(WorkspacePath.parse("a\\..\\b/...%2e/ c").parts())
                .containsExactly(Path.of("a\\..\\b"), Path.of("...%2e"), Path.of(" c"));
        assertThat(WorkspacePath.parse("a/b").directories()).containsExactly(Path.of("a"));
        assertThat(WorkspacePath.parse("a/b").lastPart()).isEqualTo(Path.of("b"));
    }
}
