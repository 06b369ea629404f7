package org.godocker.rest.internal.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a resource method. A method without it is refused to everybody. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Access {

    Level value();

    /** The audiences, from the widest to the narrowest. */
    enum Level { EVERYBODY, USER, ADMINISTRATOR }
}
