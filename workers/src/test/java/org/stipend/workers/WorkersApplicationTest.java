package org.stipend.workers;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.common.converter.DataConverter;
import io.temporal.spring.boot.autoconfigure.template.WorkersTemplate;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.stipend.cloud.TaskQueues;

class WorkersApplicationTest {

  @Test
  void everyActivityIsRegisteredOnTheQueueOfThisProvider(@TempDir Path directory) {
    try (var context =
        new SpringApplicationBuilder(WorkersApplication.class)
            .properties(
                "spring.config.name=workers",
                "spring.temporal.test-server.enabled=true",
                "spring.main.keep-alive=false",
                "stipend.payload-keys=AAAAAAAAAAAAAAAAAAAAAA",
                "stipend.local.directory=" + directory)
            .run()) {

      assertThat(
              context
                  .getBean(WorkersTemplate.class)
                  .getRegisteredInfo()
                  .get(TaskQueues.LOCAL)
                  .getRegisteredActivityInfo())
          .extracting(WorkersTemplate.RegisteredActivityInfo::getBeanName)
          .containsExactlyInAnyOrder("localMachines", "localDisks", "localInventory", "toolProbe");
      assertThat(context.getBeansOfType(DataConverter.class)).containsOnlyKeys("payloadConverter");
    }
  }
}
