/** Jobs: what a user asks for, what became of it, and the services to submit, read and end it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.api.job;
