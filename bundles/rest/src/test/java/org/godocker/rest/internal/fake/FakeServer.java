package org.godocker.rest.internal.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.godocker.api.job.JobState;
import org.godocker.api.node.NodeService;
import org.godocker.api.node.NodeView;
import org.godocker.api.plugin.PluginKind;
import org.godocker.api.plugin.PluginService;
import org.godocker.api.plugin.PluginView;
import org.godocker.api.server.Health;
import org.godocker.api.server.ServerInfo;
import org.godocker.api.server.ServerService;

/** One node, two plugins, a health that a test sets. */
public final class FakeServer implements ServerService {

    private volatile Health.Status status = Health.Status.UP;

    public void status(Health.Status now) {
        status = now;
    }

    @Override
    public ServerInfo info() {
        return new ServerInfo("s1", "1.0.0", Instant.EPOCH, Map.of(JobState.RUNNING, 2L), "fifo", Duration.ofHours(12));
    }

    @Override
    public Health health() {
        return new Health(status, Map.of("store", "ok"));
    }

    public NodeService nodes() {
        return () -> List.of(new NodeView("docker", "local", true, "", 2000, 500, 4L << 30, 1L << 30, 1, Map.of("disk", "ssd")));
    }

    public PluginService plugins() {
        return new PluginService() {
            @Override
            public List<PluginView> list() {
                return List.of(
                        new PluginView(PluginKind.SCHEDULING_POLICY, "fifo", true, true, "org.godocker.scheduler.fifo 1.0.0", List.of()),
                        new PluginView(PluginKind.EXECUTOR, "swarm", false, false, "", List.of("not installed")));
            }

            @Override
            public List<String> engineProblems() {
                return List.of("max-wait: must be a duration");
            }
        };
    }
}
