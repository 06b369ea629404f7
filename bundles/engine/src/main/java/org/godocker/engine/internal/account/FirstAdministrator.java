package org.godocker.engine.internal.account;

import java.io.IOException;
import org.godocker.api.error.ConflictException;
import org.godocker.api.error.ServiceException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first administrator of a new server from a file, so that no password is ever there by default. */
final class FirstAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final Keepers keepers;
    private final AuthDirectory directory;
    private final FirstAdministratorFile file;

    FirstAdministrator(Keepers keepers, AuthDirectory directory, FirstAdministratorFile file) {
        this.keepers = keepers;
        this.directory = directory;
        this.file = file;
    }

    /** What came of looking. */
    enum Outcome {
        /** There is nothing more to do. */
        SETTLED,
        /** No auth provider that keeps accounts is installed; its coming is announced. */
        NO_KEEPER,
        /** The provider cannot answer yet; nobody tells when it can. */
        NO_ANSWER
    }

    /** Looks once whether an administrator is to be made, and makes him. */
    Outcome attempt() {
        try {
            if (keepers.keeper().isEmpty()) {
                return Outcome.NO_KEEPER;
            }
            boolean accounts = !keepers.ask(keeper -> keeper.accounts()).isEmpty();
            if (!file.exists()) {
                sayHow(accounts);
            } else if (accounts) {
                LOG.warn("{} is ignored, since there are accounts already. Delete it: it holds a password", file.path());
            } else {
                make();
            }
            return Outcome.SETTLED;
        } catch (UnavailableException e) {
            LOG.debug("Accounts cannot be asked for yet", e);
            return Outcome.NO_ANSWER;
        }
    }

    private void sayHow(boolean accounts) {
        if (!accounts) {
            LOG.info("There are no accounts yet. Make the first administrator with the shell command godocker:user-add --admin,"
                    + " or write login, password, uid and gid to {} (mode 0600) and restart", file.path());
        }
    }

    private void make() {
        User made;
        try {
            NewUser wanted = file.read();
            made = keepers.ask(keeper -> keeper.create(wanted));
        } catch (UnavailableException e) {
            throw e;
        } catch (ConflictException e) {
            LOG.warn("{} is ignored: {}. Delete it: it holds a password", file.path(), e.getMessage());
            return;
        } catch (ServiceException e) {
            LOG.error("No first administrator was made: {}: {}. Correct the file and restart", file.path(), e.getMessage());
            return;
        } catch (IOException e) {
            LOG.error("No first administrator was made: {} cannot be read ({})", file.path(), e.getClass().getSimpleName());
            return;
        }
        directory.forget(made.login());
        LOG.info("Made administrator {} from {}", made.login(), file.path());
        try {
            file.delete();
        } catch (IOException e) {
            LOG.error("{} could not be deleted. Delete it: it holds the password of {}", file.path(), made.login(), e);
        }
    }
}
