package org.godocker.executor.docker.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import org.godocker.executor.docker.internal.engine.EngineException;
import org.godocker.executor.docker.internal.engine.EngineException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How answers of the engine, and missing ones, are understood. */
class EngineAnswersTest {

    @Test
    void theEnginesWordsAreTakenOutOfItsAnswer() {
        assertThat(EngineWords.of("Status 404: {\"message\":\"No such image: \\\"x\\\"\\nat all\"}\n")).isEqualTo("No such image: \"x\" at all");
        assertThat(EngineWords.of("plain words")).isEqualTo("plain words");
        assertThat(EngineWords.of("x".repeat(5000))).hasSize(600);
    }

    @Test
    void imageNamesHaveATagAlways() {
        assertThat(ImageName.parse("busybox")).isEqualTo(new ImageName("busybox", "latest"));
        assertThat(ImageName.parse("busybox:1.36")).isEqualTo(new ImageName("busybox", "1.36"));
        assertThat(ImageName.parse("host:5000/a/b")).isEqualTo(new ImageName("host:5000/a/b", "latest"));
        assertThat(ImageName.parse("host:5000/a/b:2")).isEqualTo(new ImageName("host:5000/a/b", "2"));
        assertThat(ImageName.parse("host:5000/a:2@sha256:ab")).isEqualTo(new ImageName("host:5000/a", "sha256:ab"));
    }

    @Test
    void timesThatNeverWereAreEmpty() {
        assertThat(ContainerMapping.time("0001-01-01T00:00:00Z")).isEmpty();
        assertThat(ContainerMapping.time("")).isEmpty();
        assertThat(ContainerMapping.time("2026-01-02T03:04:05.678901234+01:00")).contains(Instant.parse("2026-01-02T02:04:05.678901234Z"));
    }

    @Test
    void failuresTellWhetherTheEngineMayHaveActed() {
        BoundedCalls calls = new BoundedCalls("tcp://engine:1");
        assertThat(calls.failure("start", new RuntimeException(new ConnectException("refused"))).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(calls.failure("start", new RuntimeException(new SocketException("No such file or directory"))).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(calls.failure("start", new RuntimeException(new SocketException("Connection reset"))).kind()).isEqualTo(Kind.UNCERTAIN);
        assertThat(calls.failure("start", new IllegalStateException("pool shut down")).kind()).isEqualTo(Kind.UNCERTAIN);
        EngineException answered = calls.failure("start", new InternalServerErrorException("{\"message\":\"oops\"}"));
        assertThat(answered.answered(500)).isTrue();
        assertThat(answered).hasMessage("oops");
        calls.close();
    }

    @Test
    void aCallThatIsNotAnsweredIsGivenUp() {
        BoundedCalls calls = new BoundedCalls("tcp://engine:1");
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> calls.call("start", Duration.ofMillis(50), () -> never.await(1, java.util.concurrent.TimeUnit.MINUTES)))
                .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNCERTAIN));
        calls.close();
        assertThatThrownBy(() -> calls.call("start", Duration.ofMillis(50), () -> 1))
                .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE));
    }

    @Test
    void usageIsReadWithAndWithoutAPeak() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(UsageAnswer.usage(json.readTree(
                "{\"memory_stats\":{\"usage\":5,\"max_usage\":9},\"cpu_stats\":{\"cpu_usage\":{\"total_usage\":1500000000}}}")))
                .satisfies(u -> assertThat(u.memoryPeak()).isEqualTo(9)).satisfies(u -> assertThat(u.cpuSeconds()).isEqualTo(1.5));
        assertThat(UsageAnswer.usage(json.readTree("{\"memory_stats\":{\"usage\":5}}")).memoryPeak()).isEqualTo(5);
        assertThat(UsageAnswer.usage(json.readTree("{}")).memoryPeak()).isZero();
    }

    @Test
    void programsMustBeFilesThatMayBeRun() throws Exception {
        ObjectMapper json = new ObjectMapper();
        assertThat(ProgramAnswer.mayBeRun(json.readTree("{\"mode\":493}"))).isTrue();
        assertThat(ProgramAnswer.mayBeRun(json.readTree("{\"mode\":420}"))).isFalse();
        assertThat(ProgramAnswer.mayBeRun(json.readTree("{\"mode\":134218239}"))).as("a link").isTrue();
        assertThat(ProgramAnswer.mayBeRun(json.readTree("{\"mode\":2147484141}"))).as("a directory").isFalse();
    }

    @Test
    void oldAndNewPrivateKeysAreRead(@TempDir Path directory) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        // The PKCS#1 form is what stands in the last octet string of the PKCS#8 form, after 26 bytes for a 2048 bit key.
        byte[] pkcs1 = java.util.Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        assertThat(PemFiles.key(write(directory, "a.pem", "PRIVATE KEY", pkcs8))).isEqualTo(pair.getPrivate());
        assertThat(PemFiles.key(write(directory, "b.pem", "RSA PRIVATE KEY", pkcs1))).isEqualTo(pair.getPrivate());
        assertThatThrownBy(() -> PemFiles.key(write(directory, "c.pem", "EC PRIVATE KEY", pkcs1)))
                .isInstanceOf(GeneralSecurityException.class).hasMessageContaining("openssl pkcs8");
        assertThatThrownBy(() -> PemFiles.key(write(directory, "d.pem", "CERTIFICATE", pkcs1))).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> PemFiles.key(directory.resolve("none"))).isInstanceOf(GeneralSecurityException.class).hasMessageContaining("none");
    }

    private static Path write(Path directory, String name, String type, byte[] content) throws Exception {
        return java.nio.file.Files.writeString(directory.resolve(name), "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type + "-----\n");
    }
}
