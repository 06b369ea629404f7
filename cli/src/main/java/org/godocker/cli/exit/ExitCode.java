package org.godocker.cli.exit;

/** Exit codes of the program itself. A command that waits for a job ends with the job's own. */
public final class ExitCode {

    public static final int OK = 0;
    /** The server refused, or something on this machine did (a file that exists, a full disk). */
    public static final int REFUSED = 1;
    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;
    /** The server cannot be reached, or does not answer as one. */
    public static final int UNREACHABLE = 3;
    /** There is no token, or the server does not take it. */
    public static final int NOT_LOGGED_IN = 4;
    /** A job that was waited for has no exit code of its own, or it could not be learned. */
    public static final int JOB_WITHOUT_EXIT_CODE = 125;
    /** Whoever reads our output has gone, as a program that SIGPIPE ended. */
    public static final int OUTPUT_CLOSED = 141;

    private ExitCode() {
    }
}
