package org.godocker.store.jpa.internal.entity;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.Basic;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.FetchType;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.godocker.api.user.Identity;
import org.godocker.api.user.User;
import org.godocker.spi.store.AccountStore.StoredAccount;

/** A row of {@code account}. No {@code toString}: it holds the hash of a password. */
@Entity
@Table(name = "account")
public class AccountEntity {

    @Id
    private String login;
    private int uid;
    private int gid;
    @Lob
    @Basic(fetch = FetchType.EAGER)
    @Column(name = "group_ids")
    private String groupIds;
    private String home;
    private String mail;
    private boolean administrator;
    private boolean enabled;
    private long created;
    @Column(name = "password_hash")
    private String passwordHash;

    protected AccountEntity() {
    }

    public AccountEntity(User user, String passwordHash) {
        this.login = user.login();
        write(user);
        setPasswordHash(passwordHash);
    }

    /** Everything but the login and the password. */
    public final void write(User user) {
        Identity identity = user.identity();
        uid = identity.uid();
        gid = identity.gid();
        groupIds = identity.groups().stream().map(String::valueOf).collect(Collectors.joining(","));
        home = identity.home().orElse(null);
        mail = identity.mail().orElse(null);
        administrator = identity.administrator();
        enabled = user.enabled();
        created = InstantColumn.write(user.created());
    }

    public final void setPasswordHash(String passwordHash) {
        this.passwordHash = passwordHash;
    }

    public String login() {
        return login;
    }

    public User toUser() {
        List<Integer> groups = groupIds.isEmpty() ? List.of() : Stream.of(groupIds.split(",")).map(Integer::valueOf).toList();
        Identity identity = new Identity(login, uid, gid, groups, Optional.ofNullable(home), Optional.ofNullable(mail), administrator);
        return new User(identity, enabled, InstantColumn.read(created));
    }

    public StoredAccount toStoredAccount() {
        return new StoredAccount(toUser(), passwordHash);
    }
}
