package org.stipend.orchestrator.notice;

import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.web.Page;
import org.stipend.orchestrator.web.Paging;

/** Everybody's own. */
@RestController
@RequestMapping("/api/notices")
final class NoticeController {

  private final NoticeViews views;
  private final Reading reading;
  private final Preferences preferences;

  NoticeController(NoticeViews views, Reading reading, Preferences preferences) {
    this.views = views;
    this.reading = reading;
    this.preferences = preferences;
  }

  /** Newest first. */
  @GetMapping
  Page<NoticeView> list(
      Caller caller, @RequestParam(defaultValue = "false") boolean unread, Paging paging) {
    return views.list(caller, unread, paging);
  }

  @PostMapping("/{notice}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(Caller caller, @PathVariable UUID notice) {
    reading.read(caller, notice);
  }

  /** All there are. */
  @PostMapping("/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void readAll(Caller caller) {
    reading.readAll(caller);
  }

  @GetMapping("/preferences")
  PreferencesView preferences(Caller caller) {
    return preferences.of(caller);
  }

  @PutMapping("/preferences")
  PreferencesView put(Caller caller, @RequestBody @Valid PutPreferences body) {
    return preferences.put(caller, body.preferences());
  }
}
