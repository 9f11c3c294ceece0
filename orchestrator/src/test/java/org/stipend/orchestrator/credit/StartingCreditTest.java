package org.stipend.orchestrator.credit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.stipend.cost.ResearcherId;
import org.stipend.orchestrator.TestDatabase;
import org.stipend.orchestrator.books.Balances;
import org.stipend.orchestrator.books.MoneyWorld;
import org.stipend.orchestrator.ledger.Proof;
import org.stipend.orchestrator.ledger.ProofCheck;

final class StartingCreditTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @Test
  void isGivenOnceHoweverManyAskAtOnce() throws Exception {
    MoneyWorld world = new MoneyWorld(database);
    ResearcherId bob = world.aResearcher();
    Callable<Boolean> ask =
        () -> {
          world.get(StartingCredit.class).ensure(bob, world.clock.instant());
          return true;
        };
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (var answer : threads.invokeAll(Collections.nCopies(48, ask))) {
        assertThat(answer.get()).isTrue();
      }
    }
    assertThat(Balances.left(world, bob)).isEqualTo(300_000_000_000L);
    assertThat(world.nextDeadline(bob))
        .as("the first warning that it expires")
        .isEqualTo(world.clock.instant().plus(StartingCredit.VALID).minus(Duration.ofDays(90)));
    assertThat(world.get(Proof.class).run()).allMatch(ProofCheck.Result::ok);
    world.close();
  }
}
