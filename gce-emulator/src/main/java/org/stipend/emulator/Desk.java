package org.stipend.emulator;

import com.google.cloud.compute.v1.Operation;
import com.google.gson.JsonObject;
import com.google.protobuf.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.stipend.emulator.billing.Billing;
import org.stipend.emulator.catalog.Addresses;
import org.stipend.emulator.compute.Cloud;
import org.stipend.emulator.fault.Ending;
import org.stipend.emulator.fault.Fault;
import org.stipend.emulator.fault.Faults;
import org.stipend.emulator.fault.RequestLog;
import org.stipend.emulator.project.Projects;
import org.stipend.emulator.standin.StandIns;
import org.stipend.emulator.wire.Call;
import org.stipend.emulator.wire.Reference;
import org.stipend.emulator.wire.Refusal;
import org.stipend.emulator.wire.Request;

/**
 * Takes requests one at a time to the cloud, lets go wrong what is to, and writes all of it down.
 */
final class Desk {

  /** What goes back: a status and a body, or a cut connection. */
  record Answer(int status, String body) {

    static final Answer CUT = new Answer(0, "");

    boolean isCut() {
      return status == 0;
    }
  }

  static final String RESET = "POST reset";

  private final Clock clock;
  private final Faults faults;
  private final RequestLog log;
  private final Journal journal;
  private final Addresses addresses;
  private final Set<String> projects;
  private final Duration longestWait;
  private final StandIns standIns = new StandIns();
  private final LastAnswers lastAnswers = new LastAnswers();
  private final Object turn = new Object();
  private Google google;

  /** With the cloud that the journal tells of; its time goes on from there, or from now. */
  Desk(EmulatorSettings settings, Faults faults, RequestLog log, Journal journal) {
    this.clock = settings.clock();
    this.faults = faults;
    this.log = log;
    this.journal = journal;
    this.addresses = settings.addresses();
    this.projects = settings.projects();
    this.longestWait = settings.longestWait();
    List<Journal.Line> lines = journal.lines();
    this.google = google(lines.isEmpty() ? clock.instant() : lines.getFirst().at());
    lines.forEach(this::again);
    followGuests();
    Duration behind = Duration.between(clock.instant(), google.now());
    if (behind.isPositive()) clock.advance(behind);
  }

  private Google google(Instant start) {
    return new Google(start, addresses, projects);
  }

  private void again(Journal.Line line) {
    google.settle(line.at());
    try {
      line.request().ifPresent(request -> google.perform(google.read(request), line.ending()));
      line.told().ifPresent(what -> change(line.at(), what, line.how()));
    } catch (Refusal _) {
      // as it was the first time
    }
  }

  /** Looks at the cloud, or changes what it offers, as it is now. */
  <T> T with(Function<Cloud, T> use) {
    return now(google -> use.apply(google.cloud()));
  }

  /** The same of billing. */
  <T> T withBilling(Function<Billing, T> use) {
    return now(google -> use.apply(google.billing()));
  }

  /** The same of projects. */
  <T> T withProjects(Function<Projects, T> use) {
    return now(google -> use.apply(google.projects()));
  }

  private <T> T now(Function<Google, T> use) {
    synchronized (turn) {
      settle(clock.instant());
      T answer = use.apply(google);
      google.followBilling();
      followGuests();
      return answer;
    }
  }

  /** One instant after the other: a tool listens at its own, not at that of the next caller. */
  private void settle(Instant now) {
    boolean hasHappened = false;
    for (Optional<Instant> next = due(now); next.isPresent(); next = due(now)) {
      google.settle(next.get());
      followGuests();
      hasHappened = true;
    }
    if (hasHappened) journal.passed(now);
    google.settle(now);
  }

  private Optional<Instant> due(Instant now) {
    return google.next().filter(next -> !next.isAfter(now));
  }

