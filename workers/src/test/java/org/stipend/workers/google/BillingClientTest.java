package org.stipend.workers.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.billing.v1.CloudBillingGrpc;
import com.google.cloud.billing.v1.GetProjectBillingInfoRequest;
import com.google.cloud.billing.v1.ProjectBillingInfo;
import com.google.cloud.billing.v1.UpdateProjectBillingInfoRequest;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BillingClientTest {

  private static final class Deadlines extends CloudBillingGrpc.CloudBillingImplBase {

    private final Queue<Deadline> told = new ConcurrentLinkedQueue<>();

    @Override
    public void getProjectBillingInfo(
        GetProjectBillingInfoRequest request, StreamObserver<ProjectBillingInfo> caller) {
      answer(caller);
    }

    @Override
    public void updateProjectBillingInfo(
        UpdateProjectBillingInfoRequest request, StreamObserver<ProjectBillingInfo> caller) {
      answer(caller);
    }

    private void answer(StreamObserver<ProjectBillingInfo> caller) {
      told.add(Context.current().getDeadline());
      caller.onNext(ProjectBillingInfo.getDefaultInstance());
      caller.onCompleted();
    }
  }

  @Test
  void theOtherSideIsToldWhenACallIsOver() throws IOException {
    var deadlines = new Deadlines();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(deadlines)
            .build()
            .start();
    try (var client = BillingClient.open("127.0.0.1:" + server.getPort())) {
      client.getProjectBillingInfo("projects/p");
      client.updateProjectBillingInfo("projects/p", ProjectBillingInfo.getDefaultInstance());
    } finally {
      server.shutdownNow();
    }

    assertThat(deadlines.told)
        .hasSize(2)
        .allSatisfy(
            deadline -> assertThat(deadline.timeRemaining(TimeUnit.MILLISECONDS)).isLessThan(3000));
  }
}
