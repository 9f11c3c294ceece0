package org.stipend.orchestrator.notice;

import java.util.List;

/**
 * What somebody wants to be told of, and where.
 *
 * @param mail whether mail is sent here at all
 * @param always what everybody is told of, whatever they want
 */
record PreferencesView(boolean mail, List<Preference> preferences, List<NoticeKind> always) {}
