package org.godocker.engine.internal.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.godocker.api.job.JobId;
import org.godocker.spi.auth.VolumeGrant;
import org.junit.jupiter.api.Test;

class JobEnvironmentTest {

    private static final JobId ID = new JobId(42);

    @Test
    void namesTheJobItsPlaceAndItsUser() {
        assertThat(of(Map.of(), false)).isEqualTo(Map.of("GODOCKER_JID", "42", "GODOCKER_PWD", "/mnt/go-docker",
                "GODOCKER_HOME", "/mnt/go-docker", "HOME", "/mnt/go-docker", "USER", "anna", "LOGNAME", "anna"));
    }

    @Test
    void homeIsTheVolumeOfThatNameWhenItIsGranted() {
        assertThat(of(Map.of(), false, new VolumeGrant("data", "/srv/data", "/mnt/data", true),
                new VolumeGrant("home", "/home/anna", "/mnt/home", false)))
                .containsEntry("HOME", "/mnt/home").containsEntry("GODOCKER_HOME", "/mnt/home")
                .containsEntry("GODOCKER_PWD", "/mnt/go-docker");
    }

    @Test
    void theUsersVariablesWinButForTheServersOwn() {
        assertThat(of(Map.of("HOME", "/tmp", "A", "b", "GODOCKER_JID", "1", "GODOCKER_PWD", "/"), false))
                .containsEntry("HOME", "/tmp").containsEntry("A", "b")
                .containsEntry("GODOCKER_JID", "42").containsEntry("GODOCKER_PWD", "/mnt/go-docker");
    }

    @Test
    void aRootJobIsCalledRoot() {
        assertThat(of(Map.of(), true)).containsEntry("USER", "root").containsEntry("LOGNAME", "root");
    }

    private static Map<String, String> of(Map<String, String> env, boolean root, VolumeGrant... grants) {
        return JobEnvironment.of(ID, WorkspaceFixtures.spec("true", root, env), WorkspaceFixtures.OWNER, List.of(grants));
    }
}
