/** Reading configuration so that a malformed option keeps its last good value and is reported. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.spi.config;
