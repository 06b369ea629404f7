package org.godocker.engine.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemoteAddressTest {

    @Test
    void anAddressOfFourBytesStandsForItself() {
        assertThat(RemoteAddress.place("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(RemoteAddress.place("::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void addressesOfOneNetworkAreOnePlace() {
        String place = RemoteAddress.place("2001:db8:1:2:3:4:5:6");

        assertThat(place).isEqualTo(RemoteAddress.place("2001:db8:1:2::99")).isEqualTo(RemoteAddress.place("2001:db8:1:2::99%eth0"));
        assertThat(place).isNotEqualTo(RemoteAddress.place("2001:db8:1:3:3:4:5:6"));
    }

    @Test
    void anythingElseIsTakenAsItIsButShort() {
        assertThat(RemoteAddress.place(null)).isEmpty();
        assertThat(RemoteAddress.place("own session")).isEqualTo("own session");
        assertThat(RemoteAddress.place("no:address")).isEqualTo("no:address");
        assertThat(RemoteAddress.place("x".repeat(1000))).hasSize(64);
    }
}
