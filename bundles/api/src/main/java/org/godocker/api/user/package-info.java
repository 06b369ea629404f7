/** Users, their identity on the machines, logins and API keys. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.api.user;
