package org.stipend.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceTest {

  @Test
  void eachPlaceHasATaskQueueOfItsOwn() {
    assertThat(new Place("local", null).taskQueue()).isEqualTo(TaskQueues.LOCAL);
    assertThat(new Place("gce", "us-central1").taskQueue())
        .isEqualTo("stipend-cloud-gce-us-central1");
  }
}
