package org.stipend.standalone.identity;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Answers for {@link SignInPage}. Whoever has not shown the key is offered nobody. */
final class SignInDesk {

  static final String PATH = "/idp/people";

  private final SignInKey key;
  private final ChosenPerson chosen;

  SignInDesk(SignInKey key, ChosenPerson chosen) {
    this.key = key;
    this.chosen = chosen;
  }

  ServerResponse show(ServerRequest request) {
    String query = query(request);
    if (query == null) {
      return see("/sign-in"); // nobody is waiting for an answer: begin at the beginning
    }
    return page(
        HttpStatus.OK,
        key.isKnownTo(request.servletRequest())
            ? SignInPage.people(query)
            : SignInPage.key(query, false));
  }

  ServerResponse choose(ServerRequest request) {
    String query = query(request);
    if (query == null) {
      return see("/sign-in");
    }
    Optional<String> offered = request.param("key");
    if (offered.isPresent()) {
      return key.fits(offered.get())
          ? ServerResponse.from(see(PATH + "?" + query))
              .header(HttpHeaders.SET_COOKIE, key.cookie())
              .build()
          : page(HttpStatus.FORBIDDEN, SignInPage.key(query, true));
    }
    if (!key.isKnownTo(request.servletRequest())) {
      return page(HttpStatus.FORBIDDEN, SignInPage.key(query, false));
    }
    Optional<Figure> figure = request.param("person").flatMap(Figure::of);
    if (figure.isEmpty()) {
      return page(HttpStatus.BAD_REQUEST, SignInPage.people(query));
    }
    chosen.choose(request.servletRequest(), figure.get());
    return onwards(ChosenPerson.AUTHORIZE + "?" + query);
  }

  /** The console's question, carried along until somebody is chosen. */
  private static @Nullable String query(ServerRequest request) {
    String query = request.servletRequest().getQueryString();
    return query == null || !query.contains("client_id=") ? null : query;
  }

  private static ServerResponse see(String path) {
    return ServerResponse.status(HttpStatus.SEE_OTHER).location(URI.create(path)).build();
  }

  /**
   * By a page, not by a redirect: the answer to a form may not lead to another origin
   * (form-action), and the way may end at a tool's.
   */
  private static ServerResponse onwards(String path) {
    return ServerResponse.from(page(HttpStatus.OK, SignInPage.onwards(path)))
        .header("Refresh", "0; url=" + path)
        .build();
  }

  private static ServerResponse page(HttpStatus status, String html) {
    return ServerResponse.status(status)
        .contentType(MediaType.parseMediaType("text/html;charset=utf-8"))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(html);
  }
}
