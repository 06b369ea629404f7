package org.godocker.cli.command;

import java.util.StringJoiner;
import org.godocker.cli.exit.ExitCode;
import org.godocker.cli.json.Json;
import org.godocker.cli.server.ServerClient;
import org.godocker.cli.terminal.Table;
import org.godocker.cli.terminal.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists jobs, newest first.")
final class ListCommand extends ServerCommand {

    @Option(names = "--state", description = "Any of these, divided by commas, for example PENDING,RUNNING.")
    private String state;
    @Option(names = "--owner", description = "Of this user; others than yourself for administrators.")
    private String owner;
    @Option(names = "--project", description = "Of this project.")
    private String project;
    @Option(names = "--tag", description = "With this tag.")
    private String tag;
    @Option(names = "--text", description = "With this piece in the name or description.")
    private String text;
    @Option(names = "--cursor", description = "The next page, as the page before named it.")
    private String cursor;
    @Option(names = "--limit", defaultValue = "50", description = "How many at most, 1 to 500 (${DEFAULT-VALUE}).")
    private String limit;
    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    ListCommand(Surroundings around) {
        super(around);
    }

    @Override
    public Integer call() {
        StringJoiner query = new StringJoiner("&", "?", "");
        query.add("limit=" + ServerClient.encoded(limit));
        add(query, "state", state);
        add(query, "owner", owner);
        add(query, "project", project);
        add(query, "tag", tag);
        add(query, "text", text);
        add(query, "cursor", cursor);
        Json page = server().get("/jobs" + query);
        if (json) {
            return printed(page);
        }
        Table table = new Table("ID", "NAME", "OWNER", "STATE", "EXIT", "SUBMITTED", "REASON");
        page.at("items").items().forEach(job -> table.add(job.at("id").shown(), job.at("name").shown(), job.at("owner").shown(),
                job.at("state").shown(), job.at("exitCode").shown(), job.at("submitted").shown(), job.at("reason").at("message").shown()));
        table.print(around);
        page.at("next").text().ifPresent(next -> around.err().println("there are more: --cursor " + Table.harmless(next)));
        return ExitCode.OK;
    }

    private static void add(StringJoiner query, String name, String value) {
        if (value != null) {
            query.add(name + "=" + ServerClient.encoded(value));
        }
    }
}
