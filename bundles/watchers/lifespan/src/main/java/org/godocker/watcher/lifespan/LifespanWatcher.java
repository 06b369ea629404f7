package org.godocker.watcher.lifespan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.godocker.api.job.Lifespan;
import org.godocker.api.job.Reason;
import org.godocker.api.job.ReasonCode;
import org.godocker.spi.config.ConfigurationProblem;
import org.godocker.spi.config.OptionReader;
import org.godocker.spi.watcher.ContinueVerdict;
import org.godocker.spi.watcher.LifespanLimits;
import org.godocker.spi.watcher.RunningJob;
import org.godocker.spi.watcher.Watcher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends jobs that ran for the whole lifespan they were accepted with, and says how long a lifespan may be. A job keeps
 * the lifespan it was accepted with when the limits change. Time in which it is suspended counts.
 */
@Component(service = {Watcher.class, LifespanLimits.class}, configurationPid = LifespanOptions.PID)
@Designate(ocd = LifespanOptions.class)
public final class LifespanWatcher implements LifespanLimits {

    private static final Logger LOG = LoggerFactory.getLogger(LifespanWatcher.class);

    static final Limits DEFAULTS = new Limits(Duration.ofDays(1), Duration.ofDays(7));

    /** Both limits, so that they change together. */
    record Limits(Duration byDefault, Duration maximum) {
    }

    private record Settings(Limits limits, List<ConfigurationProblem> problems) {
    }

    private volatile Settings settings;

    /** @param properties the options, see {@link LifespanOptions} */
    @Activate
    public LifespanWatcher(Map<String, Object> properties) {
        settings = read(properties, DEFAULTS);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        settings = read(properties, settings.limits());
    }

    private static Settings read(Map<String, Object> properties, Limits inForce) {
        OptionReader options = new OptionReader(properties);
        Limits limits = new Limits(
                options.duration(LifespanOptions.DEFAULT, DEFAULTS.byDefault(), inForce.byDefault()),
                options.duration(LifespanOptions.MAXIMUM, DEFAULTS.maximum(), inForce.maximum()));
        if (limits.byDefault().compareTo(limits.maximum()) > 0) {
            options.problem(LifespanOptions.DEFAULT, "must not be longer than " + LifespanOptions.MAXIMUM + ", but "
                    + Lifespan.format(limits.byDefault()) + " is longer than " + Lifespan.format(limits.maximum())
                    + "; still in force: " + Lifespan.format(inForce.byDefault()) + " and at most "
                    + Lifespan.format(inForce.maximum()));
            limits = inForce;
        }
        List<ConfigurationProblem> problems = options.problems();
        problems.forEach(problem -> LOG.error("Configuration {}, option {}", LifespanOptions.PID, problem));
        return new Settings(limits, problems);
    }

    @Override
    public String name() {
        return "lifespan";
    }

    @Override
    public List<ConfigurationProblem> configurationProblems() {
        return settings.problems();
    }

    @Override
    public Duration defaultLifespan() {
        return settings.limits().byDefault();
    }

    @Override
    public Duration maximumLifespan() {
        return settings.limits().maximum();
    }

    @Override
    public ContinueVerdict review(RunningJob job, Instant now) {
        Duration lifespan = job.job().shape().lifespan();
        Instant end = job.started().plus(lifespan);
        if (now.isBefore(end)) {
            return new ContinueVerdict.GoOn(Optional.of(end));
        }
        return new ContinueVerdict.Kill(Reason.of(ReasonCode.LIFESPAN_REACHED,
                "It ran for its whole lifespan of " + Lifespan.format(lifespan)));
    }
}
