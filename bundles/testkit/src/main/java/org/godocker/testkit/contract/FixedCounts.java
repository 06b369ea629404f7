package org.godocker.testkit.contract;

import org.godocker.spi.quota.QuotaCounts;

/**
 * Counts for one user among others.
 *
 * @param owner        the user
 * @param ownPending   his waiting jobs
 * @param ownRunning   his running jobs
 * @param otherPending waiting jobs of all others; others have none running
 */
public record FixedCounts(String owner, long ownPending, long ownRunning, long otherPending) implements QuotaCounts {

    @Override
    public long pending() {
        return ownPending + otherPending;
    }

    @Override
    public long pending(String login) {
        return login.equals(owner) ? ownPending : 0;
    }

    @Override
    public long running(String login) {
        return login.equals(owner) ? ownRunning : 0;
    }
}
