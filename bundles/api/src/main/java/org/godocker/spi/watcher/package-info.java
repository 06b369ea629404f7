/** Watchers: may this job start, may it go on. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.spi.watcher;
