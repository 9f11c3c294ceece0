package org.stipend.cost.books;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stipend.cost.testing.Build.aGrant;
import static org.stipend.cost.testing.Build.at;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stipend.cost.funding.Breakage;
import org.stipend.cost.funding.Grant;
import org.stipend.cost.money.Money;

class CorrectionTest {

  private final Grant grant = aGrant("short").until(at(100)).build();

  @Test
  void refusesAFactThatIsWantedTwice() {
    var correction = new Correction(Map.of(), List.of(), 1);

    assertThatThrownBy(() -> correction.entries(List.of(expiryWith("1"), expiryWith("2"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(expiryWith("1").fact());
  }

  private Wanted expiryWith(String dollars) {
    return Wanted.of(new Breakage(grant, at(100), Money.parse(dollars)));
  }
}
