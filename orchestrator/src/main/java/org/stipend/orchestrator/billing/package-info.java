/**
 * Billing accounts of researchers, and the cloud project of a workspace on its way from one to
 * another. Says who can pay; who does pay is said by others, and the books are never touched.
 */
@NullMarked
package org.stipend.orchestrator.billing;

import org.jspecify.annotations.NullMarked;
