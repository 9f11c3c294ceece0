package org.stipend.orchestrator.billing.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkWorkflowTest {

  private static final Duration LIMIT = Duration.ofSeconds(300);

  private final LinkWorld world = new LinkWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aProjectIsLinkedAtOnceWhereNothingStandsInTheWay() {
    world.relink();

    assertThat(world.row.said).containsExactly("CHECK_ACCOUNT", "LINK_PROJECT", "CONFIRM_BILLING");
    assertThat(world.billing.calls).containsExactly("account", "link");
  }

  @Test
  void backToTheProgrammesAccountNeedsNoCheck() {
    world.row.want(null);
    world.finish(world.start());

    assertThat(world.row.said).containsExactly("LINK_PROJECT", "CONFIRM_BILLING");
    assertThat(world.billing.calls).containsExactly("link");
  }

  @Test
  void rightsThatSpreadForFourMinutesAreWaitedFor() {
    world.billing.refusals = 16;

    Duration took = world.relink();

    assertThat(took).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    assertThat(world.row.said)
        .startsWith("CHECK_ACCOUNT", "again LINK_REFUSED")
        .endsWith("again LINK_REFUSED", "LINK_PROJECT", "CONFIRM_BILLING");
    assertThat(Collections.frequency(world.billing.calls, "account")).isEqualTo(1);
  }

  @Test
  void aRefusalThatStaysIsNamedAfterFiveMinutes() {
    world.billing.refusals = Integer.MAX_VALUE;

    Duration took = world.relink();

    assertThat(took).isBetween(LIMIT, LIMIT.plusSeconds(20));
    assertThat(world.row.said).endsWith("again LINK_REFUSED", "failed LINK_REFUSED");
  }

  @Test
  void aLinkThatIsNeverConfirmedIsNamedAfterFiveMinutes() {
    world.billing.unconfirmed = Integer.MAX_VALUE;

    Duration took = world.relink();

    assertThat(took).isBetween(LIMIT, LIMIT.plusSeconds(20));
    assertThat(world.row.said)
        .startsWith("CHECK_ACCOUNT", "LINK_PROJECT", "again LINK_NOT_CONFIRMED")
        .endsWith("failed LINK_NOT_CONFIRMED");
    assertThat(Collections.frequency(world.billing.calls, "link")).isEqualTo(1);
  }

  @Test
  void aLinkThatIsConfirmedLateIsConfirmed() {
    world.billing.unconfirmed = 3;

    world.relink();

    assertThat(world.row.said).endsWith("again LINK_NOT_CONFIRMED", "CONFIRM_BILLING");
  }

  @Test
  void aClosedAccountIsNotLinked() {
    world.closed();

    Duration took = world.relink();

    assertThat(took).isLessThan(Duration.ofSeconds(15));
    assertThat(world.row.said).containsExactly("failed ACCOUNT_CLOSED");
    assertThat(world.billing.calls).doesNotContain("link");
  }

  @Test
  void anAccountThatClosesAfterTheCheckIsNamedThoughTheCloudTookTheLink() {
    world.billing.refusals = 2;
    world.row.want(LinkWorld.ACCOUNT);
    LinkWorkflow workflow = world.start();
    await().until(() -> world.row.said.contains("again LINK_REFUSED"));
    world.closed();

    world.finish(workflow);

    assertThat(world.row.said).endsWith("LINK_PROJECT", "failed ACCOUNT_CLOSED");
  }

  @Test
  void whereNobodyCanBeAskedThatIsWhatIsSaid() {
    world.billing.away = true;

    world.relink();

    assertThat(world.row.said)
        .startsWith("again BILLING_UNAVAILABLE")
        .endsWith("failed BILLING_UNAVAILABLE");
  }

  @Test
  void aNewerWishTakesThePlaceOfAnOlderOne() {
    world.billing.refusals = Integer.MAX_VALUE;
    world.row.want(LinkWorld.ACCOUNT);
    LinkWorkflow workflow = world.start();
    await().until(() -> world.row.said.contains("again LINK_REFUSED"));
    world.billing.refusals = 0;
    workflow.poke(world.row.want(null));

    world.finish(workflow);

    assertThat(world.row.said).endsWith("LINK_PROJECT", "CONFIRM_BILLING");
    assertThat(world.row.said).doesNotContain("failed LINK_REFUSED");
  }

  @Test
  void whatIsKilledInTheMiddleGoesOnWhereItWas() {
    world.billing.unconfirmed = 2;
    world.row.want(LinkWorld.ACCOUNT);
    LinkWorkflow first = world.start();
    await().until(() -> world.row.said.contains("again LINK_NOT_CONFIRMED"));
    WorkflowStub.fromTyped(first).terminate("Temporal was wiped");
    world.row.raise();

    world.finish(world.start());

    assertThat(world.row.said).endsWith("CONFIRM_BILLING");
    assertThat(Collections.frequency(world.row.said, "LINK_PROJECT")).isEqualTo(1);
    assertThat(Collections.frequency(world.billing.calls, "link")).isEqualTo(1);
  }

  @Test
  void whatIsDoneAsksNothing() {
    world.relink();
    world.billing.calls.clear();

    world.finish(world.start());

    assertThat(world.billing.calls).isEmpty();
  }
}
