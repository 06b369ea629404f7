/** The store: what the engine asks of the database. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.spi.store;
