package org.godocker.rest.internal.job;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.job.Job;
import org.godocker.api.job.JobQuery;
import org.godocker.api.job.JobService;
import org.godocker.api.job.JobService.Submitted;
import org.godocker.api.page.Page;
import org.godocker.api.user.Caller;
import org.godocker.rest.internal.http.Access;
import org.godocker.rest.internal.http.Callers;
import org.godocker.rest.internal.http.RequestBodies;
import org.godocker.rest.internal.json.Items;

/** Submitting, reading and ending jobs. */
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {

    private final JobService jobs;
    private final RequestBodies bodies;

    public JobsResource(JobService jobs, RequestBodies bodies) {
        this.jobs = jobs;
        this.bodies = bodies;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Access.Level.USER)
    public Response submit(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security,
            @Context UriInfo uri, @Context HttpServletRequest request) {
        Caller caller = Callers.of(security);
        Optional<String> key = IdempotencyKeys.read(request);
        Submission submission = new SubmissionReader().read(bodies.large(body, headers));
        String owner = Objects.requireNonNullElse(submission.owner(), caller.login());
        if (!caller.administrator() && !owner.equals(caller.login())) {
            throw new ForbiddenException("only administrators may submit jobs for another user");
        }
        return answer(submission, accept(caller, owner, submission, key), uri);
    }

    private Submitted accept(Caller caller, String owner, Submission submission, Optional<String> key) {
        try {
            return jobs.submit(caller, owner, submission.jobs(), key);
        } catch (InvalidRequestException e) {
            // A list of one is a list to its sender, and the same as a single job to the service.
            throw submission.list() && submission.jobs().size() == 1
                    ? new InvalidRequestException(e.code(), e.violations().stream().map(v -> v.within("[0]")).toList()) : e;
        }
    }

    private static Response answer(Submission submission, Submitted submitted, UriInfo uri) {
        List<JobView> views = submitted.jobs().stream().map(JobViews::whole).toList();
        Response.ResponseBuilder answer = Response.status(submitted.repeated() ? Response.Status.OK : Response.Status.CREATED)
                .location(location(submission, submitted, uri))
                .entity(submission.list() ? Items.all(views) : views.get(0));
        return (submitted.repeated() ? answer.header(IdempotencyKeys.REPLAYED, "true") : answer).build();
    }

    private static URI location(Submission submission, Submitted submitted, UriInfo uri) {
        URI collection = uri.getAbsolutePath();
        return submission.list() ? collection
                : uri.getBaseUriBuilder().path(JobsResource.class).path(submitted.jobs().get(0).id().toString()).build();
    }

    @GET
    @Access(Access.Level.USER)
    public Items<JobView> list(@Context SecurityContext security,
            @QueryParam("state") List<String> states, @QueryParam("owner") String owner,
            @QueryParam("project") String project, @QueryParam("tag") String tag, @QueryParam("text") String text,
            @QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        Caller caller = Callers.of(security);
        JobQuery query = new JobQueries().read(states, owner, project, tag, text, cursor, limit);
        if (!caller.administrator() && query.owner().filter(o -> !o.equals(caller.login())).isPresent()) {
            throw new ForbiddenException("only administrators may list the jobs of another user");
        }
        Page<Job> page = jobs.list(caller, caller.administrator() ? query : query.ownedBy(caller.login()));
        return new Items<>(page.items().stream().map(JobViews::withoutScript).toList(), page.next().orElse(null));
    }

    @GET
    @Path("/{id}")
    @Access(Access.Level.USER)
    public JobView get(@Context SecurityContext security, @PathParam("id") String id) {
        return JobViews.whole(jobs.get(Callers.of(security), JobIds.parse(id)));
    }

    @POST
    @Path("/{id}/kill")
    @Access(Access.Level.USER)
    public JobView kill(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security,
            @PathParam("id") String id) {
        bodies.none(body, headers);
        return JobViews.whole(jobs.kill(Callers.of(security), JobIds.parse(id)));
    }

    @POST
    @Path("/{id}/suspend")
    @Access(Access.Level.USER)
    public JobView suspend(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security,
            @PathParam("id") String id) {
        bodies.none(body, headers);
        return JobViews.whole(jobs.suspend(Callers.of(security), JobIds.parse(id)));
    }

    @POST
    @Path("/{id}/resume")
    @Access(Access.Level.USER)
    public JobView resume(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security,
            @PathParam("id") String id) {
        bodies.none(body, headers);
        return JobViews.whole(jobs.resume(Callers.of(security), JobIds.parse(id)));
    }

    @GET
    @Path("/{id}/history")
    @Access(Access.Level.USER)
    public Items<HistoryView> history(@Context SecurityContext security, @PathParam("id") String id) {
        return Items.all(jobs.history(Callers.of(security), JobIds.parse(id)).stream().map(HistoryView::of).toList());
    }
}
