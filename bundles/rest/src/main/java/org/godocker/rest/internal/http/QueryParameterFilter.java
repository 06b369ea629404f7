package org.godocker.rest.internal.http;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.ws.rs.QueryParam;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MultivaluedMap;
import org.godocker.rest.internal.json.Violations;

/**
 * Refuses query parameters that the resource method does not have: a misspelt filter that is passed over would list
 * more than was asked for. Parameters may be repeated only where the method takes a list.
 */
public final class QueryParameterFilter implements ContainerRequestFilter {

    /** Parameter name to whether it may be repeated, for each resource method. */
    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Context
    private ResourceInfo target;

    @Override
    public void filter(ContainerRequestContext request) {
        MultivaluedMap<String, String> given = request.getUriInfo().getQueryParameters();
        if (given.isEmpty()) {
            return;
        }
        Map<String, Boolean> allowed = known.computeIfAbsent(target.getResourceMethod(), QueryParameterFilter::parameters);
        Violations violations = new Violations();
        given.forEach((name, values) -> check(name, values, allowed, violations));
        violations.throwIfAny();
    }

    private static void check(String name, List<String> values, Map<String, Boolean> allowed, Violations violations) {
        Boolean repeatable = allowed.get(name);
        if (repeatable == null) {
            violations.add(name, "unknown-parameter", allowed.isEmpty() ? "there are no query parameters here"
                    : "there is no such query parameter here; there are: " + String.join(", ", new TreeSet<>(allowed.keySet())));
        } else if (values.size() > 1 && !repeatable) {
            violations.add(name, "once", "may be given once only");
        } else if (values.stream().anyMatch(v -> v == null || v.isEmpty())) {
            violations.add(name, "not-empty", "must not be empty; leave it out instead");
        }
    }

    /** The query parameters of a resource method, and which of them may be repeated. */
    public static Map<String, Boolean> parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(p -> p.isAnnotationPresent(QueryParam.class))
                .collect(Collectors.toMap(p -> p.getAnnotation(QueryParam.class).value(),
                        p -> Collection.class.isAssignableFrom(p.getType())));
    }
}
