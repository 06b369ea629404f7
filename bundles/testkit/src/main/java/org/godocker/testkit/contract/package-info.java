/** One abstract test class for each plugin kind and store: extend it, hand it your implementation, run it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.testkit.contract;
