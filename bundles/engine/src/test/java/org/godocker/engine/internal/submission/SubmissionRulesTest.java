package org.godocker.engine.internal.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.error.Violation;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobSubmission;
import org.godocker.api.job.VolumeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionRulesTest {

    private static final SubmissionRules.Limits LIMITS = new SubmissionRules.Limits(Set.of("docker"), Duration.ofDays(1), Duration.ofDays(7),
            1500, 1L << 30, false, 1000);

    /** A submission that can be changed field by field. */
    private static final class Form {
        private String name;
        private String description;
        private List<String> tags;
        private String project;
        private String image = "debian:12";
        private String script = "true";
        private Map<String, String> env;
        private BigDecimal cpus;
        private Long memory;
        private List<VolumeRequest> volumes;
        private Duration lifespan;
        private Boolean root;
        private String executor;

        private JobSubmission submission() {
            return new JobSubmission(name, description, tags, project, image, script, env, cpus, memory, volumes, lifespan, null, root, executor);
        }
    }

    private static Arguments broken(String field, String rule, Consumer<Form> change) {
        return Arguments.of(field, rule, change);
    }

    static Stream<Arguments> brokenRules() {
        return Stream.of(
                broken("name", "max-length", f -> f.name = "x".repeat(201)),
                broken("name", "single-line", f -> f.name = "two\nlines"),
                broken("description", "max-length", f -> f.description = "x".repeat(4001)),
                broken("description", "no-nul", f -> f.description = "a\0b"),
                broken("tags", "max-items", f -> f.tags = IntStream.range(0, 51).mapToObj(i -> "t" + i).toList()),
                broken("tags[1]", "not-empty", f -> f.tags = List.of("a", " ")),
                broken("tags[0]", "max-length", f -> f.tags = List.of("x".repeat(101))),
                broken("project", "known", f -> f.project = "secret"),
                broken("image", "required", f -> f.image = null),
                broken("image", "required", f -> f.image = ""),
                broken("image", "image-reference", f -> f.image = "Not An Image"),
                broken("script", "required", f -> f.script = null),
                broken("script", "required", f -> f.script = " \n"),
                broken("script", "no-nul", f -> f.script = "echo \0"),
                broken("script", "unicode", f -> f.script = "echo \ud83d"),
                broken("script", "max-size", f -> f.script = "x".repeat(1001)),
                broken("script", "max-size", f -> f.script = "ü".repeat(501)),
                broken("env.1X", "variable-name", f -> f.env = Map.of("1X", "")),
                broken("env.GODOCKER_JID", "reserved", f -> f.env = Map.of("GODOCKER_JID", "9")),
                broken("env.GOGOCKER_TASK_ID", "reserved", f -> f.env = Map.of("GOGOCKER_TASK_ID", "9")),
                broken("env.A", "required", f -> f.env = Collections.singletonMap("A", null)),
                broken("env.A", "no-nul", f -> f.env = Map.of("A", "\0")),
                broken("env", "max-size", f -> f.env = Map.of("A", "x".repeat(100_000))),
                broken("cpus", "positive", f -> f.cpus = BigDecimal.ZERO),
                broken("cpus", "positive", f -> f.cpus = new BigDecimal("-1")),
                broken("cpus", "maximum", f -> f.cpus = new BigDecimal("1e9")),
                broken("cpus", "maximum", f -> f.cpus = new BigDecimal("1e999999")),
                broken("cpus", "decimals", f -> f.cpus = new BigDecimal("0.0001")),
                broken("memory", "positive", f -> f.memory = 0L),
                broken("memory", "positive", f -> f.memory = Long.MIN_VALUE),
                broken("memory", "minimum", f -> f.memory = 1024L),
                broken("memory", "maximum", f -> f.memory = Long.MAX_VALUE),
                broken("volumes[0].name", "volume-name", f -> f.volumes = List.of(new VolumeRequest("../etc", false))),
                broken("volumes[0].name", "volume-name", f -> f.volumes = List.of(new VolumeRequest("/etc", true))),
                broken("volumes[1].name", "unique", f -> f.volumes = List.of(new VolumeRequest("home", false), new VolumeRequest("home", true))),
                broken("lifespan", "positive", f -> f.lifespan = Duration.ofSeconds(-5)),
                broken("lifespan", "maximum", f -> f.lifespan = Duration.ofDays(8)),
                broken("root", "allowed", f -> f.root = true),
                broken("executor", "known", f -> f.executor = "mesos"),
                broken("executor", "known", f -> f.executor = "../docker"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("brokenRules")
    void everyBrokenRuleIsNamedWithItsField(String field, String rule, Consumer<Form> change) {
        Form form = new Form();
        change.accept(form);
        assertThat(violations(form.submission())).extracting(Violation::field, Violation::rule)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(field, rule));
    }

    private static List<Violation> violations(JobSubmission... submissions) {
        return catchThrowableOfType(InvalidRequestException.class, () -> SubmissionRules.check(List.of(submissions), LIMITS)).violations();
    }

    @Test
    void allBrokenRulesAreFoundAtOnceAndIndexed() {
        Form bad = new Form();
        bad.image = null;
        bad.memory = -1L;
        assertThat(violations(new Form().submission(), bad.submission())).extracting(Violation::field)
                .containsExactly("[1].image", "[1].memory");
    }

    @Test
    void defaultsAreFilledIn() {
        JobSpec spec = SubmissionRules.check(List.of(new Form().submission()), LIMITS).get(0);
        assertThat(spec.project()).isEqualTo("default");
        assertThat(spec.resources().cpuMillis()).isEqualTo(1500);
        assertThat(spec.resources().memoryBytes()).isEqualTo(1L << 30);
        assertThat(spec.lifespan()).isEqualTo(Duration.ofDays(1));
        assertThat(spec.network()).isTrue();
        assertThat(spec.root()).isFalse();
        assertThat(spec.executor()).isEmpty();
    }

    @Test
    void repeatedTagsAreKeptOnce() {
        Form form = new Form();
        form.tags = List.of("b", "a", "b");
        assertThat(SubmissionRules.check(List.of(form.submission()), LIMITS).get(0).tags()).containsExactly("b", "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian", "debian:12", "library/debian:12-slim", "quay.io/a/b_c/d-e:1.0", "localhost:5000/x",
        "a.b.c:443/x/y@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "x@sha256:0123456789abcdef0123456789abcdef"})
    void imageReferences(String image) {
        assertThat(ImageReference.isValid(image)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Debian", "debian:", "debian:12:13", "-debian", "debian ", "a//b", "/debian", "debian@sha256", "x:" + "-tag", "a\nb", "ümlaut"})
    void notImageReferences(String image) {
        assertThat(ImageReference.isValid(image)).isFalse();
    }

    @Test
    void fingerprintsTellSubmissionsApart() {
        Form a = new Form();
        a.env = Map.of("A", "1", "B", "2");
        Form same = new Form();
        same.env = new java.util.LinkedHashMap<>();
        same.env.put("B", "2");
        same.env.put("A", "1");
        Form other = new Form();
        other.env = Map.of("A", "1", "B", "3");
        String fingerprint = Fingerprint.of(List.of(a.submission()));
        assertThat(Fingerprint.of(List.of(same.submission()))).isEqualTo(fingerprint);
        assertThat(Fingerprint.of(List.of(other.submission()))).isNotEqualTo(fingerprint);
        assertThat(Fingerprint.of(List.of(a.submission(), a.submission()))).isNotEqualTo(fingerprint);
    }
}
