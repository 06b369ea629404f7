package org.godocker.itests.pax;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.godocker.api.error.ServiceException;
import org.godocker.api.job.JobFileService;
import org.godocker.api.job.JobService;
import org.godocker.api.node.NodeService;
import org.godocker.api.plugin.PluginService;
import org.godocker.api.plugin.PluginView;
import org.godocker.api.server.ServerService;
import org.godocker.api.user.ApiKeyService;
import org.godocker.api.user.SessionService;
import org.godocker.api.user.UserService;
import org.godocker.itests.support.Shell;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.util.tracker.ServiceTracker;

/** Looks at the booted distribution from inside: its components, its services, its shell. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class DistributionPaxIT {

    private static final String OURS = "org.godocker.";
    private static final String PLUGIN = "org.godocker.watcher.lifespan";
    private static final List<String> COMMANDS = List.of("job-submit", "job-list", "job-show", "job-log", "job-kill", "job-suspend",
            "job-resume",
            "user-add", "user-list", "apikey-add", "plugin-list", "node-list");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    private BundleContext context;

    @Inject
    private SessionFactory sessions;

    @Inject
    private ServiceComponentRuntime components;

    /** The distribution as it is shipped, on ports of its own. */
    @Configuration
    public Option[] configuration() throws IOException {
        File distribution = new File(System.getProperty("godocker.distribution"));
        File folder = new File(System.getProperty("godocker.servers"), "pax");
        // What the run before has left is kept until now, for looking at.
        Shell.run("rm", "-rf", folder.getPath());
        return new Option[] {
                karafDistributionConfiguration().frameworkUrl(distribution.toURI().toString()).name("go-docker").karafVersion("4.4.10")
                        .unpackDirectory(folder).useDeployFolder(false),
                keepRuntimeFolder(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                editConfigurationFilePut("etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", freePort()),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", freePort()),
                // The distribution asks no repository; what Pax Exam adds is in the one of the build.
                editConfigurationFilePut("etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("godocker.localRepository")),
                systemProperty("godocker.image").value(System.getenv().getOrDefault("GODOCKER_TEST_IMAGE", "godocker/busybox:1")),
        };
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private static void await(String what, Duration atMost, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " did not come within " + atMost);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private <S> S service(Class<S> type) throws InterruptedException {
        ServiceTracker<S, S> tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
        try {
            S service = tracker.waitForService(PATIENCE.toMillis());
            assertTrue(type.getName() + " is registered", service != null);
            return service;
        } finally {
            tracker.close();
        }
    }

    private Stream<Bundle> ours() {
        return Arrays.stream(context.getBundles()).filter(b -> b.getSymbolicName() != null && b.getSymbolicName().startsWith(OURS));
    }

    @Test
    public void everyComponentHasWhatItNeeds() throws Exception {
        service(JobService.class);
        assertTrue(ours().count() >= 9);
        ours().forEach(bundle -> assertEquals(bundle.getSymbolicName(), Bundle.ACTIVE, bundle.getState()));
        List<ComponentDescriptionDTO> descriptions = components.getComponentDescriptionDTOs(ours().toArray(Bundle[]::new)).stream().toList();
        assertTrue("components: " + descriptions.size(), descriptions.size() >= 10);
        await("satisfied components", PATIENCE, () -> unsatisfied(descriptions).isEmpty());
        assertEquals(Set.of(), unsatisfied(descriptions));
    }

    private Set<String> unsatisfied(List<ComponentDescriptionDTO> descriptions) {
        Set<String> troubles = new TreeSet<>();
        for (ComponentDescriptionDTO description : descriptions) {
            List<ComponentConfigurationDTO> configurations = new ArrayList<>(components.getComponentConfigurationDTOs(description));
            if (configurations.isEmpty()) {
                troubles.add(description.name + " has no configuration");
            }
            configurations.stream().filter(c -> c.state != ComponentConfigurationDTO.ACTIVE && c.state != ComponentConfigurationDTO.SATISFIED)
                    .map(c -> description.name + " in state " + c.state + " " + Arrays.stream(c.unsatisfiedReferences).map(r -> r.name).toList()
                            + (c.failure == null ? "" : " " + c.failure))
                    .forEach(troubles::add);
        }
        return troubles;
    }

    @Test
    public void everyServiceForClientsIsThere() throws InterruptedException {
        for (Class<?> type : List.of(JobService.class, JobFileService.class, NodeService.class, PluginService.class, ServerService.class,
                UserService.class, ApiKeyService.class, SessionService.class)) {
            service(type);
        }
    }

    @Test
    public void theShellDoesWhatTheServicesDo() throws Exception {
        service(JobService.class);
        NodeService nodes = service(NodeService.class);
        await("a node", PATIENCE, () -> nodes.list().stream().anyMatch(n -> n.available()));
        await("the commands", PATIENCE, () -> commands().containsAll(COMMANDS));
        assertEquals(new TreeSet<>(COMMANDS), commands());

        String added = shell("godocker:user-add --uid 12345 --gid 12345 --group 23456 --mail jane@example.org --generate-password jane");
        assertTrue(added, added.contains("User jane made"));
        assertTrue(added, Pattern.compile("Password \\(shown this once\\): \\S{16,}").matcher(added).find());
        assertContains(shell("godocker:user-list"), "jane", "12345");
        assertContains(shell("godocker:apikey-add --name laptop --lifetime 30d jane"), "shown this once");
        assertContains(shell("godocker:plugin-list"), "fifo", "docker", "local", "lifespan", "rate");
        assertContains(shell("godocker:node-list"), "local", "yes");

        String image = System.getProperty("godocker.image");
        String options = "--image " + image + " --cpus 0.1 --memory 32MiB --no-network ";
        String job = submitted(shell("godocker:job-submit --user jane --name quick --tag pax --env WHO=world " + options
                + "--shell 'echo hello $WHO; echo trouble >&2; exit 3'"));
        assertEquals("hello world\n", shell("godocker:job-log --follow " + job));
        await("end of the job", PATIENCE, () -> shell("godocker:job-show " + job).contains("FAILED"));
        assertEquals("trouble\n", shell("godocker:job-log --stderr " + job));
        assertContains(shell("godocker:job-show " + job), "quick", "jane", image, "EXIT_CODE", "PENDING", "RUNNING");
        assertContains(shell("godocker:job-list --user jane --tag pax --state FAILED"), "quick", job);
        assertFalse(shell("godocker:job-list --state SUCCEEDED").contains("quick"));

        String endless = submitted(shell("godocker:job-submit --user jane " + options + "--shell 'sleep 300'"));
        assertContains(shell("godocker:job-kill " + endless), "Job " + endless);
        await("end of the killed job", PATIENCE, () -> shell("godocker:job-show " + endless).contains("KILLED_BY_ADMINISTRATOR"));

        assertContains(refused("godocker:job-show 999999"), "999999");
        assertContains(refused("godocker:job-submit --user nobody " + options + "--shell true"), "nobody");
        assertContains(refused("godocker:job-submit --user jane --image " + image + " --cpus -1 --shell true"), "cpus");
    }

    private Set<String> commands() {
        return sessions.getRegistry().getCommands().stream().filter(c -> c.getScope().equals("godocker"))
                .map(c -> c.getName()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue("'" + part + "' in:\n" + text, text.contains(part));
        }
    }

    private static String submitted(String output) {
        Matcher number = Pattern.compile("Job (\\d+) submitted").matcher(output);
        assertTrue(output, number.find());
        return number.group(1);
    }

    private String refused(String command) throws Exception {
        try {
            throw new AssertionError(command + " was not refused: " + shell(command));
        } catch (ServiceException e) {
            return e.getMessage();
        }
    }

    /** Runs a command as somebody who logged in with the administrator's role. */
    private String shell(String command) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Subject administrator = new Subject();
        administrator.getPrincipals().addAll(List.of(new UserPrincipal("pax"), new RolePrincipal("admin")));
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
                Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.put("USER", "pax");
            Subject.doAs(administrator, (PrivilegedExceptionAction<Object>) () -> session.execute(command));
        }
        return printed.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
    }

    @Test
    public void argumentsAreCompleted() throws Exception {
        // The shell offers what a bundle brings once all services it needs are there, which is some time after the first of them.
        await("the completers", PATIENCE, () -> completers().keySet().containsAll(Set.of("LoginCompleter", "RecentJobCompleter", "StateCompleter")));
        try (Session session = sessions.create(new ByteArrayInputStream(new byte[0]), new PrintStream(new ByteArrayOutputStream(), true,
                StandardCharsets.UTF_8), new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))) {
            List<String> candidates = new ArrayList<>();
            completers().get("StateCompleter").complete(session, new Typed("RUN"), candidates);
            assertEquals(List.of("RUNNING "), candidates);
        }
    }

    private Map<String, Completer> completers() {
        return sessions.getRegistry().getServices(Completer.class).stream()
                .collect(Collectors.toMap(c -> c.getClass().getSimpleName(), c -> c, (first, second) -> first));
    }

    /** One word with the cursor at its end. */
    private record Typed(String word) implements CommandLine {

        @Override
        public int getCursorArgumentIndex() {
            return 0;
        }

        @Override
        public String getCursorArgument() {
            return word;
        }

        @Override
        public int getArgumentPosition() {
            return word.length();
        }

        @Override
        public String[] getArguments() {
            return new String[] {word};
        }

        @Override
        public int getBufferPosition() {
            return word.length();
        }

        @Override
        public String getBuffer() {
            return word;
        }
    }

    @Test
    public void aPluginComesAndGoesWithItsBundle() throws Exception {
        PluginService plugins = service(PluginService.class);
        await("the plugin", PATIENCE, () -> lifespan(plugins).present() && lifespan(plugins).used());
        assertTrue(lifespan(plugins).bundle(), lifespan(plugins).bundle().startsWith(PLUGIN));
        Bundle bundle = ours().filter(b -> b.getSymbolicName().equals(PLUGIN)).findFirst().orElseThrow();
        stopped(bundle);
        try {
            await("its leaving", Duration.ofSeconds(2), () -> !lifespan(plugins).present());
            assertTrue("it is named in the configuration and missed", lifespan(plugins).problems().size() > 0);
        } finally {
            bundle.start();
        }
        await("its return", Duration.ofSeconds(2), () -> lifespan(plugins).present());
        assertEquals(List.of(), lifespan(plugins).problems());
    }

    private static void stopped(Bundle bundle) throws BundleException {
        bundle.stop();
        assertEquals(Bundle.RESOLVED, bundle.getState());
    }

    private static PluginView lifespan(PluginService plugins) {
        Iterator<PluginView> named = plugins.list().stream().filter(p -> p.name().equals("lifespan")).iterator();
        return named.next();
    }
}
