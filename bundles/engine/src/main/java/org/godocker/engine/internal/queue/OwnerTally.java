package org.godocker.engine.internal.queue;

import java.util.LinkedHashSet;
import java.util.Set;

/** The groups of one user and how many jobs they hold. There is one object for each user with waiting jobs. */
final class OwnerTally {

    final String login;
    final Set<JobGroup> groups = new LinkedHashSet<>();
    long pending;
    long blockedInPass;

    OwnerTally(String login) {
        this.login = login;
    }
}
