/** Auth providers: who a user is and what he may mount. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.spi.auth;
