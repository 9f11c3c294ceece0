/** What can be had and what it costs: price lists, machine types, disk types, presets, tools. */
@NullMarked
package org.stipend.orchestrator.catalog;

import org.jspecify.annotations.NullMarked;
