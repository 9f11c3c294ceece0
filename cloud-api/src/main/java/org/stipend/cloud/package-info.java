/** What may be asked of a cloud. Interfaces, records, sealed types and enums; nothing that runs. */
@NullMarked
package org.stipend.cloud;

import org.jspecify.annotations.NullMarked;
