/**
 * Who pays: which workspace is bound to which payer from when on, and whose turn it is to touch a
 * pool's money.
 */
@NullMarked
package org.stipend.orchestrator.payer;

import org.jspecify.annotations.NullMarked;
