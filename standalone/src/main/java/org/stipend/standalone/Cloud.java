package org.stipend.standalone;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stipend.emulator.Clock;
import org.stipend.emulator.EmulatorSettings;
import org.stipend.emulator.GceEmulator;

/** Where tools run, and what the application has to be told of it. */
sealed interface Cloud extends AutoCloseable {

  String REGION = "us-central1";
  String PROVIDER = "stipend.place.provider";
  String PLACE_REGION = "stipend.place.region";
  String GCE = "gce";

  Map<String, Object> properties();

  @Override
  void close();

  /**
   * @param name {@code gce-emulator}, {@code gce}, or null for this computer
   * @param state where an emulator keeps what is in it
   */
  static Cloud open(@Nullable String name, Path state, Map<String, String> environment) {
    return switch (name) {
      case null -> new ThisComputer();
      case "gce-emulator" -> Emulated.start(state);
      case GCE -> Google.of(environment);
      default ->
          throw new CannotStart(
              "There is no place \"%s\" for tools to run.".formatted(name),
              "Start with --gce-emulator, with --gce, or with neither for this computer.");
    };
  }

  /** Its tools are processes beside this one. */
  record ThisComputer() implements Cloud {

    @Override
    public Map<String, Object> properties() {
      return Map.of();
    }

    @Override
    public void close() {}
  }

  /** Compute Engine played in this process; stand-ins for tools listen in its machines. */
  record Emulated(GceEmulator emulator) implements Cloud {

    private static final String PROJECT = "stipend-emulated";
    private static final int GPUS = 4;

    static Emulated start(Path state) {
      Clock clock = Clock.running(Instant.now(), 1);
      GceEmulator emulator =
          GceEmulator.start(EmulatorSettings.with(clock).keptIn(state).withGuests());
      // a new project has none
      emulator.change(cloud -> cloud.limit(PROJECT, "GPUS_ALL_REGIONS", GPUS));
      return new Emulated(emulator);
    }

    @Override
    public Map<String, Object> properties() {
      Map<String, Object> properties = new HashMap<>();
      properties.put(PROVIDER, GCE);
      properties.put(PLACE_REGION, REGION);
      properties.put("stipend.google.project", PROJECT);
      properties.put("stipend.google.region", REGION);
      properties.put("stipend.google.compute.emulator", emulator.origin());
      properties.put("stipend.google.billing.endpoint", emulator.callsAddress());
      return properties;
    }

    @Override
    public void close() {
      emulator.close();
    }
  }

  /** Google's own, with the credentials that this computer has for it. */
  record Google(String region) implements Cloud {

    static Google of(Map<String, String> environment) {
      if (!environment.containsKey("STIPEND_GOOGLE_PROJECT")) {
        throw new CannotStart(
            "It is not said in which project at Google machines are to be made.",
            "Set STIPEND_GOOGLE_PROJECT, and sign in with: gcloud auth application-default login");
      }
      return new Google(environment.getOrDefault("STIPEND_GOOGLE_REGION", REGION));
    }

    @Override
    public Map<String, Object> properties() {
      return Map.of(PROVIDER, GCE, PLACE_REGION, region);
    }

    @Override
    public void close() {}
  }
}
