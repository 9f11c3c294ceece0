/**
 * The {@code local} provider: tools are processes of this computer, a disk is a directory.
 *
 * <p>Everything known about a run lies in its folder, written by the wrapper ({@code run.py}) that
 * keeps the tool. The JVM only looks at folders, so that it may be killed at any moment.
 */
@NullMarked
package org.stipend.workers.local;

import org.jspecify.annotations.NullMarked;
