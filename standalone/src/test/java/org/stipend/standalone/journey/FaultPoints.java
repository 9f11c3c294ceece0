package org.stipend.standalone.journey;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Ends the process under test at a named point, as kill -9 would: no hook runs, nothing is flushed.
 * A point is an activity and a side of it: {@code Machines.start:before} or {@code
 * Machines.start:after}, the latter once its effect is there and before Temporal knows. Temporal
 * capitalises the method's name; here either way will do.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(FaultPoints.HALT_AT)
class FaultPoints {

  static final String HALT_AT = "stipend.fault.halt-at";

  @Bean
  WorkerInterceptor haltingInterceptor(@Value("${" + HALT_AT + "}") String point) {
    return new WorkerInterceptorBase() {
      @Override
      public ActivityInboundCallsInterceptor interceptActivity(
          ActivityInboundCallsInterceptor next) {
        return new Halting(next, point);
      }
    };
  }

  private static final class Halting extends ActivityInboundCallsInterceptorBase {

    private final String point;
    private String activity = "";

    private Halting(ActivityInboundCallsInterceptor next, String point) {
      super(next);
      this.point = point;
    }

    @Override
    public void init(ActivityExecutionContext context) {
      activity = context.getInfo().getActivityType();
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      haltAt(activity + ":before");
      ActivityOutput output = super.execute(input);
      haltAt(activity + ":after");
      return output;
    }

    private void haltAt(String here) {
      if (here.equalsIgnoreCase(point)) {
        Runtime.getRuntime().halt(137);
      }
    }
  }
}
