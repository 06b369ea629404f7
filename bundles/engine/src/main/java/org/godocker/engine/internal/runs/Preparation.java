package org.godocker.engine.internal.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.error.UnavailableException;
import org.godocker.api.job.Job;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.user.Identity;
import org.godocker.engine.internal.account.AuthDirectory;
import org.godocker.engine.internal.workspace.PreparedWorkspace;
import org.godocker.engine.internal.workspace.WorkspaceException;
import org.godocker.engine.internal.workspace.WorkspaceMaker;
import org.godocker.spi.auth.VolumeGrant;
import org.godocker.spi.auth.VolumeVerdict;
import org.godocker.spi.executor.AttemptId;
import org.godocker.spi.executor.ContainerUser;
import org.godocker.spi.executor.LaunchRequest;
import org.godocker.spi.executor.Mount;

/**
 * Makes launches ready: asks anew who the owner is and what he may mount, because both may have changed while the job
 * waited, and makes the workspace.
 */
public final class Preparation implements LaunchPreparation {

    private final AuthDirectory users;
    private final WorkspaceMaker workspaces;

    public Preparation(AuthDirectory users, WorkspaceMaker workspaces) {
        this.users = users;
        this.workspaces = workspaces;
    }

    @Override
    public Prepared prepare(Job job, String node, boolean workspace) {
        try {
            Optional<Identity> identity = users.identity(job.owner());
            if (identity.isEmpty()) {
                return notAuthorized("The account of " + job.owner() + " is gone or disabled");
            }
            VolumeVerdict volumes = users.volumes(job.owner(), job.spec().volumes());
            if (volumes instanceof VolumeVerdict.Refused refused) {
                return notAuthorized("Volume " + refused.volume() + " is not granted any more: " + refused.message());
            }
            List<VolumeGrant> grants = ((VolumeVerdict.Granted) volumes).grants();
            return workspace ? withWorkspace(job, node, identity.get(), grants) : withoutWorkspace(job, node, identity.get());
        } catch (UnavailableException e) {
            return new Prepared.Postponed(Reason.of(ReasonCode.IDENTITY_UNAVAILABLE, e.getMessage()));
        } catch (NotFoundException e) {
            return notAuthorized(e.getMessage());
        } catch (WorkspaceException e) {
            // A full disk or a missing right is not the job's fault: it waits until the administrator has mended it.
            return new Prepared.Postponed(Reason.of(ReasonCode.WORKSPACE_FAILED, e.getMessage()));
        }
    }

    private Prepared withWorkspace(Job job, String node, Identity identity, List<VolumeGrant> grants) throws WorkspaceException {
        AttemptId attempt = new AttemptId(job.id(), job.progress().attempt());
        PreparedWorkspace workspace = workspaces.prepare(attempt, job.spec(), identity, grants);
        List<Mount> mounts = new ArrayList<>();
        mounts.add(workspace.mount());
        for (VolumeGrant grant : grants) {
            // Root in a container could change anything it reaches, so it may only read what is shared with others.
            mounts.add(new Mount(grant.path(), grant.mountPoint(), grant.readOnly() || job.spec().root()));
        }
        return new Prepared.Ready(new LaunchRequest(attempt, node, job.owner(), job.spec().image(), workspace.command(),
                workspace.env(), workspace.workingDirectory(), workspace.user(), mounts, job.spec().resources(),
                job.spec().network()));
    }

    private static Prepared withoutWorkspace(Job job, String node, Identity identity) {
        return new Prepared.Ready(new LaunchRequest(new AttemptId(job.id(), job.progress().attempt()), node, job.owner(),
                job.spec().image(), List.of(), job.spec().env(), "/",
                new ContainerUser(identity.uid(), identity.gid(), identity.groups()), List.of(), job.spec().resources(), job.spec().network()));
    }

    private static Prepared notAuthorized(String message) {
        return new Prepared.Refused(Reason.of(ReasonCode.NOT_AUTHORIZED, message));
    }
}
