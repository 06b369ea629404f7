package org.godocker.shell.internal;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.User;
import org.godocker.api.user.UserService;

/** {@code godocker:user-add}. Passwords are asked for or made, never given on the command line. */
@Service
@Command(scope = "godocker", name = "user-add", description = "Makes a local account; asks for its password")
public final class UserAddCommand implements Action {

    private static final int GENERATED_BYTES = 15;

    @Reference
    private UserService users;

    @Reference
    private Session session;

    @Argument(name = "login", description = "Login of the user", required = true)
    private String login;

    @Option(name = "-u", aliases = "--uid", description = "Numeric user id on the machines", required = true)
    private Integer uid;

    @Option(name = "-g", aliases = "--gid", description = "Numeric id of the first group", required = true)
    private Integer gid;

    @Option(name = "-G", aliases = "--group", description = "Numeric id of a further group; may be repeated", multiValued = true)
    private List<Integer> groups;

    @Option(name = "--home", description = "Home directory on the machines")
    private String home;

    @Option(name = "--mail", description = "Address for notices")
    private String mail;

    @Option(name = "--admin", description = "Administers the system")
    private boolean administrator;

    @Option(name = "--generate-password", description = "Make a password and show it once")
    private boolean generate;

    @Override
    public Object execute() throws IOException {
        char[] password = generate ? generated() : asked();
        String shown = generate ? new String(password) : null;
        try {
            User user = users.create(ShellCaller.of(session),
                    new NewUser(login, password, uid, gid, groups, home, mail, administrator));
            session.getConsole().println("User " + user.login() + " made" + (administrator ? ", an administrator" : ""));
            if (shown != null) {
                session.getConsole().println("Password (shown this once): " + shown);
            }
        } finally {
            Arrays.fill(password, '\0');
        }
        return null;
    }

    private static char[] generated() {
        byte[] random = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random).toCharArray();
    }

    private char[] asked() throws IOException {
        String first = session.readLine("Password: ", '*');
        String second = session.readLine("Again: ", '*');
        if (first == null || !first.equals(second)) {
            throw InvalidRequestException.of("password", "repeated", "the two are not the same");
        }
        return first.toCharArray();
    }
}
