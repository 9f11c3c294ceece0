package org.stipend.orchestrator.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be told of, and where.
 *
 * @param mail whether mail is sent here at all
 * @param address where theirs goes; null: who signs them in has not verified that one is theirs
 * @param always what everybody is told of, whatever they want
 */
record PreferencesView(
    boolean mail,
    @Nullable String address,
    List<Preference> preferences,
    List<NoticeKind> always) {}
