package org.godocker.store.jpa.internal.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godocker.store.jpa.internal.contract.Jobs.change;
import static org.godocker.store.jpa.internal.contract.Jobs.changes;
import static org.godocker.store.jpa.internal.contract.Jobs.inserts;
import static org.godocker.store.jpa.internal.contract.Jobs.job;
import static org.godocker.store.jpa.internal.contract.Jobs.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobSpec;
import org.godocker.api.job.JobState;
import org.godocker.api.page.Page;
import org.godocker.spi.store.JobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every job store's list does. */
public abstract class JobListContract {

    private static final int JOBS = 240;

    /** The store under test, empty at the start of each test; the same one whenever it is asked for. */
    protected abstract JobStore store();

    @Test
    void everyCombinationOfFiltersGivesWhatANaiveSearchGives() {
        List<Job> jobs = fill();
        for (Set<JobState> states : List.of(Set.<JobState>of(), Set.of(JobState.RUNNING), Set.of(JobState.FAILED, JobState.PENDING, JobState.LOST))) {
            for (Optional<String> owner : optional("user1", "nobody")) {
                for (Optional<String> project : optional("p1")) {
                    for (Optional<String> tag : optional("red", "RED")) {
                        for (Optional<String> text : optional("NUMBER 1", "100%_!")) {
                            compare(jobs, new JobQuery(states, owner, project, tag, text, Optional.empty(), 7));
                        }
                    }
                }
            }
        }
    }

    private static List<Optional<String>> optional(String... values) {
        List<Optional<String>> all = new ArrayList<>(List.of(Optional.empty()));
        for (String value : values) {
            all.add(Optional.of(value));
        }
        return all;
    }

    private List<Job> fill() {
        List<Job> jobs = LongStream.rangeClosed(1, JOBS).mapToObj(JobListContract::numbered).toList();
        store().commit(inserts(jobs.toArray(Job[]::new)));
        JobState[] states = JobState.values();
        for (Job job : jobs) {
            JobState state = states[(int) (job.id().number() % states.length)];
            if (state != JobState.PENDING) {
                store().commit(changes(change(job.id().number(), 1, progress(state))));
            }
        }
        return jobs.stream().map(job -> store().find(job.id()).orElseThrow()).toList();
    }

    private static Job numbered(long id) {
        JobSpec plain = Jobs.spec("echo");
        List<String> tags = id % 4 == 0 ? List.of("red", "blue") : id % 4 == 1 ? List.of("blue") : List.of();
        String description = id % 5 == 0 ? "Done 100%_! sure" : id % 5 == 1 ? "done 100xx sure" : "";
        return job(id, "user" + id % 3, new JobSpec(id % 7 == 0 ? "" : "Number " + id, description, tags, "p" + id % 2, plain.image(),
                plain.script(), plain.env(), plain.resources(), plain.volumes(), plain.lifespan(), false, false, ""));
    }

    /** Reads all pages and compares with a filter over all jobs. */
    private void compare(List<Job> jobs, JobQuery query) {
        List<Job> expected = jobs.stream().filter(job -> matches(query, job)).sorted(Comparator.comparing(Job::id).reversed())
                .map(JobListContract::withoutScript).toList();
        assertThat(readAll(query)).as(query.toString()).isEqualTo(expected);
    }

    private List<Job> readAll(JobQuery query) {
        List<Job> all = new ArrayList<>();
        Page<Job> page = store().list(query);
        all.addAll(page.items());
        while (page.next().isPresent()) {
            assertThat(page.items()).hasSize(query.limit());
            page = store().list(new JobQuery(query.states(), query.owner(), query.project(), query.tag(), query.text(), page.next(), query.limit()));
            assertThat(page.items()).as("a page after a cursor is never empty").isNotEmpty();
            all.addAll(page.items());
        }
        return all;
    }

    private static boolean matches(JobQuery query, Job job) {
        return (query.states().isEmpty() || query.states().contains(job.state()))
                && query.owner().map(job.owner()::equals).orElse(true)
                && query.project().map(job.spec().project()::equals).orElse(true)
                && query.tag().map(job.spec().tags()::contains).orElse(true)
                && query.text().map(text -> contains(job.spec().name(), text) || contains(job.spec().description(), text)).orElse(true);
    }

    private static boolean contains(String whole, String piece) {
        return whole.toLowerCase(Locale.ROOT).contains(piece.toLowerCase(Locale.ROOT));
    }

    private static Job withoutScript(Job job) {
        JobSpec s = job.spec();
        return new Job(job.id(), job.owner(), s.withScript(""), job.submitted(), job.progress(), job.version());
    }

    @Test
    void cursorStaysValidWhileJobsComeAndEnd() {
        store().commit(inserts(LongStream.rangeClosed(1, 6).mapToObj(Jobs::job).toArray(Job[]::new)));
        JobQuery query = new JobQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 3);
        Page<Job> first = store().list(query);
        store().commit(inserts(job(7)));
        store().commit(changes(change(2, 1, progress(JobState.FAILED))));
        Page<Job> second = store().list(new JobQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), first.next(), 3));
        assertThat(second.items()).extracting(job -> job.id().number()).containsExactly(3L, 2L, 1L);
        assertThat(second.next()).isEmpty();
    }

    @Test
    void largestPageIsFilled() {
        store().commit(inserts(LongStream.rangeClosed(1, 501).mapToObj(Jobs::job).toArray(Job[]::new)));
        Page<Job> page = store().list(new JobQuery(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), JobQuery.MAX_LIMIT));
        assertThat(page.items()).hasSize(500).isSortedAccordingTo(Comparator.comparing(Job::id).reversed());
        assertThat(page.next()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "j", "j0", "j-1", "j01", "J1", "j+1", "j1 ", "jzzzzzzzzzzzzzzzzzz", "' OR 1=1", "j\u0661"})
    void foreignCursorIsRefused(String cursor) {
        JobQuery query = JobQuery.all();
        JobQuery foreign = new JobQuery(query.states(), query.owner(), query.project(), query.tag(), query.text(), Optional.of(cursor), 10);
        assertThatThrownBy(() -> store().list(foreign)).isInstanceOf(IllegalArgumentException.class);
    }
}
