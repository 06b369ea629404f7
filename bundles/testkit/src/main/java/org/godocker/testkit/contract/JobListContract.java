package org.godocker.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.godocker.testkit.contract.JobFixtures.changing;
import static org.godocker.testkit.contract.JobFixtures.inserting;
import static org.godocker.testkit.contract.JobFixtures.job;
import static org.godocker.testkit.contract.JobFixtures.spec;
import static org.godocker.testkit.contract.JobFixtures.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobState;
import org.godocker.api.job.ReasonCode;
import org.godocker.api.page.Page;
import org.godocker.spi.store.JobBatch;
import org.godocker.spi.store.JobStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every job store must do: lists. */
@Timeout(120)
public abstract class JobListContract {

    private JobStore store;

    /** An empty store. */
    protected abstract JobStore newStore();

    @BeforeEach
    void openStore() {
        store = newStore();
    }

    @Test
    @DisplayName("newest first, with empty scripts")
    void listsNewestFirst() {
        store.commit(inserting(job(1), job(2), job(10)));
        assertThat(numbers(JobQuery.all())).containsExactly(10L, 2L, 1L);
        assertThat(store.list(JobQuery.all()).items()).allSatisfy(job -> assertThat(job.spec().script()).isEmpty());
        assertThat(store.list(JobQuery.all()).next()).isEmpty();
    }

    @Test
    @DisplayName("pages hold together while jobs are added, and the last one says so")
    void pages() {
        store.commit(new JobBatch(LongStream.rangeClosed(1, 25).mapToObj(JobFixtures::job).toList(), List.of(), List.of()));
        List<Long> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        long next = 26;
        do {
            Page<Job> page = store.list(query(Set.of(), null, null, null, null, cursor.orElse(null), 10));
            page.items().forEach(job -> seen.add(job.id().number()));
            cursor = page.next();
            store.commit(inserting(job(next++)));
        } while (cursor.isPresent());
        assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, 25).map(i -> 26 - i).boxed().toList());
    }

    @Test
    @DisplayName("a page that ends exactly at the end has no next one")
    void exactPage() {
        store.commit(inserting(job(1), job(2)));
        Page<Job> page = store.list(query(Set.of(), null, null, null, null, null, 2));
        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).isEmpty();
    }

    @Test
    @DisplayName("a cursor from elsewhere is refused")
    void refusesForeignCursors() {
        store.commit(inserting(job(1)));
        for (String cursor : List.of("x", "", "0", "-1", "'; drop table job; --", "99999999999999999999", "\u4e16")) {
            assertThatThrownBy(() -> store.list(query(Set.of(), null, null, null, null, cursor, 10)))
                    .as("cursor <%s>", cursor).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("each condition narrows the list, and all must hold")
    void filters() {
        store.commit(inserting(
                job(1, "ann", spec("Alpha", "first", List.of("red"), "p1", "true")),
                job(2, "bob", spec("beta", "the ALPHAbet", List.of("red", "blue"), "p1", "true")),
                job(3, "ann", spec("gamma", "", List.of("blue"), "p2", "true")),
                job(4, "ann", spec("delta", "", List.of("reddish"), "p2", "true"))));
        store.commit(changing(step(3, 1, JobState.RUNNING, ReasonCode.STARTED), step(4, 1, JobState.FAILED, ReasonCode.EXIT_CODE)));

        assertThat(numbers(query(Set.of(JobState.RUNNING), null, null, null, null, null, 50))).containsExactly(3L);
        assertThat(numbers(query(Set.of(JobState.RUNNING, JobState.FAILED), null, null, null, null, null, 50))).containsExactly(4L, 3L);
        assertThat(numbers(query(Set.of(), "ann", null, null, null, null, 50))).containsExactly(4L, 3L, 1L);
        assertThat(numbers(query(Set.of(), null, "p1", null, null, null, 50))).containsExactly(2L, 1L);
        assertThat(numbers(query(Set.of(), null, null, "red", null, null, 50))).containsExactly(2L, 1L);
        assertThat(numbers(query(Set.of(), null, null, "blue", null, null, 50))).containsExactly(3L, 2L);
        assertThat(numbers(query(Set.of(), null, null, null, "alpha", null, 50))).containsExactly(2L, 1L);
        assertThat(numbers(query(Set.of(JobState.PENDING), "bob", "p1", "red", "beta", null, 50))).containsExactly(2L);
        assertThat(numbers(query(Set.of(JobState.PENDING), "ann", "p2", null, null, null, 50))).isEmpty();
    }

    @Test
    @DisplayName("what is searched for is text, never a pattern")
    void searchesLiterally() {
        store.commit(inserting(
                job(1, "ann", spec("50% done", "", List.of("100%"), "default", "true")),
                job(2, "ann", spec("50 done", "snake_case", List.of("100x"), "default", "true")),
                job(3, "ann", spec("it's", "back\\slash", List.of("a_b"), "default", "true")),
                job(4, "ann", spec("snakeXcase", "", List.of("axb"), "default", "true"))));
        assertThat(numbers(query(Set.of(), null, null, null, "0%", null, 50))).containsExactly(1L);
        assertThat(numbers(query(Set.of(), null, null, null, "%", null, 50))).containsExactly(1L);
        assertThat(numbers(query(Set.of(), null, null, null, "e_c", null, 50))).containsExactly(2L);
        assertThat(numbers(query(Set.of(), null, null, null, "IT'S", null, 50))).containsExactly(3L);
        assertThat(numbers(query(Set.of(), null, null, null, "k\\s", null, 50))).containsExactly(3L);
        assertThat(numbers(query(Set.of(), null, null, "100%", null, null, 50))).containsExactly(1L);
        assertThat(numbers(query(Set.of(), null, null, "a_b", null, null, 50))).containsExactly(3L);
        assertThat(numbers(query(Set.of(), "a%", null, null, null, null, 50))).isEmpty();
    }

    @Test
    @DisplayName("pages of a narrowed list leave nothing out")
    void pagesWhatIsFiltered() {
        List<Job> mixed = LongStream.rangeClosed(1, 40).mapToObj(i -> job(i, i % 4 == 0 ? "bob" : "ann", spec("job"))).toList();
        store.commit(new JobBatch(mixed, List.of(), List.of()));
        List<Long> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Job> page = store.list(query(Set.of(), "bob", null, null, null, cursor.orElse(null), 3));
            page.items().forEach(job -> seen.add(job.id().number()));
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(seen).containsExactly(40L, 36L, 32L, 28L, 24L, 20L, 16L, 12L, 8L, 4L);
    }

    private List<Long> numbers(JobQuery query) {
        return store.list(query).items().stream().map(job -> job.id().number()).toList();
    }

    private static JobQuery query(Set<JobState> states, String owner, String project, String tag, String text, String cursor, int limit) {
        return new JobQuery(states, Optional.ofNullable(owner), Optional.ofNullable(project), Optional.ofNullable(tag),
                Optional.ofNullable(text), Optional.ofNullable(cursor), limit);
    }
}
