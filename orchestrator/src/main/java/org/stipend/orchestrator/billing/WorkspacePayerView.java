package org.stipend.orchestrator.billing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stipend.orchestrator.access.PersonRef;
import org.stipend.orchestrator.payer.PayerView;

/**
 * Who pays for a workspace, and who would next.
 *
 * @param payer who pays now: the platform, while whoever is to pay cannot
 * @param bound whom the workspace is bound to, and since when
 * @param next the account that takes over when the credit ends; null: what runs stops then
 * @param inactive why the account it is bound to cannot pay; null: it can, or credit pays
 * @param link how far the cloud project is on its way to the account; null: it never left the
 *     programme's own
 * @param earlier who paid before, the latest first
 */
record WorkspacePayerView(
    PayerView payer,
    Bound bound,
    @Nullable Next next,
    @Nullable Inactive inactive,
    @Nullable LinkView link,
    List<Bound> earlier,
    Allowed allowed) {

  /**
   * @param account null: the credit of the creator
   * @param until null: it pays still
   */
  record Bound(
      PayerView payer,
      @Nullable String account,
      PersonRef by,
      Instant since,
      @Nullable Instant until) {}

  record Next(String account, PersonRef by, Instant since) {}

  record Inactive(String code, Instant since, LinkView.Obstacle problem) {}

  /**
   * What the caller may choose.
   *
   * @param account a billing account of their own
   * @param credit the credit of the creator
   */
  record Allowed(boolean account, boolean credit) {}
}
