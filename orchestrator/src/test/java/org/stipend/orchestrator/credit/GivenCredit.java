package org.stipend.orchestrator.credit;

import java.time.Instant;
import org.springframework.beans.factory.BeanFactory;
import org.stipend.cost.GrantId;
import org.stipend.cost.ResearcherId;
import org.stipend.cost.money.Money;

/** Gives credit and takes it back as an administrator would, for tests of other rooms. */
public final class GivenCredit {

  private GivenCredit() {}

  /** Inside a transaction that has opened the pool. */
  public static GrantId give(
      BeanFactory beans, ResearcherId owner, Money amount, Instant expires, Instant now) {
    return beans
        .getBean(Grants.class)
        .give(owner, new Grants.Terms("test", false, "a test", true, amount, expires, null), now);
  }

  /** Inside a transaction that has opened the pool. */
  public static void takeBack(
      BeanFactory beans, ResearcherId owner, GrantId grant, Money asked, Instant now) {
    beans.getBean(Grants.class).takeBack(owner, grant, asked, "a test", owner.value(), now);
  }
}
