/** Typed refusals: every one says what was wrong and what the caller can do about it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.api.error;
