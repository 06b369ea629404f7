/** What is plugged in, whether it is used, and what is wrong with its configuration. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.api.plugin;
