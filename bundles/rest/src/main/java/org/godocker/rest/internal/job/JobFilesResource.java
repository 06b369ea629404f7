package org.godocker.rest.internal.job;

import javax.ws.rs.Encoded;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.godocker.api.error.NotFoundException;
import org.godocker.api.job.JobFileService;
import org.godocker.api.job.JobFileService.WorkspaceFile;
import org.godocker.api.job.JobId;
import org.godocker.api.user.Caller;
import org.godocker.rest.internal.http.Access;
import org.godocker.rest.internal.http.Callers;
import org.godocker.rest.internal.json.Items;

/** The files a job left. */
@Path("/jobs/{id}/files")
@Produces(MediaType.WILDCARD)
public final class JobFilesResource {

    private final JobFileService files;

    public JobFilesResource(JobFileService files) {
        this.files = files;
    }

    @GET
    @Access(Access.Level.USER)
    public Response workspace(@Context SecurityContext security, @PathParam("id") String id) {
        return listing(Callers.of(security), JobIds.parse(id), "");
    }

    @GET
    @Path("/{path: .*}")
    @Access(Access.Level.USER)
    public Response file(@Context SecurityContext security, @PathParam("id") String idText,
            @Encoded @PathParam("path") String encoded) {
        Caller caller = Callers.of(security);
        JobId id = JobIds.parse(idText);
        WorkspacePath path = WorkspacePath.parse(encoded);
        if (path.directory()) {
            return listing(caller, id, path.text());
        }
        try {
            return content(files.open(caller, id, path.text()), path.fileName());
        } catch (NotFoundException notAFile) {
            return directory(caller, id, path.text(), notAFile);
        }
    }

    /** The refusal of the file says more, where there is no directory of that name either. */
    private Response directory(Caller caller, JobId id, String path, NotFoundException notAFile) {
        try {
            return listing(caller, id, path);
        } catch (NotFoundException noDirectory) {
            notAFile.addSuppressed(noDirectory);
            throw notAFile;
        }
    }

    private Response listing(Caller caller, JobId id, String path) {
        return Response.ok(Items.all(files.list(caller, id, path).stream().map(FileView::of).toList()),
                MediaType.APPLICATION_JSON).build();
    }

    private static Response content(WorkspaceFile file, String name) {
        return Response.ok(FileContent.exactly(file.content(), file.size()), FileHeaders.mediaType(name))
                .header(HttpHeaders.CONTENT_LENGTH, file.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, FileHeaders.disposition(name))
                .build();
    }
}
