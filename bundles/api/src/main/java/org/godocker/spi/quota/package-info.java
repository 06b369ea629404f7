/** Quota policies: may this be submitted, may it start. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.spi.quota;
