/** Journeys through the real thing: a process of its own, driven from outside as people do. */
package org.stipend.standalone.journey;
