package org.godocker.store.jpa.internal.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.godocker.api.job.Intent;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobProgress;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.Placement;
import org.godocker.api.job.ResourceUsage;
import org.godocker.spi.store.SubmissionKey;
import org.godocker.store.jpa.internal.entity.SpecDetails;
import org.godocker.store.jpa.internal.entity.SubmissionEntity;

/**
 * Writes a batch with prepared statements. Entities would cost several times as much here, where every job passes four
 * times; see docs/decisions.
 */
final class JobWriter {

    /** Parts the name from the description in the searched text; no text of a user holds it. */
    private static final char PART = '\u0001';

    private static final String PROGRESS = "state = ?, version = ?, attempt = ?, state_time = ?, reason_code = ?, reason_message = ?,"
            + " intent_kind = ?, intent_code = ?, intent_message = ?, intent_time = ?, placement_executor = ?, placement_node = ?,"
            + " handle = ?, started = ?, ended = ?, exit_code = ?, cpu_seconds = ?, memory_peak = ?";
    private static final String INSERT_JOB = "INSERT INTO job (" + PROGRESS.replace(" = ?", "")
            + ", id, owner, project, submitted, cpu_millis, memory_bytes, lifespan_millis, wanted_executor)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE_JOB = "UPDATE job SET " + PROGRESS + " WHERE id = ? AND version = ?";
    private static final String INSERT_SPEC = "INSERT INTO job_spec (job_id, name, description, search_text, image, network, root,"
            + " details, script) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_TAG = "INSERT INTO job_tag (tag, job_id) VALUES (?, ?)";
    private static final String INSERT_HISTORY = "INSERT INTO job_history (job_id, step, attempt, state, state_time, reason_code,"
            + " reason_message, placement_executor, placement_node) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_SUBMISSION = "INSERT INTO submission (owner, submission_key, fingerprint, job_ids, created)"
            + " VALUES (?, ?, ?, ?, ?)";

    private JobWriter() {
    }

    /** Writes all of it on a connection whose transaction the caller ends. */
    static void write(Connection connection, BatchPlan plan, List<SubmissionKey> keys) throws SQLException {
        insert(connection, INSERT_JOB, plan.inserts(), JobWriter::bindJob);
        insert(connection, INSERT_SPEC, plan.inserts(), JobWriter::bindSpec);
        insert(connection, INSERT_TAG, plan.inserts(), JobWriter::bindTags);
        update(connection, plan.updates());
        insert(connection, INSERT_HISTORY, plan.history(), JobWriter::bindStep);
        insert(connection, INSERT_SUBMISSION, keys, JobWriter::bindSubmission);
    }

    private interface Binding<T> {
        void bind(Binder row, T value) throws SQLException;
    }

    private static <T> void insert(Connection connection, String sql, List<T> values, Binding<T> binding) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Binder row = new Binder(statement);
            for (T value : values) {
                binding.bind(row, value);
            }
            statement.executeBatch();
        }
    }

    private static void update(Connection connection, List<BatchPlan.Update> updates) throws SQLException {
        if (updates.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(UPDATE_JOB)) {
            Binder row = new Binder(statement);
            for (BatchPlan.Update update : updates) {
                progress(row, update.progress(), update.version()).number(update.id().number()).number(update.expected()).add();
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] != 1) {
                    throw BatchPlan.stale(updates.get(i).id(), updates.get(i).expected());
                }
            }
        }
    }

    private static Binder progress(Binder row, JobProgress p, long version) throws SQLException {
        row.text(p.state().name()).number(version).number(p.attempt()).time(p.status().time())
                .text(p.status().reason().code().name()).text(p.status().reason().message());
        row.text(p.intent().map(Intent::kind).map(Enum::name)).text(p.intent().map(i -> i.reason().code().name()))
                .text(p.intent().map(i -> i.reason().message())).time(p.intent().map(Intent::time));
        row.text(p.placement().map(Placement::executor)).text(p.placement().map(Placement::node)).text(p.handle());
        return row.time(p.started()).time(p.ended()).number(p.exitCode())
                .decimal(p.usage().map(ResourceUsage::cpuSeconds)).number(p.usage().map(ResourceUsage::memoryPeak));
    }

    private static void bindJob(Binder row, Job job) throws SQLException {
        JobSpec spec = job.spec();
        progress(row, job.progress(), job.version()).number(job.id().number()).text(job.owner()).text(spec.project())
                .time(job.submitted()).number(spec.resources().cpuMillis()).number(spec.resources().memoryBytes())
                .number(spec.lifespan().toMillis()).text(spec.executor()).add();
    }

    private static void bindSpec(Binder row, Job job) throws SQLException {
        JobSpec spec = job.spec();
        row.number(job.id().number()).text(spec.name()).text(spec.description()).text(searchText(spec)).text(spec.image())
                .flag(spec.network()).flag(spec.root()).text(SpecDetails.of(spec).write()).text(spec.script()).add();
    }

    /** @return null when there is nothing to find */
    private static String searchText(JobSpec spec) {
        return spec.name().isEmpty() && spec.description().isEmpty() ? null
                : (spec.name() + PART + spec.description()).toLowerCase(Locale.ROOT);
    }

    private static void bindTags(Binder row, Job job) throws SQLException {
        for (String tag : job.spec().tags()) {
            row.text(tag).number(job.id().number()).add();
        }
    }

    private static void bindStep(Binder row, BatchPlan.Step step) throws SQLException {
        var entry = step.entry();
        row.number(step.id().number()).number(entry.sequence()).number(entry.attempt()).text(entry.status().state().name())
                .time(entry.status().time()).text(entry.status().reason().code().name()).text(entry.status().reason().message())
                .text(entry.placement().map(Placement::executor)).text(entry.placement().map(Placement::node)).add();
    }

    private static void bindSubmission(Binder row, SubmissionKey key) throws SQLException {
        row.text(key.owner()).text(key.key()).text(key.fingerprint()).text(SubmissionEntity.writeIds(key.jobs()))
                .time(key.created()).add();
    }
}
