package org.godocker.rest.internal.job;

import org.godocker.api.job.WorkspaceEntry;
import org.godocker.rest.internal.json.Times;

/** An entry of a directory as it is sent. */
public record FileView(String name, String kind, long size, String modified) {

    static FileView of(WorkspaceEntry entry) {
        return new FileView(entry.name(), entry.kind().name(), entry.size(), Times.format(entry.modified()));
    }
}
