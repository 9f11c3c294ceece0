package org.stipend.orchestrator.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import org.stipend.orchestrator.web.ConsoleSettings;

/**
 * Sign-ins on their way. Each tab has its own, in a cookie of its own: tabs that begin at the same
 * moment share no session yet. Only the browser that began a sign-in can end it: the cookie is
 * found by a digest of the state and holds what the provider's code is worth nothing without.
 *
 * <p>The state also says where to go afterwards, so that this is known when the cookie is gone.
 */
@Component
final class BegunSignIns
    implements AuthorizationRequestRepository<OAuth2AuthorizationRequest>,
        OAuth2AuthorizationRequestResolver {

  private static final Duration PATIENCE = Duration.ofHours(12);
  private static final int MOST = 10;
  private static final char BEFORE_TO = '.';

  private final ClientRegistrationRepository provider;
  private final OAuth2AuthorizationRequestResolver requests;
  private final String prefix;
  private final boolean secure;

  BegunSignIns(ClientRegistrationRepository provider, ConsoleSettings console) {
    this.provider = provider;
    this.requests = new DefaultOAuth2AuthorizationRequestResolver(provider, SignIn.START);
    this.prefix = SignInConfiguration.cookieName(console) + "-in-";
    this.secure = console.secure();
  }

  /** Where the tab wanted to go whose sign-in ends with this request. */
  static String to(HttpServletRequest back) {
    String state = back.getParameter(OAuth2ParameterNames.STATE);
    int before = state == null ? -1 : state.indexOf(BEFORE_TO);
    if (before < 0) {
      return ReturnAddress.START;
    }
    try {
      byte[] to = Base64.getUrlDecoder().decode(state.substring(before + 1));
      return ReturnAddress.safe(new String(to, UTF_8));
    } catch (IllegalArgumentException e) { // not ours
      return ReturnAddress.START;
    }
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
    return withTo(request, requests.resolve(request));
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String client) {
    return withTo(request, requests.resolve(request, client));
  }

  private static @Nullable OAuth2AuthorizationRequest withTo(
      HttpServletRequest request, @Nullable OAuth2AuthorizationRequest begun) {
    if (begun == null) {
      return null;
    }
    String to = ReturnAddress.safe(request.getParameter(SignIn.TO));
    return OAuth2AuthorizationRequest.from(begun)
        .state(begun.getState() + BEFORE_TO + encoded(to.getBytes(UTF_8)))
        .build();
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    return cookie(request).map(cookie -> restored(request, cookie.getValue())).orElse(null);
  }

  @Override
  public void saveAuthorizationRequest(
      @Nullable OAuth2AuthorizationRequest begun,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (begun == null) {
      removeAuthorizationRequest(request, response);
      return;
    }
    List<Cookie> open = begunIn(request).toList(); // browsers send the oldest first
    open.stream()
        .limit(Math.max(0, open.size() - MOST + 1))
        .forEach(old -> set(response, old.getName(), "", Duration.ZERO));
    String value =
        begun.<String>getAttribute(PkceParameterNames.CODE_VERIFIER)
            + BEFORE_TO
            + begun.<String>getAttribute(OidcParameterNames.NONCE);
    set(response, name(requireNonNull(begun.getState())), value, PATIENCE);
  }

  /** None where somebody is signed in already: they stay who they are. */
  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    OAuth2AuthorizationRequest begun = loadAuthorizationRequest(request);
    if (begun != null) {
      set(response, name(requireNonNull(begun.getState())), "", Duration.ZERO);
    }
    return SignIn.isSomebodySignedIn(request) ? null : begun;
  }

  private @Nullable OAuth2AuthorizationRequest restored(HttpServletRequest request, String value) {
    int end = value.indexOf(BEFORE_TO);
    ClientRegistration client = provider.findByRegistrationId(SignIn.REGISTRATION);
    if (end < 0 || client == null) {
      return null;
    }
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(requireNonNull(client.getProviderDetails().getAuthorizationUri()))
        .clientId(client.getClientId())
        .redirectUri(client.getRedirectUri())
        .scopes(client.getScopes())
        .state(request.getParameter(OAuth2ParameterNames.STATE))
        .attributes(
            Map.of(
                OAuth2ParameterNames.REGISTRATION_ID, SignIn.REGISTRATION,
                PkceParameterNames.CODE_VERIFIER, value.substring(0, end),
                OidcParameterNames.NONCE, value.substring(end + 1)))
        .build();
  }

  private Optional<Cookie> cookie(HttpServletRequest request) {
    String state = request.getParameter(OAuth2ParameterNames.STATE);
    return state == null
        ? Optional.empty()
        : begunIn(request).filter(cookie -> cookie.getName().equals(name(state))).findFirst();
  }

  private Stream<Cookie> begunIn(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Stream.empty()
        : Stream.of(cookies).filter(cookie -> cookie.getName().startsWith(prefix));
  }

  private void set(HttpServletResponse response, String name, String value, Duration age) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name, value)
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .secure(secure)
            .maxAge(age)
            .build()
            .toString());
  }

  private String name(String state) {
    try {
      return prefix + encoded(MessageDigest.getInstance("SHA-256").digest(state.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
