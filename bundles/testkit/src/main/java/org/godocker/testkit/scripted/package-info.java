/** An executor that does what the job's environment, or a test, tells it; it starts nothing. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.testkit.scripted;
