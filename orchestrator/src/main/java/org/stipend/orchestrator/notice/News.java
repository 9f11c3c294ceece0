package org.stipend.orchestrator.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.DiskId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.WorkspaceId;
import org.stipend.cost.money.Money;

/**
 * A fact that people are told, as data: {@link Words} are made of it when it is read or sent.
 *
 * @param event which fact it is: told again with the same, nobody hears of it twice
 * @param pool whose credit it is about; null: nobody's
 * @param workspace where it happened; null: in none
 */
public record News(
    NoticeKind kind,
    String event,
    @Nullable ResearcherId pool,
    @Nullable WorkspaceId workspace,
    Map<String, String> facts) {

  public News {
    facts = Map.copyOf(facts);
  }

  // ---- credit

  /**
   * @param event which threshold of which pool
   * @param left what can be used now
   * @param granted what was used, and that
   */
  public static News creditUsed(
      ResearcherId pool, String event, int percent, Money left, Money granted) {
    return ofCredit(
        NoticeKind.CREDIT_USED,
        pool,
        event,
        Map.of(
            "percent",
            String.valueOf(percent),
            "left",
            left.toString(),
            "granted",
            granted.toString()));
  }

  /** It ends within a time, at this pace. */
  public static News creditRunsOut(ResearcherId pool, String event, Duration within, Instant ends) {
    return ofCredit(
        NoticeKind.CREDIT_RUNWAY,
        pool,
        event,
        Map.of("within", within.toString(), "ends", ends.toString()));
  }

  /**
   * @param days until then; 0: it has
   */
  public static News creditExpires(
      ResearcherId pool, String event, int days, Instant expires, Money left) {
    return ofCredit(
        NoticeKind.CREDIT_EXPIRY,
        pool,
        event,
        Map.of(
            "days", String.valueOf(days), "expires", expires.toString(), "left", left.toString()));
  }

  /**
   * @param cause EXHAUSTED or EXPIRED
   * @param until disks are kept
   */
  public static News creditEnded(
      ResearcherId pool, String event, String cause, Instant at, Instant until) {
    return ofCredit(
        NoticeKind.CREDIT_ENDED,
        pool,
        event,
        Map.of("cause", cause, "at", at.toString(), "until", until.toString()));
  }

  public static News graceEnds(ResearcherId pool, String event, int days, Instant until) {
    return ofCredit(
        NoticeKind.GRACE,
        pool,
        event,
        Map.of("days", String.valueOf(days), "until", until.toString()));
  }

  private static News ofCredit(
      NoticeKind kind, ResearcherId pool, String event, Map<String, String> facts) {
    return new News(kind, event, pool, null, facts);
  }

  /**
   * @param since its disks are kept
   * @param spent by the platform
   */
  public static News graceCap(ResearcherId pool, Instant since, Money spent) {
    return ofCredit(
        NoticeKind.GRACE_CAP,
        pool,
        "grace/%s/%s/cap".formatted(pool, since),
        Map.of("since", since.toString(), "spent", spent.toString()));
  }

  /**
   * @param disk in words
   * @param cause why it was kept for a time only: CREDIT, PAYER or MEMBERSHIP
   * @param since when
   * @param days until it is deleted; 0: it is now
   */
  public static News diskEnds(
      WorkspaceId workspace,
      DiskId id,
      String disk,
      UUID owner,
      String name,
      String cause,
      Instant since,
      Instant until,
      long days) {
    return new News(
        NoticeKind.DISK_ENDS,
        "disk/%s/%s/%s/%s".formatted(id, cause, until, days == 0 ? "deleted" : "soon"),
        null,
        workspace,
        Map.of(
            "disk",
            disk,
            "person",
            owner.toString(),
            "name",
            name,
            "cause",
            cause,
            "since",
            since.toString(),
            "until",
            until.toString(),
            "days",
            String.valueOf(days)));
  }

  // ---- members

  public static News invited(
      WorkspaceId workspace, UUID person, String role, String by, Instant at) {
    return member(NoticeKind.INVITED, workspace, person, at, Map.of("role", role, "by", by));
  }

  /**
   * To the one whose role it is; where they can no longer work there, to the owners as well.
   *
   * @param until their disks are kept; null: for good
   */
  public static News roleChanged(
      WorkspaceId workspace,
      UUID person,
      String name,
      String before,
      String role,
      String by,
      @Nullable Instant until,
      Instant at) {
    Map<String, String> facts = new HashMap<>(departure(person, name, by, until));
    facts.put("before", before);
    facts.put("role", role);
    return member(NoticeKind.ROLE_CHANGED, workspace, person, at, facts);
  }

  /**
   * To the one who is no member any more, and to the owners.
   *
   * @param by whom; null: they left by themselves
   * @param until their disks are kept; null: they could not work there before
   */
  public static News removed(
      WorkspaceId workspace,
      UUID person,
      String name,
      @Nullable String by,
      @Nullable Instant until,
      Instant at) {
    return member(NoticeKind.REMOVED, workspace, person, at, departure(person, name, by, until));
  }

  private static Map<String, String> departure(
      UUID person, String name, @Nullable String by, @Nullable Instant until) {
    return Map.of(
        "person",
        person.toString(),
        "name",
        name,
        "by",
        by == null ? "" : by,
        "until",
        until == null ? "" : until.toString());
  }

  private static News member(
      NoticeKind kind, WorkspaceId workspace, UUID person, Instant at, Map<String, String> facts) {
    String event = "member/%s/%s/%s".formatted(workspace, person, at);
    return new News(kind, event, null, workspace, facts);
  }

  /** A member has used what the one who pays lets them use. */
  public static News shareCap(
      WorkspaceId workspace, ResearcherId pool, UUID member, String name, Money cap, Instant at) {
    return new News(
        NoticeKind.SHARE_CAP,
        "share/%s/%s/%s".formatted(workspace, member, at),
        pool,
        workspace,
        Map.of("person", member.toString(), "name", name, "cap", cap.toString()));
  }

  // ---- hand-off

  /**
   * @param payer who pays from then on, as it is shown
   */
  public static News handedOff(WorkspaceId workspace, ResearcherId pool, String payer, Instant at) {
    return handOff(NoticeKind.HAND_OFF_DONE, workspace, pool, payer, at, "");
  }

  /**
   * @param payer who was to pay
   * @param because a sentence
   */
  public static News handOffFailed(
      WorkspaceId workspace, ResearcherId pool, String payer, String because, Instant at) {
    return handOff(NoticeKind.HAND_OFF_FAILED, workspace, pool, payer, at, because);
  }

  /**
   * @param payer who pays, though the cloud project is not linked to it yet
   * @param because a sentence
   * @param nextStep another
   */
  public static News linkFailed(
      WorkspaceId workspace,
      ResearcherId pool,
      String payer,
      String because,
      String nextStep,
      Instant at) {
    return new News(
        NoticeKind.HAND_OFF_FAILED,
        "link/%s/%s".formatted(workspace, at),
        pool,
        workspace,
        Map.of("payer", payer, "at", at.toString(), "because", because, "nextStep", nextStep));
  }

  /**
   * @param payer who can no longer be billed
   * @param because a sentence
   */
  public static News payerBroken(
      WorkspaceId workspace, ResearcherId pool, String payer, String because, Instant at) {
    return handOff(NoticeKind.HAND_OFF_BROKEN, workspace, pool, payer, at, because);
  }

  private static News handOff(
      NoticeKind kind,
      WorkspaceId workspace,
      ResearcherId pool,
      String payer,
      Instant at,
      String because) {
    return new News(
        kind,
        "%s/%s/%s".formatted(kind, workspace, at),
        pool,
        workspace,
        Map.of("payer", payer, "at", at.toString(), "because", because));
  }
}
