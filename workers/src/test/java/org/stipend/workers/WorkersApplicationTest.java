package org.stipend.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.converter.DataConverter;
import io.temporal.spring.boot.autoconfigure.template.WorkersTemplate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.stipend.cloud.Place;
import org.stipend.cloud.TaskQueues;
import org.stipend.workers.google.GoogleProjectBilling;
import org.stipend.workers.local.LocalProvider;

class WorkersApplicationTest {

  @TempDir Path directory;

  @Test
  void everyActivityIsRegisteredOnTheQueueOfThisProvider() {
    try (var context = workers("stipend.local.directory=" + directory)) {
      assertThat(registered(context, TaskQueues.LOCAL))
          .containsExactlyInAnyOrder(
              "localMachines", "localDisks", "localInventory", "localToolProbe");
      assertThat(context.getBeansOfType(DataConverter.class)).containsOnlyKeys("payloadConverter");
      assertThat(context.getBeansOfType(GoogleProjectBilling.class)).isEmpty();
    }
  }

  @Test
  void whereAProjectOfGooglesIsConfiguredItsQueueIsServedToo() {
    try (var context =
        workers(
            "stipend.local.directory=" + directory,
            "stipend.google.project-prefix=stipend-",
            "stipend.google.region=europe-west1",
            "stipend.google.billing.account=012345-6789AB-CDEF01",
            "stipend.google.billing.endpoint=127.0.0.1:1")) {
      assertThat(registered(context, new Place("gce", "europe-west1").taskQueue()))
          .containsExactly("googleProjectBilling");
    }
  }

  @Test
  void whoWorksAtGoogleListensOnTheQueueOfItsRegion() {
    try (var context =
        workers(
            "stipend.place.provider=gce",
            "stipend.google.project=stipend-test",
            "stipend.google.billing.endpoint=127.0.0.1:1",
            "stipend.google.compute.emulator=http://127.0.0.1:1",
            "stipend.google.region=europe-west4")) {
      assertThat(registered(context, new Place("gce", "europe-west4").taskQueue()))
          .contains("googleMachines", "googleDisks", "googleInventory", "googleToolProbe");
      assertThat(context.getBeanNamesForType(LocalProvider.class)).isEmpty();
    }
  }

  private ConfigurableApplicationContext workers(String... more) {
    return new SpringApplicationBuilder(WorkersApplication.class)
        .properties(
            "spring.config.name=workers",
            "spring.temporal.test-server.enabled=true",
            "spring.main.keep-alive=false",
            "stipend.payload-keys=AAAAAAAAAAAAAAAAAAAAAA")
        .properties(more)
        .run();
  }

  private static List<String> registered(ApplicationContext context, String queue) {
    return context
        .getBean(WorkersTemplate.class)
        .getRegisteredInfo()
        .get(queue)
        .getRegisteredActivityInfo()
        .stream()
        .map(WorkersTemplate.RegisteredActivityInfo::getBeanName)
        .toList();
  }
}
