package org.godocker.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.godocker.api.user.UserService;

/** {@code godocker:user-list}. */
@Service
@Command(scope = "godocker", name = "user-list", description = "Lists local accounts")
public final class UserListCommand implements Action {

    @Reference
    private UserService users;

    @Reference
    private Session session;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        for (String column : List.of("Login", "Uid", "Gid", "Groups", "Home", "Mail", "Administrator", "Enabled", "Created")) {
            table.column(column);
        }
        table.emptyTableText("No accounts; make the first with godocker:user-add --admin");
        users.list(ShellCaller.of(session)).forEach(user -> table.addRow().addContent(user.login(), user.identity().uid(),
                user.identity().gid(), user.identity().groups(), user.identity().home().orElse("-"), user.identity().mail().orElse("-"),
                user.identity().administrator() ? "yes" : "no", user.enabled() ? "yes" : "no", Words.time(user.created())));
        table.print(session.getConsole());
        return null;
    }
}
