/** What people are told: written with the fact, read on a page, sent by mail. */
@NullMarked
package org.stipend.orchestrator.notice;

import org.jspecify.annotations.NullMarked;
