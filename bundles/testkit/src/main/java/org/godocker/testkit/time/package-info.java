/** Virtual time: a clock and a scheduler that move only when a test says so. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.testkit.time;
