package org.godocker.api.job;

import java.time.Instant;

/**
 * A file or directory in a job's workspace.
 *
 * @param name     last part of its path
 * @param kind     what it is; links are listed as such and never followed
 * @param size     bytes for files, 0 otherwise
 * @param modified when it was last written
 */
public record WorkspaceEntry(String name, Kind kind, long size, Instant modified) {

    public enum Kind { FILE, DIRECTORY, LINK, OTHER }
}
