/** Which billing account pays for the project of a workspace, and what there is to know of it. */
@NullMarked
package org.stipend.cloud.billing;

import org.jspecify.annotations.NullMarked;
