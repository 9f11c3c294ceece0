package org.stipend.emulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.stipend.emulator.wire.Refusal;
import org.stipend.emulator.wire.Request;

/** What reads were answered the last time, for answers that lag. The latest are kept. */
final class LastAnswers {

  private static final int MOST = 1000;

  private final Map<Request, Desk.Answer> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Entry<Request, Desk.Answer> eldest) {
          return size() > MOST;
        }
      };

  synchronized void keep(Request request, Desk.Answer answer) {
    answers.put(request, answer);
  }

  /** Not found where it was never read. */
  synchronized Desk.Answer before(Request request) {
    Desk.Answer last = answers.get(request);
    if (last != null) return last;
    String path = String.join("/", request.path().subList(2, request.path().size()));
    Refusal absent = Refusal.notFound(path);
    return Google.refused(request, absent);
  }
}
