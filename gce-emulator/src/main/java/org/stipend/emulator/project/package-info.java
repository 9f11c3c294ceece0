/** Projects: Cloud Resource Manager, and Service Usage, which switches their APIs on. */
@NullMarked
package org.stipend.emulator.project;

import org.jspecify.annotations.NullMarked;
