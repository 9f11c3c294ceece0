package org.stipend.orchestrator.admission;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stipend.cost.money.Money;
import org.stipend.orchestrator.payer.PayerView;

/**
 * What a launch would cost, and what that would do to the credit.
 *
 * @param cap what whoever asks may spend of the credit here; null: all there is
 */
record EstimateView(
    Money runningPerHour,
    Money stoppedPerDay,
    Money diskPerMonth,
    List<LineView> lines,
    MinimumView minimum,
    AfterwardsView credit,
    PayerView payer,
    @Nullable CapView cap,
    AdmissionView admission) {

  /**
   * @param unitPrice for one unit, per hour or month
   */
  record LineView(
      String sku,
      String description,
      String quantity,
      String unit,
      Money unitPrice,
      Per per,
      Money perHour) {

    enum Per {
      HOUR,
      MONTH
    }
  }

  /** The first minute is charged whole. */
  record MinimumView(long seconds, Money amount) {}

  /**
   * @param hours whole hours until the credit would end; null: not in sight
   */
  record AfterwardsView(
      Money available,
      Money afterEightHours,
      Money afterOneWeek,
      @Nullable Instant machinesStopAt,
      @Nullable Instant endsAt,
      @Nullable Long hours) {}

  record CapView(Money amount, Money spent, Money left) {}

  record AdmissionView(
      boolean admitted,
      @Nullable String code,
      @Nullable String detail,
      @Nullable String nextStep) {}
}
