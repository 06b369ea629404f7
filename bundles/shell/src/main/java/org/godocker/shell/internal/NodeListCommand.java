package org.godocker.shell.internal;

import java.math.BigDecimal;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.table.ShellTable;
import org.godocker.api.job.MemorySize;
import org.godocker.api.node.NodeService;

/** {@code godocker:node-list}. */
@Service
@Command(scope = "godocker", name = "node-list", description = "Lists nodes and what is given out on them")
public final class NodeListCommand implements Action {

    @Reference
    private NodeService nodes;

    @Reference
    private Session session;

    @Override
    public Object execute() {
        ShellTable table = new ShellTable();
        for (String column : List.of("Executor", "Node", "Available", "Cpus used", "Memory used", "Jobs", "Labels", "Message")) {
            table.column(column);
        }
        table.emptyTableText("No nodes");
        nodes.list().forEach(node -> table.addRow().addContent(node.executor(), node.name(), node.available() ? "yes" : "no",
                cores(node.cpuMillisUsed()) + " of " + cores(node.cpuMillis()),
                MemorySize.format(node.memoryUsed()) + " of " + MemorySize.format(node.memoryBytes()), node.jobs(), node.labels(),
                node.message()));
        table.print(session.getConsole());
        return null;
    }

    private static String cores(long millis) {
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
    }
}
