package org.godocker.store.jpa.internal.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobState;

/**
 * Finds the numbers of the jobs on a page. Each query walks one index newest first and stops when the page is full; where
 * several states (or an owner, whose index is parted by state) are asked for, each state is walked and the results are
 * merged. Which index is walked is said in a comment that Derby obeys and PostgreSQL passes over: Derby's own choice
 * depends on statistics that are old when a table grows fast.
 */
final class JobSearch {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    private JobSearch() {
    }

    /**
     * @param before numbers below this one only
     * @param limit  how many at most
     * @return newest first
     */
    static List<Long> find(Connection connection, JobQuery query, long before, int limit) throws SQLException {
        Collection<JobState> states = query.states();
        if (states.isEmpty() && query.owner().isPresent()) {
            states = Arrays.asList(JobState.values());
        }
        if (query.tag().isPresent()) {
            return byTag(query, before, limit).run(connection);
        }
        if (states.isEmpty()) {
            return byNumber(query, before, limit).run(connection);
        }
        List<Long> merged = new ArrayList<>();
        for (JobState state : states) {
            merged.addAll(byState(query, state, before, limit).run(connection));
        }
        merged.sort(Comparator.reverseOrder());
        return merged.size() > limit ? merged.subList(0, limit) : merged;
    }

    private static JobSearch byTag(JobQuery query, long before, int limit) {
        JobSearch search = new JobSearch();
        search.add("SELECT t.job_id FROM --DERBY-PROPERTIES joinOrder=FIXED\n job_tag t --DERBY-PROPERTIES index=JOB_TAG_NEWEST\n"
                + " INNER JOIN job j ON j.id = t.job_id WHERE t.tag = ? AND t.job_id < ?", query.tag().orElseThrow(), before);
        query.owner().ifPresent(owner -> search.add(" AND j.owner = ?", owner));
        query.project().ifPresent(project -> search.add(" AND j.project = ?", project));
        if (!query.states().isEmpty()) {
            search.add(" AND j.state IN (" + "?, ".repeat(query.states().size() - 1) + "?)",
                    query.states().stream().map(Enum::name).toArray());
        }
        return search.text(query, "t.job_id").end("t.job_id", limit);
    }

    private static JobSearch byNumber(JobQuery query, long before, int limit) {
        JobSearch search = new JobSearch();
        String index = query.project().isPresent() ? "JOB_PROJECT" : "JOB_NEWEST";
        search.add("SELECT j.id FROM job j --DERBY-PROPERTIES index=" + index + "\n WHERE j.id < ?", before);
        query.project().ifPresent(project -> search.add(" AND j.project = ?", project));
        return search.text(query, "j.id").end("j.id", limit);
    }

    private static JobSearch byState(JobQuery query, JobState state, long before, int limit) {
        JobSearch search = new JobSearch();
        String index = query.owner().isPresent() ? "JOB_OWNER" : "JOB_STATE";
        search.add("SELECT j.id FROM job j --DERBY-PROPERTIES index=" + index + "\n WHERE j.state = ? AND j.id < ?", state.name(), before);
        query.owner().ifPresent(owner -> search.add(" AND j.owner = ?", owner));
        query.project().ifPresent(project -> search.add(" AND j.project = ?", project));
        return search.text(query, "j.id").end("j.id", limit);
    }

    private JobSearch text(JobQuery query, String id) {
        query.text().ifPresent(text -> add(" AND EXISTS (SELECT 1 FROM job_spec s WHERE s.job_id = " + id
                + " AND s.search_text LIKE ? ESCAPE '!')", "%" + escape(text.toLowerCase(Locale.ROOT)) + "%"));
        return this;
    }

    private static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private JobSearch end(String id, int limit) {
        add(" ORDER BY " + id + " DESC FETCH FIRST ? ROWS ONLY", limit);
        return this;
    }

    private void add(String more, Object... parameters) {
        sql.append(more);
        values.addAll(Arrays.asList(parameters));
    }

    private List<Long> run(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            return ids;
        }
    }
}
