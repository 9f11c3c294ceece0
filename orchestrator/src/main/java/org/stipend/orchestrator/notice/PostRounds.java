package org.stipend.orchestrator.notice;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.engine.Loop;

/** Carries mail out as long as the application runs. Several may: each takes others. */
@Component
final class PostRounds extends Loop {

  private static final Logger log = LoggerFactory.getLogger(PostRounds.class);
  private static final long POLL_MILLIS = 1_000;

  private final Post post;

  PostRounds(Post post) {
    super("post");
    this.post = post;
  }

  @Override
  protected void turn() throws InterruptedException {
    try {
      while (post.deliver() == Post.AT_ONCE) {}
    } catch (RuntimeException e) {
      if (isRunning()) {
        log.warn("Mail waits: {}", e.toString());
      }
    }
    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
  }
}
