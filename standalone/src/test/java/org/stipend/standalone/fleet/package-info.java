/** The whole control plane on an emulated cloud, in one JVM and on one clock that tests move. */
package org.stipend.standalone.fleet;
