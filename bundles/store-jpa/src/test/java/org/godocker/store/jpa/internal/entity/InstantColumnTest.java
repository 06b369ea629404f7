package org.godocker.store.jpa.internal.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantColumnTest {

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999999Z", "1969-12-31T23:59:59Z", "2026-11-23T22:00:00.000000001Z",
        "1677-09-21T00:12:43.145224192Z", "1677-09-21T00:12:43.145224193Z", "2262-04-11T23:47:16.854775807Z", "1900-02-28T01:02:03.4Z"})
    void comesBackExactly(String time) {
        assertThat(InstantColumn.read(InstantColumn.write(Instant.parse(time)))).isEqualTo(time);
    }

    @Test
    void beyondItsRangeIsTheNearestEnd() {
        assertThat(InstantColumn.write(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(InstantColumn.write(Instant.parse("2262-04-11T23:47:16.854775808Z"))).isEqualTo(Long.MAX_VALUE);
        assertThat(InstantColumn.write(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
        assertThat(InstantColumn.write(Instant.parse("1677-09-21T00:12:43.145224191Z"))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void orderIsKept() {
        assertThat(InstantColumn.write(Instant.EPOCH.minusNanos(1))).isEqualTo(-1);
        assertThat(InstantColumn.write(Instant.EPOCH.plusNanos(1))).isEqualTo(1);
    }

    @Test
    void emptyIsNull() {
        assertThat(InstantColumn.write(Optional.empty())).isNull();
        assertThat(InstantColumn.read((Long) null)).isEmpty();
    }
}
