package org.godocker.engine.internal.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.godocker.api.user.Caller;
import org.godocker.api.user.Identity;
import org.godocker.api.user.User;
import org.godocker.engine.internal.account.FirstAdministrator.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstAdministratorTest {

    private static final String FIT = "login=admin\npassword=Very-Secret-1\nuid=1000\ngid=1001\n";

    @TempDir
    private Path etc;
    private Path path;
    private final FakeKeeper local = new FakeKeeper("local");
    private final AccountFixture fixture = new AccountFixture(local);
    private FirstAdministrator first;

    @BeforeEach
    void prepare() {
        path = etc.resolve(FirstAdministratorFile.NAME);
        first = new FirstAdministrator(fixture.keepers, fixture.directory, new FirstAdministratorFile(path));
    }

    private void write(String text, String permissions) throws IOException {
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private String attempt(Outcome expected) {
        try (LogCapture log = new LogCapture()) {
            assertThat(first.attempt()).isEqualTo(expected);
            assertThat(log.text()).doesNotContain("Very-Secret-1").doesNotContain("Geheim");
            return log.text();
        }
    }

    @Test
    void theAdministratorIsMadeAndTheFileIsGone() throws IOException {
        write(FIT + "home=/home/ada\nmail=ada@example.org\ngroups=5, 6\n", "rw-------");
        fixture.directory.identity("admin");

        String log = attempt(Outcome.SETTLED);

        assertThat(log).contains("Made administrator admin");
        assertThat(path).doesNotExist();
        assertThat(local.accounts()).singleElement().extracting(User::identity).isEqualTo(new Identity("admin", 1000, 1001, List.of(5, 6),
                Optional.of("/home/ada"), Optional.of("ada@example.org"), true));
        assertThat(fixture.sessions.authenticate(fixture.login("admin", "Very-Secret-1"))).contains(new Caller("admin", true));
    }

    @Test
    void passwordsMayHoldAnyCharacterAndEndWithABlank() throws IOException {
        write("login=admin\npassword=Geheim äöü=:#\\u0021 \nuid=1000\ngid=1001\n", "r--------");

        attempt(Outcome.SETTLED);

        assertThat(fixture.login("admin", "Geheim äöü=:#! ")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw----rwx", "rw-r--r--"})
    void aFileThatOthersReachIsRefusedAndKept(String permissions) throws IOException {
        write(FIT, permissions);

        assertThat(attempt(Outcome.SETTLED)).contains("No first administrator was made").contains("chmod 600");

        assertThat(path).exists();
        assertThat(local.accounts()).isEmpty();
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path elsewhere = etc.resolve("elsewhere");
        Files.writeString(elsewhere, FIT);
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(path, elsewhere);

        assertThat(attempt(Outcome.SETTLED)).contains("regular file");

        assertThat(local.accounts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "login| |password=Very-Secret-1\nuid=1000\ngid=1000\n",
            "password|is missing|login=admin\nuid=1000\ngid=1000\n",
            "password|is missing|login=admin\npassword=\nuid=1000\ngid=1000\n",
            "password|8 characters|login=admin\npassword=Geheim\nuid=1000\ngid=1000\n",
            "uid|whole number|login=admin\npassword=Very-Secret-1\nuid=abc\ngid=1000\n",
            "gid|whole number|login=admin\npassword=Very-Secret-1\nuid=1000\ngid=99999999999\n",
            "groups|whole number|login=admin\npassword=Very-Secret-1\nuid=1\ngid=1\ngroups=1,x\n",
            "passwort|is not known|login=admin\npassword=Very-Secret-1\nuid=1\ngid=1\npasswort=Geheim\n",
            "properties|escape|login=admin\npassword=Very-Secret-1\\u00zz\nuid=1\ngid=1\n"})
    void unfitValuesAreNamedAndTheFileIsKept(String row) throws IOException {
        String[] parts = row.split("\\|", 3);
        write(parts[2], "rw-------");

        assertThat(attempt(Outcome.SETTLED)).contains("No first administrator was made").contains(parts[0]).contains(parts[1]);

        assertThat(path).exists();
        assertThat(local.accounts()).isEmpty();
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        write(FIT, "rw-------");
        Files.write(path, new byte[] {'l', '=', (byte) 0xff, (byte) 0xfe});

        assertThat(attempt(Outcome.SETTLED)).contains("cannot be read");
        assertThat(local.accounts()).isEmpty();
    }

    @Test
    void whereThereAreAccountsTheFileIsIgnoredWithAWarning() throws IOException {
        local.withAccount("bob", 7, false, "bob password");
        write(FIT, "rw-------");

        assertThat(attempt(Outcome.SETTLED)).contains("WARN").contains("is ignored");

        assertThat(path).exists();
        assertThat(local.accounts()).hasSize(1);
    }

    @Test
    void withoutAFileItIsSaidHowToMakeOne() {
        assertThat(attempt(Outcome.SETTLED)).contains("INFO").contains("godocker:user-add --admin").contains(path.toString())
                .satisfies(log -> assertThat(log.lines()).hasSize(1));
    }

    @Test
    void whereAllIsWellNothingIsSaid() {
        local.withAccount("bob", 7, true, "bob password");

        assertThat(attempt(Outcome.SETTLED)).isEmpty();
    }

    @Test
    void itWaitsForTheKeeperAndItsDatabase() throws IOException {
        write(FIT, "rw-------");
        fixture.uninstall(local);
        assertThat(attempt(Outcome.NO_KEEPER)).doesNotContain("administrator");
        fixture.install(local);
        local.silent = true;
        assertThat(attempt(Outcome.NO_ANSWER)).isEmpty();
        assertThat(path).exists();
        local.silent = false;

        attempt(Outcome.SETTLED);

        assertThat(path).doesNotExist();
        assertThat(local.accounts()).hasSize(1);
    }
}
