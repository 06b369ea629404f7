package org.godocker.api.job;

/** The two streams a script writes to, and the files in the workspace that hold them. */
public enum OutputStreamName {
    STDOUT("god.log"),
    STDERR("god.err");

    private final String fileName;

    OutputStreamName(String fileName) {
        this.fileName = fileName;
    }

    /** Name of the file in the workspace, as go-docker has always called it. */
    public String fileName() {
        return fileName;
    }
}
