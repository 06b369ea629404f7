package org.godocker.engine.internal.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.godocker.api.job.JobId;
import org.godocker.api.job.JobShape;
import org.godocker.spi.store.LiveJob;

/**
 * All waiting jobs, grouped by user, project and shape. Adding, removing and looking up cost O(log n).
 *
 * <p>Belongs to one thread, the engine's. Only what a {@link QueuePass} hands out may be used by another thread, and the
 * index does not change while a pass is open: methods that would change it throw {@link IllegalStateException} then.
 */
public final class QueueIndex {

    private final Map<JobId, JobGroup> groupOfJob = new HashMap<>();
    private final Map<GroupKey, JobGroup> groups = new HashMap<>();
    private final TreeMap<JobId, JobGroup> groupsByFirstJob = new TreeMap<>();
    private final Map<String, OwnerTally> owners = new HashMap<>();
    private final Map<JobShape, ShapeTally> shapes = new HashMap<>();
    private final SmallestDemand demand = new SmallestDemand();

    private long passNumber;
    private QueuePass openPass;

    private record GroupKey(String owner, String project, JobShape shape) {}

    /**
     * Takes a job in, wherever its number puts it; equal values of many jobs are kept once.
     *
     * @throws IllegalArgumentException when a job of this number waits already
     * @throws IllegalStateException    while a pass is open
     */
    public void add(LiveJob job) {
        requireNoPass();
        if (groupOfJob.containsKey(job.id())) {
            throw new IllegalArgumentException("job " + job.id() + " waits already");
        }
        JobGroup group = groups.get(new GroupKey(job.owner(), job.project(), job.shape()));
        if (group == null) {
            group = newGroup(job);
            groupsByFirstJob.put(job.id(), group);
        } else if (job.id().compareTo(group.firstId()) < 0) {
            groupsByFirstJob.remove(group.firstId());
            groupsByFirstJob.put(job.id(), group);
        }
        group.jobs.put(job.id(), group.share(job));
        group.owner.pending++;
        groupOfJob.put(job.id(), group);
    }

    /**
     * Puts a newer version of a waiting job in its place. Owner, project, shape and time of submission never change.
     *
     * @return the version that stood there, or empty (and nothing is done) when the job does not wait
     * @throws IllegalStateException while a pass is open
     */
    public Optional<LiveJob> replace(LiveJob job) {
        requireNoPass();
        JobGroup group = groupOfJob.get(job.id());
        return group == null ? Optional.empty() : Optional.of(group.jobs.put(job.id(), group.share(job)));
    }

    /**
     * Takes a job out.
     *
     * @return it, or empty when it does not wait
     * @throws IllegalStateException while a pass is open
     */
    public Optional<LiveJob> remove(JobId id) {
        requireNoPass();
        JobGroup group = groupOfJob.remove(id);
        if (group == null) {
            return Optional.empty();
        }
        boolean first = group.firstId().equals(id);
        LiveJob job = group.jobs.remove(id);
        group.owner.pending--;
        if (first) {
            groupsByFirstJob.remove(id);
            if (group.jobs.isEmpty()) {
                dropGroup(group);
            } else {
                groupsByFirstJob.put(group.firstId(), group);
            }
        }
        return Optional.of(job);
    }

    /** The job, or empty when it does not wait. */
    public Optional<LiveJob> get(JobId id) {
        JobGroup group = groupOfJob.get(id);
        return group == null ? Optional.empty() : Optional.of(group.jobs.get(id));
    }

    public boolean contains(JobId id) {
        return groupOfJob.containsKey(id);
    }

    public int size() {
        return groupOfJob.size();
    }

    public boolean isEmpty() {
        return groupOfJob.isEmpty();
    }

    /** How many jobs of a user wait, 0 when he is not known. */
    public long pending(String owner) {
        OwnerTally tally = owners.get(owner);
        return tally == null ? 0 : tally.pending;
    }

    /** The waiting jobs of a user by age: a copy, so the index may be changed while going through it. */
    public List<LiveJob> jobsOf(String owner) {
        OwnerTally tally = owners.get(owner);
        if (tally == null) {
            return List.of();
        }
        List<LiveJob> jobs = new ArrayList<>(Math.toIntExact(tally.pending));
        tally.groups.forEach(group -> jobs.addAll(group.jobs.values()));
        jobs.sort(Comparator.comparing(LiveJob::id));
        return jobs;
    }

    /** Shows all jobs, in no particular order; the index must not be changed by {@code action}. */
    public void forEach(Consumer<? super LiveJob> action) {
        groupsByFirstJob.values().forEach(group -> group.jobs.values().forEach(action));
    }

    /** Least cpu any waiting job asks for, in thousandths of a core; {@link Long#MAX_VALUE} when nothing waits. */
    public long smallestCpuMillis() {
        return demand.smallestCpuMillis();
    }

    /** Least memory any waiting job asks for, in bytes; {@link Long#MAX_VALUE} when nothing waits. */
    public long smallestMemoryBytes() {
        return demand.smallestMemoryBytes();
    }

    /**
     * A quick test whether a pass is worth opening. True is certain: no waiting job fits into so much. False is not.
     *
     * @param freeCpuMillis   most that is free on a node
     * @param freeMemoryBytes most that is free on a node, which may be another one
     */
    public boolean nothingCanFit(long freeCpuMillis, long freeMemoryBytes) {
        return demand.smallestCpuMillis() > freeCpuMillis || demand.smallestMemoryBytes() > freeMemoryBytes;
    }

    /**
     * Begins a pass; the index stays as it is until the pass is closed.
     *
     * @throws IllegalStateException while another is open
     */
    public QueuePass openPass() {
        requireNoPass();
        openPass = new QueuePass(this, ++passNumber);
        return openPass;
    }

    void passClosed(QueuePass pass) {
        if (openPass == pass) {
            openPass = null;
        }
    }

    TreeMap<JobId, JobGroup> groupsByFirstJob() {
        return groupsByFirstJob;
    }

    Optional<JobGroup> group(String owner, String project, JobShape shape) {
        return Optional.ofNullable(groups.get(new GroupKey(owner, project, shape)));
    }

    Optional<ShapeTally> shape(JobShape shape) {
        return Optional.ofNullable(shapes.get(shape));
    }

    Optional<OwnerTally> owner(String login) {
        return Optional.ofNullable(owners.get(login));
    }

    private JobGroup newGroup(LiveJob job) {
        OwnerTally owner = owners.computeIfAbsent(job.owner(), OwnerTally::new);
        ShapeTally shape = shapes.computeIfAbsent(job.shape(), ShapeTally::new);
        if (shape.groups++ == 0) {
            demand.add(job.shape().resources());
        }
        JobGroup group = new JobGroup(owner, job.project(), shape);
        owner.groups.add(group);
        groups.put(new GroupKey(owner.login, group.project, shape.shape), group);
        return group;
    }

    private void dropGroup(JobGroup group) {
        groups.remove(new GroupKey(group.owner.login, group.project, group.shape.shape));
        group.owner.groups.remove(group);
        if (group.owner.groups.isEmpty()) {
            owners.remove(group.owner.login);
        }
        if (--group.shape.groups == 0) {
            shapes.remove(group.shape.shape);
            demand.remove(group.shape.shape.resources());
        }
    }

    private void requireNoPass() {
        if (openPass != null) {
            throw new IllegalStateException("a scheduling pass is open: the queue does not change until it is closed");
        }
    }

    @Override
    public String toString() {
        return "QueueIndex[" + size() + " jobs in " + groups.size() + " groups]";
    }
}
