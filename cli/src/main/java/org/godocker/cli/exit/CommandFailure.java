package org.godocker.cli.exit;

/** Why a command cannot be carried out: one line that says what to do about it, and the exit code. */
public final class CommandFailure extends RuntimeException {

    private final int exitCode;

    private CommandFailure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static CommandFailure refused(String message) {
        return new CommandFailure(ExitCode.REFUSED, message, null);
    }

    public static CommandFailure refused(String message, Throwable cause) {
        return new CommandFailure(ExitCode.REFUSED, message, cause);
    }

    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message, null);
    }

    public static CommandFailure usage(String message, Throwable cause) {
        return new CommandFailure(ExitCode.USAGE, message, cause);
    }

    public static CommandFailure unreachable(String message, Throwable cause) {
        return new CommandFailure(ExitCode.UNREACHABLE, message, cause);
    }

    public static CommandFailure notLoggedIn(String message) {
        return new CommandFailure(ExitCode.NOT_LOGGED_IN, message, null);
    }

    /** The reader of our output has gone; nobody is there to be told. */
    public static CommandFailure outputClosed(Throwable cause) {
        return new CommandFailure(ExitCode.OUTPUT_CLOSED, "", cause);
    }

    public int exitCode() {
        return exitCode;
    }
}
