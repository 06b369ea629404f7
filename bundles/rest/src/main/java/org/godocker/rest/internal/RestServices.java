package org.godocker.rest.internal;

import org.godocker.api.job.JobFileService;
import org.godocker.api.job.JobService;
import org.godocker.api.node.NodeService;
import org.godocker.api.plugin.PluginService;
import org.godocker.api.server.ServerService;
import org.godocker.api.user.ApiKeyService;
import org.godocker.api.user.SessionService;
import org.godocker.api.user.UserService;

/** Everything the REST interface calls. */
public record RestServices(
        JobService jobs, JobFileService files, SessionService sessions, UserService users, ApiKeyService apiKeys,
        NodeService nodes, PluginService plugins, ServerService server) {
}
