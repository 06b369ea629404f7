package org.godocker.spi.executor;

/**
 * A directory of the node that shows in the container.
 *
 * @param source   absolute path on the node
 * @param target   absolute path in the container
 * @param readOnly whether the container may only read it
 */
public record Mount(String source, String target, boolean readOnly) {

    public Mount {
        if (!source.startsWith("/") || !target.startsWith("/")) {
            throw new IllegalArgumentException("mounts need absolute paths: " + source + " on " + target);
        }
    }
}
