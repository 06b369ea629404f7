package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.GID;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.OWNER;
import static org.godocker.engine.internal.workspace.WorkspaceFixtures.UID;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.godocker.api.job.JobId;
import org.godocker.api.job.ResourceUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wrapper as a user with uid 12345, under each of the shells that images have as {@code /bin/sh}. */
class WrapperTest {

    private static final String DASH = "dash";
    private static final String BASH = "bash --posix";
    private static final String BUSYBOX = "busybox sh";
    private static final JobId ID = new JobId(5);

    @TempDir
    private Path temporary;

    private WorkspaceLayout layout;
    private Path leaf;

    @BeforeEach
    void open() throws Exception {
        layout = WorkspaceFixtures.layout(temporary);
        leaf = layout.directory(ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void keepsOutputErrorsTimesAndOwner(String shell) throws Exception {
        Instant before = Instant.now();
        assertThat(run(shell, "#!/bin/sh\necho out $(id -u):$(id -g)\necho err >&2\npwd\necho x > made\n")).isZero();
        assertThat(leaf.resolve("god.log")).hasContent("out 12345:12346\n" + leaf);
        assertThat(leaf.resolve("god.err")).hasContent("err");
        List<String> info = Files.readAllLines(leaf.resolve("god.info"));
        assertThat(info).hasSize(2);
        assertThat(Long.parseLong(info.get(0))).isBetween(before.getEpochSecond(), Long.parseLong(info.get(1)));
        assertThat(Long.parseLong(info.get(1))).isLessThanOrEqualTo(Instant.now().getEpochSecond());
        for (String name : List.of("made", "god.log", "god.err", "god.info", "god.usage")) {
            assertThat(Files.readAttributes(leaf.resolve(name), "unix:uid,gid", LinkOption.NOFOLLOW_LINKS))
                    .isEqualTo(Map.of("uid", UID, "gid", GID));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void endsWithTheCodeOfTheScript(String shell) throws Exception {
        for (int code : new int[] {0, 1, 3, 126, 127, 137, 255}) {
            assertThat(run(shell, "#!/bin/sh\nexit " + code + "\n")).isEqualTo(code);
        }
        assertThat(run(shell, "#!/bin/sh\nkill -9 $$\n")).isEqualTo(137);
        assertThat(run(shell, "#!/bin/sh\nkill -15 $$\n")).isEqualTo(143);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void runsAScriptByItsOwnInterpreter(String shell) throws Exception {
        assertThat(run(shell, "#! /usr/bin/env python3\nimport sys\nprint(sys.argv[1:], sys.stdin.read() == '')\nsys.exit(7)\n")).isEqualTo(7);
        assertThat(leaf.resolve("god.log")).hasContent("[] True");
        assertThat(run(shell, "#!/bin/bash -e\nset -o pipefail\na=(x y)\necho ${a[1]}\nfalse | true\necho no\n")).isEqualTo(1);
        assertThat(leaf.resolve("god.log")).hasContent("y");
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void runsAScriptWithoutInterpreterByTheShell(String shell) throws Exception {
        assertThat(run(shell, "echo plain; exit 4")).isEqualTo(4);
        assertThat(leaf.resolve("god.log")).hasContent("plain");
        assertThat(run(shell, "#!\necho empty\n")).isZero();
        assertThat(leaf.resolve("god.log")).hasContent("empty");
        assertThat(run(shell, "\n# comment\necho late\n")).isZero();
        assertThat(leaf.resolve("god.log")).hasContent("late");
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void runsWhatWasWrittenOnWindowsAndInAnyLanguage(String shell) throws Exception {
        assertThat(run(shell, "\uFEFF#!/bin/sh\r\nif true; then\r\n  echo 'gr\u00fc\u00dfe \u4e16\u754c \ud83d\ude80'\r\nfi\r\n")).isZero();
        assertThat(leaf.resolve("god.log")).hasContent("gr\u00fc\u00dfe \u4e16\u754c \ud83d\ude80\n");
        assertThat(leaf.resolve("god.err")).isEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void runsAScriptOfOneMebibyte(String shell) throws Exception {
        String line = "# " + "x".repeat(61) + "\n";
        String script = "#!/bin/sh\n" + line.repeat((1 << 20) / line.length()) + "echo end\n";
        assertThat(script.length()).isGreaterThanOrEqualTo(1 << 20);
        assertThat(run(shell, script)).isZero();
        assertThat(leaf.resolve("god.log")).hasContent("end");
        assertThat(run(shell, "x='" + "y".repeat(1 << 20) + "'; echo ${#x}")).isZero();
        assertThat(leaf.resolve("god.log")).hasContent("1048576");
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void saysWhenTheInterpreterCannotBeRun(String shell) throws Exception {
        assertThat(run(shell, "#!/no/such/perl -w\nprint 1\n")).isEqualTo(127);
        assertThat(leaf.resolve("god.err")).content().contains("go-docker: the image has no /no/such/perl");
        assertThat(run(shell, "#!/etc/passwd\n")).isEqualTo(126);
        assertThat(leaf.resolve("god.err")).content().contains("/etc/passwd").contains("cannot be executed");
        assertThat(run(shell, "#!/usr\n")).isEqualTo(127);
        Path unreadable = Files.copy(Path.of("/bin/sh"), temporary.resolve("private-shell"));
        Ownership.permit(unreadable, "rwx------");
        assertThat(run(shell, "#!" + unreadable + "\n")).isEqualTo(126);
        assertThat(leaf.resolve("god.info")).content().hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void runsTheScriptOfAnAttemptOnce(String shell) throws Exception {
        assertThat(run(shell, "#!/bin/sh\necho ran\nexit 3\n")).isEqualTo(3);
        String info = Files.readString(leaf.resolve("god.info"));
        assertThat(code(launch(shell, List.of()))).isEqualTo(125);
        assertThat(leaf.resolve("god.log")).hasContent("ran");
        assertThat(leaf.resolve("god.err")).content().contains("go-docker: the script was started before").contains("not started twice");
        assertThat(leaf.resolve("god.info")).hasContent(info);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void losesNothingOfMuchOutput(String shell) throws Exception {
        assertThat(run(shell, "#!/bin/sh\nyes 123456789 | head -n 5242880\nyes e | head -n 100000 >&2\n")).isZero();
        assertThat(Files.size(leaf.resolve("god.log"))).isEqualTo(50L << 20);
        assertThat(Files.size(leaf.resolve("god.err"))).isEqualTo(200_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void passesSignalsOnAndWaitsForTheScript(String shell) throws Exception {
        String script = "#!/bin/sh\ntrap 'echo caught; sleep 0.3; echo cleaned; exit 9' TERM\n"
                + "echo ready\nwhile :; do sleep 0.05; done\n";
        Process process = start(shell, script);
        awaitReady();
        process.destroy();
        assertThat(code(process)).isEqualTo(9);
        assertThat(leaf.resolve("god.log")).hasContent("ready\ncaught\ncleaned");
        assertThat(leaf.resolve("god.info")).content().hasLineCount(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void aScriptThatDoesNotCareEndsByTheSignal(String shell) throws Exception {
        Process process = start(shell, "#!/bin/sh\necho ready\nexec sleep 60\n");
        awaitReady();
        process.destroy();
        assertThat(code(process)).isEqualTo(143);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void aSignalThatTheScriptSurvivesChangesNothing(String shell) throws Exception {
        Process process = start(shell, "#!/bin/sh\ntrap 'n=$((n+1)); echo got $n' USR1\n"
                + "n=0; echo ready\nwhile [ $n -lt 3 ]; do sleep 0.05; done\nexit 5\n");
        awaitReady();
        for (int i = 1; i <= 3; i++) {
            WorkspaceFixtures.run("kill", "-USR1", Long.toString(process.pid()));
            String expected = "got " + i;
            await().until(() -> Files.readString(leaf.resolve("god.log")).contains(expected));
        }
        assertThat(code(process)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void worksWithAStrangeEnvironment(String shell) throws Exception {
        assertThat(code(start(shell, "#!/bin/sh\nexit 3\n", List.of("PATH=/nowhere", "IFS=/.", "HOME=", "ENV=/x")))).isEqualTo(3);
        assertThat(leaf.resolve("god.info")).content().matches("[1-9][0-9]+\n[1-9][0-9]+\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {DASH, BASH, BUSYBOX})
    void notesTheFiguresOfBothKindsOfCgroups(String shell) throws Exception {
        WorkspaceReader reader = new WorkspaceReader(layout);
        Path first = Files.createDirectory(temporary.resolve("v1"));
        cgroup(first.resolve("memory/memory.max_usage_in_bytes"), "1048576\n");
        cgroup(first.resolve("cpuacct/cpuacct.usage"), "1500000000\n");
        assertThat(runWithCgroup(shell, first)).isZero();
        assertThat(UsageReport.read(reader, ID, UID)).contains(new ResourceUsage(1.5, 1 << 20));

        Path second = Files.createDirectory(temporary.resolve("v2"));
        cgroup(second.resolve("memory.peak"), "2097152\n");
        cgroup(second.resolve("cpu.stat"), "usage_usec 2500000\nuser_usec 1\nsystem_usec 2\n");
        assertThat(runWithCgroup(shell, second)).isZero();
        assertThat(UsageReport.read(reader, ID, UID)).contains(new ResourceUsage(2.5, 2 << 20));

        assertThat(runWithCgroup(shell, temporary.resolve("none"))).isZero();
        assertThat(UsageReport.read(reader, ID, UID)).isEmpty();
        assertThat(leaf.resolve("god.err")).isEmptyFile();
    }

    private static void cgroup(Path file, String content) throws Exception {
        Files.createDirectories(file.getParent());
        Ownership.permit(file.getParent(), "rwxr-xr-x");
        Files.writeString(file, content);
    }

    private int runWithCgroup(String shell, Path cgroup) throws Exception {
        prepare("true");
        Path wrapper = leaf.resolve("wrapper.sh");
        Files.writeString(wrapper, Files.readString(wrapper).replace("/sys/fs/cgroup", cgroup.toString()));
        return code(launch(shell, List.of()));
    }

    private int run(String shell, String script) throws Exception {
        return code(start(shell, script));
    }

    private Process start(String shell, String script) throws Exception {
        return start(shell, script, List.of());
    }

    private Process start(String shell, String script, List<String> env) throws Exception {
        prepare(script);
        return launch(shell, env);
    }

    private void prepare(String script) throws Exception {
        WorkspaceMaker maker = new WorkspaceMaker(layout);
        maker.remove(ID);
        maker.prepare(WorkspaceFixtures.attempt(5, 1), WorkspaceFixtures.spec(script), OWNER, List.of());
    }

    private Process launch(String shell, List<String> env) throws Exception {
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=" + UID, "--regid=" + GID, "--clear-groups",
                "--no-new-privs", "env"));
        command.addAll(env);
        command.add("GODOCKER_PWD=" + leaf);
        for (String word : shell.split(" ")) {
            command.add(word.equals(shell.split(" ")[0]) ? "/bin/" + word : word);
        }
        command.add(leaf.resolve("wrapper.sh").toString());
        return new ProcessBuilder(command).directory(leaf.toFile())
                .redirectOutput(temporary.resolve("stdout").toFile()).redirectError(temporary.resolve("stderr").toFile()).start();
    }

    private void awaitReady() {
        await().until(() -> Files.exists(leaf.resolve("god.log")) && Files.readString(leaf.resolve("god.log")).startsWith("ready\n"));
    }

    private int code(Process process) throws Exception {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the wrapper does not end");
        }
        assertThat(temporary.resolve("stderr")).isEmptyFile();
        return process.exitValue();
    }
}
