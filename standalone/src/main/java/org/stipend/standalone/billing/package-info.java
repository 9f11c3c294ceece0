/**
 * Stands in for the cloud's billing on one computer: accounts that exist only here, in a file, and
 * a page on which whoever runs Stipend makes them, closes them and takes rights away.
 */
@NullMarked
package org.stipend.standalone.billing;

import org.jspecify.annotations.NullMarked;
