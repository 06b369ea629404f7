package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScriptTextTest {

    @Test
    void staysAsItIsWithUnixLines() {
        assertThat(text("#!/bin/sh\nprintf 'a\r\n'\n")).isEqualTo("#!/bin/sh\nprintf 'a\r\n'\n");
    }

    @Test
    void losesCarriageReturnsWhenTheFirstLineHasOne() {
        assertThat(text("#!/bin/sh\r\necho a\r\necho b\rc\r\n")).isEqualTo("#!/bin/sh\necho a\necho b\rc\n");
    }

    @Test
    void losesAByteOrderMark() {
        assertThat(text("\uFEFF#!/bin/sh\r\necho \uFEFF\r\n")).isEqualTo("#!/bin/sh\necho \uFEFF\n");
    }

    @Test
    void mayHaveNoLineEndAtAll() {
        assertThat(text("echo a")).isEqualTo("echo a");
        assertThat(text("")).isEmpty();
        assertThat(text("\n\r\n")).isEqualTo("\n\r\n");
    }

    private static String text(String script) {
        return new String(ScriptText.toFile(script), StandardCharsets.UTF_8);
    }
}
