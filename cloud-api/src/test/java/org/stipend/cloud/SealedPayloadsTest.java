package org.stipend.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stipend.cloud.disk.CreateDisk;
import org.stipend.cloud.disk.DeleteDisk;
import org.stipend.cloud.disk.DiskName;

/** What a stranger finds, and what he cannot do with it. */
class SealedPayloadsTest {

  private static final String OLD = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final String NEW = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";
  private static final UUID ID = new UUID(0, 7);
  private static final DeleteDisk ORDER = new DeleteDisk(new Fence(ID, 1, 1), DiskName.of(ID));

  private final DataConverter sealed = Payloads.sealed(PayloadKeys.of(OLD));

  @ParameterizedTest
  @MethodSource("org.stipend.cloud.PayloadsTest#messages")
  void everyMessageSurvivesTheWay(Object message) {
    Payload payload = sealed.toPayload(message).orElseThrow();

    assertThat((Object) sealed.fromPayload(payload, message.getClass(), message.getClass()))
        .isEqualTo(message);
  }

  @Test
  void nothingOfItCanBeRead() {
    assertThat(seal(ORDER).toByteString().toStringUtf8())
        .doesNotContain("disk")
        .doesNotContain(ID.toString())
        .doesNotContain("DeleteDisk");
    assertThat(seal(ORDER)).as("the same twice looks different").isNotEqualTo(seal(ORDER));
  }

  @Test
  void whatFailuresTellCannotBeReadEither() {
    var failure =
        sealed.exceptionToFailure(ApplicationFailure.newFailure("the secret is 42", "CODE"));

    assertThat(failure.toByteString().toStringUtf8()).doesNotContain("42");
    assertThat(((ApplicationFailure) sealed.failureToException(failure)).getOriginalMessage())
        .isEqualTo("the secret is 42");
  }

  @Test
  void anOrderThatNobodySealedIsRefused() {
    expectRefusal(Payloads.converter().toPayload(ORDER).orElseThrow());
  }

  @Test
  void anOrderUnderAnotherKeyIsRefused() {
    expectRefusal(Payloads.sealed(PayloadKeys.of(NEW)).toPayload(ORDER).orElseThrow());
  }

  @Test
  void anAlteredOrderIsRefused() {
    Payload payload = seal(ORDER);
    for (int i = 0; i < payload.getData().size(); i++) {
      byte[] data = payload.getData().toByteArray();
      data[i] ^= 1;
      expectRefusal(payload.toBuilder().setData(ByteString.copyFrom(data)).build());
    }
    expectRefusal(payload.toBuilder().setData(ByteString.EMPTY).build());
    expectRefusal(payload.toBuilder().removeMetadata("key").build());
  }

  @Test
  void anOrderToMakeSaidAgainElsewhereIsNoOrderToDelete() {
    Payload create =
        seal(new CreateDisk(new Fence(ID, 1, 1), DiskName.of(ID), ID, ID, "pd-balanced", 10));

    expectRefusal(create);
  }

  @Test
  void anOrderSaidAgainInAnotherWorkflowIsRefused() {
    Payload order = within("runtime/1").toPayload(ORDER).orElseThrow();

    assertThat(within("runtime/1").fromPayload(order, DeleteDisk.class, DeleteDisk.class))
        .isEqualTo(ORDER);
    for (DataConverter elsewhere : List.of(within("runtime/2"), within(null), sealed)) {
      assertThatThrownBy(() -> elsewhere.fromPayload(order, DeleteDisk.class, DeleteDisk.class))
          .isInstanceOf(DataConverterException.class);
    }
  }

  @Test
  void aNewKeyIsPutInFrontWhileTheOldOneStillOpens() {
    DataConverter both = Payloads.sealed(PayloadKeys.of(NEW + "\n" + OLD));

    assertThat(both.fromPayload(seal(ORDER), DeleteDisk.class, DeleteDisk.class)).isEqualTo(ORDER);
    expectRefusal(both.toPayload(ORDER).orElseThrow());
  }

  @Test
  void withoutAKeyOrWithABadOneNothingStarts() {
    assertThatThrownBy(() -> PayloadKeys.of(" ")).hasMessageContaining("stipend.payload-keys");
    assertThatThrownBy(() -> PayloadKeys.of("AAAA")).hasMessageContaining("3 bytes");
  }

  private DataConverter within(String workflow) {
    return sealed.withContext(new WorkflowSerializationContext("default", workflow));
  }

  private Payload seal(Object message) {
    return sealed.toPayload(message).orElseThrow();
  }

  private void expectRefusal(Payload payload) {
    assertThatThrownBy(() -> sealed.fromPayload(payload, DeleteDisk.class, DeleteDisk.class))
        .isInstanceOf(DataConverterException.class);
  }
}
