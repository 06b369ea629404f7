package org.godocker.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.job.VolumeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeOptionTest {

    @Test
    void aVolumeIsReadOnlyUnlessSaid() {
        assertThat(VolumeOption.parse("home")).isEqualTo(new VolumeRequest("home", true));
        assertThat(VolumeOption.parse("home:ro")).isEqualTo(new VolumeRequest("home", true));
        assertThat(VolumeOption.parse("home:rw")).isEqualTo(new VolumeRequest("home", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":rw", "home:", "home:RW", "home:rw:ro", "home:/mnt"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> VolumeOption.parse(text)).isInstanceOf(InvalidRequestException.class);
    }
}
