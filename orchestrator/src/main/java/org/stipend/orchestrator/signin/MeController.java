package org.stipend.orchestrator.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.cloud.inventory.ProviderDescription;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.People;
import org.stipend.orchestrator.access.Person;
import org.stipend.orchestrator.access.Role;
import org.stipend.orchestrator.catalog.Providers;
import org.stipend.orchestrator.web.ConsoleSettings;
import org.stipend.orchestrator.web.Problem;

@RestController
final class MeController {

  private static final String UNTIL_WORKERS_HAVE_SPOKEN = "local";
  private static final int MIB_PER_GIB = 1024;

  private final People people;
  private final Providers providers;
  private final ConsoleSettings settings;
  private final InstantSource clock;

  MeController(People people, Providers providers, ConsoleSettings settings, InstantSource clock) {
    this.people = people;
    this.providers = providers;
    this.settings = settings;
    this.clock = clock;
  }

  @GetMapping("/api/me")
  MeView me(Caller caller) {
    Person person = people.find(caller.id()).orElseThrow(Problem::notFound);
    Optional<ProviderDescription> provider = providers.current();
    return new MeView(
        new Self(person.id(), person.name(), person.email()),
        caller.roles().stream().sorted().toList(),
        provider.map(ProviderDescription::provider).orElse(UNTIL_WORKERS_HAVE_SPOKEN),
        provider
            .filter(known -> known.cores() > 0)
            .map(known ->
                new Computer(known.cores(), Math.toIntExact(known.memoryMib() / MIB_PER_GIB)))
            .orElse(null),
        caller.has(Role.OPERATOR) ? settings.billingPage() : null,
        clock.instant());
  }

  /**
   * @param billingPage for operators, where billing accounts are looked after beside the console
   */
  record MeView(
      Self person,
      List<Role> roles,
      String provider,
      @Nullable Computer computer,
      @Nullable String billingPage,
      Instant serverTime) {}

  record Self(UUID id, String name, String email) {}

  /** What the tools run on, where that is one computer. */
  record Computer(int cores, int memoryGib) {}
}