  /** What could not listen is told to the cloud like what control says: it is no part of it. */
  private void followGuests() {
    standIns
        .follow(google.cloud().listening())
        .forEach((one, why) -> {
          var how = new JsonObject();
          how.addProperty("project", one.vm().project());
          how.addProperty("zone", Reference.lastOf(one.vm().scope()));
          how.addProperty("instance", one.vm().name());
          how.addProperty("why", why);
          journal.told(google.now(), FaultReading.DEAF, how);
          change(google.now(), FaultReading.DEAF, how);
        });
  }

  void close() {
    standIns.close();
  }

  /** Changes what the cloud offers, as control was told; what cannot be is not written down. */
  void told(String what, JsonObject how) {
    now(now -> {
      change(now.now(), what, how);
      journal.told(now.now(), what, how);
      return now;
    });
  }

  private void change(Instant at, String what, JsonObject how) {
    if (what.equals(RESET)) google = google(at);
    else if (BillingReading.OWN.contains(what)) BillingReading.change(google.billing(), what, how);
    else if (ProjectReading.OWN.contains(what)) ProjectReading.change(google.projects(), how);
    else FaultReading.change(google.cloud(), what, how);
  }

  Answer answer(Request request) throws InterruptedException {
    Call call;
    try {
      call = now(now -> now.read(request));
    } catch (Refusal refusal) {
      Answer answer = Google.refused(request, refusal);
      log.add(clock.instant(), "", "", "", request, answer.status(), false);
      return answer;
    }
    return new Visit(request, call, faults.strike(call, clock.instant())).answer();
  }

  /** One request, from its faults to its line in the log. */
  private final class Visit {

    private final Request request;
    private final Call call;
    private final List<Fault.Effect> effects;

    Visit(Request request, Call call, List<Fault.Effect> effects) {
      this.request = request;
      this.call = call;
      this.effects = effects;
    }

    Answer answer() throws InterruptedException {
      for (Fault.Effect effect : effects) {
        if (effect instanceof Fault.Delayed(Duration by)) {
          clock.waitUntil(clock.instant().plus(by));
        }
      }
      for (Fault.Effect effect : effects) {
        if (effect instanceof Fault.Refused(Refusal refusal))
          return noted(Google.refused(request, refusal), false);
        if (effect instanceof Fault.Dropped) return noted(Answer.CUT, false);
      }
      return done();
    }

    private Answer done() throws InterruptedException {
      if (isStale()) return noted(lastAnswers.before(request), false);
      Answer answer;
      try {
        answer = new Answer(200, Google.printed(waited()));
        if (call.isRead()) lastAnswers.keep(request, answer);
      } catch (Refusal refusal) {
        return noted(Google.refused(request, refusal), false);
      }
      for (Fault.Effect effect : effects) {
        if (effect instanceof Fault.DoneButRefused(Refusal refusal)) {
          return noted(Google.refused(request, refusal), true);
        }
        if (effect instanceof Fault.DoneButDropped) return noted(Answer.CUT, true);
      }
      return noted(answer, true);
    }

    private boolean isStale() {
      return call.isRead()
          && !call.isWait()
          && effects.stream().anyMatch(effect -> effect instanceof Fault.Stale);
    }

    private Message waited() throws InterruptedException {
      Message answer = performed();
      Instant until = clock.instant().plus(longestWait);
      while (call.isWait()
          && answer instanceof Operation operation
          && operation.getStatus() != Operation.Status.DONE
          && clock.instant().isBefore(until)) {
        Instant next = now(now -> now.next().orElse(until));
        clock.waitUntil(next.isBefore(until) ? next : until);
        answer = performed();
      }
      return answer;
    }

    private Message performed() {
      return now(now -> {
        if (!call.isRead()) journal.asked(now.now(), request, ending());
        return now.perform(call, ending());
      });
    }

    private Optional<Ending> ending() {
      return effects.stream()
          .flatMap(effect ->
              effect instanceof Fault.Ends(Ending ending)
                  ? Optional.of(ending).stream()
                  : Optional.<Ending>empty().stream())
          .findFirst();
    }

    private Answer noted(Answer answer, boolean done) {
      log.add(
          clock.instant(),
          call.method(),
          call.resource(),
          call.requestId(),
          request,
          answer.status(),
          done);
      return answer;
    }
  }
}
