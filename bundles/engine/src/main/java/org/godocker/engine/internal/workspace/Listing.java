package org.godocker.engine.internal.workspace;

import java.util.List;
import org.godocker.api.job.WorkspaceEntry;

/**
 * What stands in a directory.
 *
 * @param entries   directories first, then by name; at most {@link WorkspaceReader#MAX_ENTRIES}
 * @param truncated whether there is more; which entries are there is then left to the file system
 */
public record Listing(List<WorkspaceEntry> entries, boolean truncated) {

    public Listing {
        entries = List.copyOf(entries);
    }
}
