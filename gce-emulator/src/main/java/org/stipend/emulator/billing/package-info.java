/** Cloud Billing: accounts, who may do what with them, and which of them projects are linked to. */
@NullMarked
package org.stipend.emulator.billing;

import org.jspecify.annotations.NullMarked;
