package org.godocker.quota.rate;

import java.util.List;
import java.util.Map;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.OptionReader;
import org.godocker.spi.quota.QuotaCounts;
import org.godocker.spi.quota.QuotaPolicy;
import org.godocker.spi.quota.QuotaSubmission;
import org.godocker.spi.quota.SubmissionVerdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one user from filling the queue, and all of them together from making it longer than the server can bear. */
@Component(service = QuotaPolicy.class, configurationPid = RateOptions.PID)
@Designate(ocd = RateOptions.class)
public final class RatePolicy implements QuotaPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(RatePolicy.class);

    /** What refusals carry as their code. */
    static final String CODE = "RATE_LIMIT";

    private static final int MOST = 100_000_000;
    private static final Limits DEFAULTS = new Limits(10_000, 1_000_000);

    private record Limits(int perUser, int pending) {
    }

    private record Settings(Limits limits, List<ConfigurationProblem> problems) {
    }

    private volatile Settings settings;

    /** @param properties the options, see {@link RateOptions} */
    @Activate
    public RatePolicy(Map<String, Object> properties) {
        settings = read(properties, DEFAULTS);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        settings = read(properties, settings.limits());
    }

    private static Settings read(Map<String, Object> properties, Limits inForce) {
        OptionReader options = new OptionReader(properties);
        Limits limits = new Limits(
                options.integer(RateOptions.JOBS_PER_USER, 1, MOST, DEFAULTS.perUser(), inForce.perUser()),
                options.integer(RateOptions.PENDING_JOBS, 1, MOST, DEFAULTS.pending(), inForce.pending()));
        List<ConfigurationProblem> problems = options.problems();
        problems.forEach(problem -> LOG.error("Configuration {}, option {}", RateOptions.PID, problem));
        return new Settings(limits, problems);
    }

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public List<ConfigurationProblem> configurationProblems() {
        return settings.problems();
    }

    @Override
    public SubmissionVerdict maySubmit(QuotaSubmission submission, QuotaCounts counts) {
        Limits limits = settings.limits();
        String owner = submission.owner();
        int more = submission.jobs().size();
        long present = counts.pending(owner) + counts.running(owner);
        if (present + more > limits.perUser()) {
            return new SubmissionVerdict.Reject(CODE, "A user may have " + limits.perUser()
                    + " jobs waiting and running; " + owner + " has " + present + " and asks for " + more
                    + " more. Wait until some have ended");
        }
        long pending = counts.pending();
        if (pending + more > limits.pending()) {
            return new SubmissionVerdict.Reject(CODE, "The server takes " + limits.pending()
                    + " waiting jobs of all users together; there are " + pending + " and the submission has " + more
                    + " more. Try again later");
        }
        return new SubmissionVerdict.Accept();
    }
}
