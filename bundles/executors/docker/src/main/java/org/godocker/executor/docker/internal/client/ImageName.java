package org.godocker.executor.docker.internal.client;

/**
 * An image reference in the two parts the pull call wants. Without a tag the engine would pull every tag there is.
 *
 * @param repository with the registry's host, if any
 * @param tag        tag or digest
 */
record ImageName(String repository, String tag) {

    static ImageName parse(String reference) {
        int digest = reference.indexOf('@');
        if (digest > 0) {
            String name = reference.substring(0, digest);
            int colon = tagColon(name);
            return new ImageName(colon < 0 ? name : name.substring(0, colon), reference.substring(digest + 1));
        }
        int colon = tagColon(reference);
        return colon < 0 ? new ImageName(reference, "latest")
                : new ImageName(reference.substring(0, colon), reference.substring(colon + 1));
    }

    /** A colon before the last slash belongs to the registry's port. */
    private static int tagColon(String name) {
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? colon : -1;
    }
}
