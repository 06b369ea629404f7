package org.godocker.rest.internal.user;

import java.io.InputStream;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.godocker.api.error.ForbiddenException;
import org.godocker.api.error.InvalidRequestException;
import org.godocker.api.user.Caller;
import org.godocker.api.user.NewUser;
import org.godocker.api.user.UserService;
import org.godocker.rest.internal.http.Access;
import org.godocker.rest.internal.http.Callers;
import org.godocker.rest.internal.http.RequestBodies;
import org.godocker.rest.internal.json.Items;

/** Accounts: one's own for everybody, all of them for administrators. */
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
public final class UsersResource {

    private final UserService users;
    private final RequestBodies bodies;

    public UsersResource(UserService users, RequestBodies bodies) {
        this.users = users;
        this.bodies = bodies;
    }

    @GET
    @Access(Access.Level.ADMINISTRATOR)
    public Items<UserView> list(@Context SecurityContext security) {
        return Items.all(users.list(Callers.of(security)).stream().map(UserView::of).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Access.Level.ADMINISTRATOR)
    public Response create(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security,
            @Context UriInfo uri) {
        NewUser user = UserRequests.created(bodies.small(body, headers));
        UserView created = UserView.of(users.create(Callers.of(security), user));
        return Response.created(uri.getAbsolutePathBuilder().path(created.login()).build()).entity(created).build();
    }

    @GET
    @Path("/me")
    @Access(Access.Level.USER)
    public UserView me(@Context SecurityContext security) {
        Caller caller = Callers.of(security);
        return UserView.of(users.get(caller, caller.login()));
    }

    @GET
    @Path("/{login}")
    @Access(Access.Level.USER)
    public UserView get(@Context SecurityContext security, @PathParam("login") String login) {
        return UserView.of(users.get(Callers.ownOrAdministrator(security, login), login));
    }

    @PATCH
    @Path("/{login}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Access(Access.Level.ADMINISTRATOR)
    public UserView change(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security,
            @PathParam("login") String login) {
        return UserView.of(users.change(Callers.of(security), login, UserRequests.changed(bodies.small(body, headers))));
    }

    @DELETE
    @Path("/{login}")
    @Access(Access.Level.ADMINISTRATOR)
    public void delete(@Context SecurityContext security, @PathParam("login") String login) {
        users.delete(Callers.of(security), login);
    }

    @POST
    @Path("/{login}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Access.Level.USER)
    public void changePassword(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security,
            @PathParam("login") String login) {
        Caller caller = Callers.ownOrAdministrator(security, login);
        if (!caller.login().equals(login)) {
            throw new ForbiddenException("this changes one's own password; an administrator sets another's with PATCH on the user");
        }
        UserRequests.PasswordChange change = UserRequests.password(bodies.small(body, headers));
        try {
            users.changeOwnPassword(caller, change.present(), change.wanted());
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(e.code(), e.violations().stream().map(UserRequests::asSent).toList());
        }
    }
}
