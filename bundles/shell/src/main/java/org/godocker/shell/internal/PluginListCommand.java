package org.godocker.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.godocker.api.plugin.PluginService;

/** {@code godocker:plugin-list}. */
@Service
@Command(scope = "godocker", name = "plugin-list", description = "Lists plugins, which are used, and what is wrong with them")
public final class PluginListCommand implements Action {

    @Reference
    private PluginService plugins;

    @Reference
    private Session session;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        for (String column : List.of("Kind", "Name", "Installed", "Used", "Bundle", "Problems")) {
            table.column(column);
        }
        plugins.list().forEach(plugin -> table.addRow().addContent(plugin.kind().label(), plugin.name(), plugin.present() ? "yes" : "no",
                plugin.used() ? "yes" : "no", plugin.bundle(), String.join("; ", plugin.problems())));
        table.print(session.getConsole());
        plugins.engineProblems().forEach(problem ->
                session.getConsole().println("Configuration " + problem));
        return null;
    }
}
