package org.godocker.rest.internal.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import org.godocker.api.error.Violation;

/**
 * A refusal as it is sent, RFC 9457.
 *
 * @param type       {@code urn:godocker:problem:} and the code in lower case with dashes
 * @param title      the name of the HTTP status
 * @param status     HTTP status
 * @param detail     for people: what was wrong and what to do
 * @param code       for programs: stable word in upper case
 * @param violations the fields and rules that were broken; present with 400 only
 * @param incident   under which the cause stands in the server's log; present with 500 only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, String code, List<Violation> violations, String incident) {

    static Problem of(int status, String code, String detail) {
        return new Problem(type(code), Titles.of(status), status, detail, code, null, null);
    }

    Problem withViolations(List<Violation> broken) {
        return new Problem(type, title, status, detail, code, broken, incident);
    }

    Problem withIncident(String id) {
        return new Problem(type, title, status, detail, code, violations, id);
    }

    private static String type(String code) {
        return "urn:godocker:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
