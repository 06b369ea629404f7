/**
 * Workspaces on disk: making them, reading them safely, removing them.
 *
 * <p>A workspace belongs to the job's user, who may put anything into it at any moment, links and pipes included, while
 * the server works there as root. Hence the rules of this package: what the server prepares stands in directories of
 * its own until it is complete; directories are entered and files removed by descriptor; a file is opened only after
 * it has been pinned down where the user cannot exchange it.
 */
package org.godocker.engine.internal.workspace;
