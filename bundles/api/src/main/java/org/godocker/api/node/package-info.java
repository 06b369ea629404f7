/** Nodes: the machines jobs run on and what they have left to give. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.godocker.api.node;
