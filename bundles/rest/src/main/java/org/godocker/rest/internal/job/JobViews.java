package org.godocker.rest.internal.job;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.godocker.api.job.Efficiency;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.Placement;
import org.godocker.api.job.ResourceUsage;
import org.godocker.api.job.VolumeRequest;
import org.godocker.rest.internal.job.JobView.EfficiencyView;
import org.godocker.rest.internal.job.JobView.VolumeView;
import org.godocker.rest.internal.json.Times;

/** Makes what is sent of jobs. */
final class JobViews {

    private JobViews() {
    }

    static JobView whole(Job job) {
        return view(job, job.spec().script());
    }

    /** For lists: scripts may be a MiB each. */
    static JobView withoutScript(Job job) {
        return view(job, null);
    }

    private static JobView view(Job job, String script) {
        JobSpec spec = job.spec();
        JobProgress progress = job.progress();
        return new JobView(
                job.id().number(), spec.name(), spec.description(), spec.tags(), spec.project(), job.owner(),
                spec.image(), script, spec.env(), spec.resources().cpus(), spec.resources().memoryBytes(),
                spec.volumes().stream().map(JobViews::volume).toList(), spec.lifespan().toString(),
                spec.network(), spec.root(), executor(spec, progress), job.state().name(),
                ReasonView.of(progress.status().reason()), progress.attempt(),
                progress.placement().map(Placement::node).orElse(null),
                Times.format(job.submitted()), Times.format(progress.started()), Times.format(progress.ended()),
                boxed(progress.exitCode()),
                progress.usage().map(ResourceUsage::cpuSeconds).orElse(null),
                progress.usage().map(ResourceUsage::memoryPeak).orElse(null),
                Efficiency.of(job).map(JobViews::efficiency).orElse(null));
    }

    private static EfficiencyView efficiency(Efficiency efficiency) {
        return new EfficiencyView(fraction(efficiency.cpu()), fraction(efficiency.memory()), fraction(OptionalDouble.of(efficiency.time())));
    }

    private static BigDecimal fraction(OptionalDouble value) {
        return value.isEmpty() ? null : BigDecimal.valueOf(value.getAsDouble()).setScale(3, RoundingMode.HALF_UP);
    }

    private static VolumeView volume(VolumeRequest volume) {
        return new VolumeView(volume.name(), volume.readOnly() ? VolumeRequests.READ_ONLY : VolumeRequests.READ_WRITE);
    }

    private static String executor(JobSpec spec, JobProgress progress) {
        return progress.placement().map(Placement::executor).orElse(spec.executor().isEmpty() ? null : spec.executor());
    }

    private static Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }
}
