package org.stipend.workers.google;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stipend.cloud.inventory.HeldDisk;
import org.stipend.cloud.inventory.HeldMachine;
import org.stipend.cloud.inventory.Holdings;
import org.stipend.cloud.inventory.ListHoldings;
import org.stipend.workers.google.ComputeError.Kind;

/**
 * One page of what is in all projects, in the order of their names. What a project of its own does
 * not show is not known, which is no reason not to know of the others.
 */
final class TerritoryPage {

  /** So that the page is there before its activity is given up. */
  private static final int MOST_PROJECTS = 20;

  private static final Set<Kind> NOT_SHOWN =
      EnumSet.of(Kind.BILLING_OFF, Kind.NOT_ALLOWED, Kind.ABSENT);

  /**
   * Where a page begins.
   *
   * @param token of a page inside the project; null for its first
   */
  private record Start(String project, @Nullable String token) {

    private static final String BETWEEN = ">";

    static Start parse(String text) {
      int end = text.indexOf(BETWEEN);
      String token = text.substring(end + 1);
      return new Start(text.substring(0, end), token.isEmpty() ? null : token);
    }

    @Override
    public String toString() {
      return project + BETWEEN + (token == null ? "" : token);
    }
  }

  private final Territory territory;
  private final Function<String, ProjectHoldings> holdings;
  private final int atMost;
  private final List<HeldMachine> machines = new ArrayList<>();
  private final List<HeldDisk> disks = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  TerritoryPage(Territory territory, Function<String, ProjectHoldings> holdings, int atMost) {
    this.territory = territory;
    this.holdings = holdings;
    this.atMost = atMost;
  }

  Holdings from(ListHoldings request) {
    List<String> projects = territory.all();
    Optional<Start> next =
        Optional.ofNullable(request.pageToken()).map(Start::parse).or(() -> after("", projects));
    for (int looked = 0; next.isPresent() && looked < MOST_PROJECTS && free() > 0; looked++) {
      next = add(next.get(), projects);
    }
    String token = next.map(Start::toString).orElse(null);
    return new Holdings(true, machines, disks, token, unknown);
  }

  private int free() {
    return atMost - machines.size() - disks.size();
  }

  /** Answers where to go on. */
  private Optional<Start> add(Start start, List<String> projects) {
    Optional<Start> nextProject = after(start.project(), projects);
    try {
      Holdings page = holdings.apply(start.project()).page(start.token(), free());
      machines.addAll(page.machines());
      disks.addAll(page.disks());
      String more = page.nextPage();
      return more == null ? nextProject : Optional.of(new Start(start.project(), more));
    } catch (ComputeFailure no) {
      boolean isShared = territory.named(start.project()) == null;
      if (isShared || !NOT_SHOWN.contains(no.kind())) throw no;
      unknown.add(start.project());
      return nextProject;
    }
  }

  private static Optional<Start> after(String project, List<String> projects) {
    return projects.stream()
        .filter(other -> other.compareTo(project) > 0)
        .findFirst()
        .map(other -> new Start(other, null));
  }
}
