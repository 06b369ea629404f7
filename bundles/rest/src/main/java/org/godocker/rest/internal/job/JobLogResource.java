package org.godocker.rest.internal.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;
import org.godocker.api.job.JobFileService;
import org.godocker.api.job.JobId;
import org.godocker.api.job.OutputStreamName;
import org.godocker.api.user.Caller;
import org.godocker.rest.internal.http.Access;
import org.godocker.rest.internal.http.Callers;
import org.godocker.rest.internal.json.Violations;

/** What a job wrote to its standard output and error, as it stands or as it comes. */
@Path("/jobs/{id}/log")
@Produces({JobLogResource.PLAIN_TEXT, MediaType.APPLICATION_JSON})
public final class JobLogResource {

    static final String PLAIN_TEXT = "text/plain;charset=UTF-8";
    private static final int BUFFER = 16 << 10;

    private final JobFileService files;
    private final LogFollowers followers;

    public JobLogResource(JobFileService files, LogFollowers followers) {
        this.files = files;
        this.followers = followers;
    }

    @GET
    @Access(Access.Level.USER)
    public Response log(@Context SecurityContext security, @PathParam("id") String idText,
            @QueryParam("stream") String streamText, @QueryParam("follow") String followText) {
        Caller caller = Callers.of(security);
        JobId id = JobIds.parse(idText);
        Violations violations = new Violations();
        OutputStreamName stream = stream(streamText, violations);
        boolean follow = flag(followText, violations);
        violations.throwIfAny();
        StreamingOutput output = follow ? followed(caller, id, stream)
                : FileContent.all(files.log(caller, id, stream, false));
        return Response.ok(output, PLAIN_TEXT).build();
    }

    private StreamingOutput followed(Caller caller, JobId id, OutputStreamName stream) {
        Follower follower = followers.take(caller.login());
        try {
            InputStream output = files.log(caller, id, stream, true);
            return out -> {
                try (follower; output) {
                    pass(follower, output, out);
                }
            };
        } catch (RuntimeException e) {
            follower.close();
            throw e;
        }
    }

    private static void pass(Follower follower, InputStream output, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        // Sends the headers, so that the client knows it is being served while the job is silent.
        out.write(buffer, 0, 0);
        out.flush();
        for (int n = follower.read(output, buffer); n >= 0; n = follower.read(output, buffer)) {
            out.write(buffer, 0, n);
            out.flush();
            follower.heard();
        }
    }

    private static OutputStreamName stream(String text, Violations violations) {
        if (text == null || text.equals("stdout")) {
            return OutputStreamName.STDOUT;
        }
        if (!text.equals("stderr")) {
            violations.add("stream", "choice", "must be stdout or stderr");
        }
        return OutputStreamName.STDERR;
    }

    private static boolean flag(String text, Violations violations) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            violations.add("follow", "boolean", "must be true or false");
        }
        return "true".equals(text);
    }
}
