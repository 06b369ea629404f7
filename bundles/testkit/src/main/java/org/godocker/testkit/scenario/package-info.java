/** Stories about a whole engine on virtual time. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.testkit.scenario;
