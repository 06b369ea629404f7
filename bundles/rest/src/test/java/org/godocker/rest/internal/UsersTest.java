package org.godocker.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsersTest {

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aLoginGivesAToken() {
        Answer answer = server.post("/auth/token", null, "{\"user\":\"alice\",\"password\":\"secret of alice\"}");
        assertThat(answer.json().toString()).isEqualTo("{\"token\":\"alice-token\",\"expires\":\"2026-01-01T01:00:00Z\"}");
        assertThat(server.call("DELETE", "/auth/token", "alice", null).status()).isEqualTo(204);
        assertThat(server.accounts.calls()).containsExactly("login alice from 127.0.0.1", "logout alice-token");
    }

    @Test
    void anAccountIsMadeAndShownWithoutItsPassword() {
        Answer answer = server.post("/users", "admin", "{\"login\":\"eve\",\"password\":\"a secret\",\"uid\":1234,\"gid\":100,\"groups\":[20]}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).endsWith("/api/v1/users/eve");
        assertThat(answer.text()).doesNotContain("secret");
        JsonNode shown = server.get("/users/eve", "admin").json();
        assertThat(shown).isEqualTo(answer.json());
        assertThat(shown.path("uid").intValue()).isEqualTo(1234);
        assertThat(shown.get("mail").isNull()).isTrue();
    }

    @Test
    void aChangeTouchesWhatItNames() {
        server.call("PATCH", "/users/bob", "admin", "{\"gid\":7,\"home\":null,\"enabled\":false}");
        assertThat(server.accounts.calls()).containsExactly("change bob UserChange[gid=Optional[7], groups=Optional.empty, "
                + "administrator=Optional.empty, enabled=Optional[false]] home=Optional[] mail=Optional.empty password=false");
    }

    @Test
    void aPasswordIsChangedByItsOwner() {
        assertThat(server.post("/users/bob/password", "bob", "{\"currentPassword\":\"old\",\"newPassword\":\"new\"}").status()).isEqualTo(204);
        assertThat(server.accounts.calls()).containsExactly("password bob old new");
        server.post("/users/bob/password", "bob", "{\"currentPassword\":\"wrong\",\"newPassword\":\"new\"}")
                .isProblem(400, "INVALID").names("currentPassword", "wrong").names("newPassword", "length");
    }

    @Test
    void aKeyIsShownOnce() {
        Answer answer = server.post("/users/bob/apikeys", "bob", "{\"name\":\"laptop\",\"lifetime\":\"90d\"}");
        assertThat(answer.json().path("key").textValue()).isEqualTo("the secret key");
        assertThat(answer.json().path("expires").textValue()).isEqualTo("2026-04-01T00:00:00Z");
        assertThat(answer.header("Location")).endsWith("/api/v1/users/bob/apikeys/k1");
        assertThat(server.get("/users/bob/apikeys", "bob").json().path("items").get(0).has("key")).isFalse();
        server.call("DELETE", "/users/bob/apikeys/k1", "admin", null);
        assertThat(server.accounts.calls()).containsExactly("issue bob laptop Optional[PT2160H]", "revoke bob k1");
    }
}
