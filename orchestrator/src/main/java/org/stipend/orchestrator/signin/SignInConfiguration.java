package org.stipend.orchestrator.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.session.autoconfigure.DefaultCookieSerializerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.stipend.orchestrator.access.People;
import org.stipend.orchestrator.access.Person;
import org.stipend.orchestrator.web.ConsoleSettings;
import org.stipend.orchestrator.web.Problem;
import org.stipend.orchestrator.web.ProblemWriter;

/**
 * Browsers sign in by OpenID Connect and keep a session, programs bring a bearer token; behind both
 * stands the same person with the same rights. The same code runs against the embedded provider and
 * any other.
 */
@Configuration(proxyBeanMethods = false)
class SignInConfiguration implements WebMvcConfigurer {

  private static final Logger log = LoggerFactory.getLogger(SignInConfiguration.class);

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new UndeclaredEndpoints());
  }

  /**
   * No CSRF tokens: the gatekeeper checks Origin and Sec-Fetch-Site of every changing request, and
   * the cookie is SameSite=Lax.
   */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  SecurityFilterChain console(
      HttpSecurity http,
      OidcSettings settings,
      People people,
      SignIn signIn,
      ProblemWriter problems,
      BegunSignIns begun,
      BearerTokens tokens,
      ClientRegistrationRepository provider)
      throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .oauth2Login(login ->
            login
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoProviderTokens())
                .loginPage(SignIn.PATH)
                .authorizationEndpoint(start ->
                    start.authorizationRequestResolver(begun).authorizationRequestRepository(begun))
                .redirectionEndpoint(back -> back.baseUri(SignIn.BACK))
                .userInfoEndpoint(user -> user.oidcUserService(known(people, settings)))
                .successHandler(signIn::succeeded)
                .failureHandler(signIn::failed))
        .oauth2ResourceServer(api -> programs(api, tokens, problems))
        .exceptionHandling(refusals ->
            refusals
                .authenticationEntryPoint(
                    (request, response, e) -> ask(problems, request, response, e))
                .accessDeniedHandler((request, response, e) ->
                    problems.write(request, response, AuthorityCheck.refusal(request))))
        .addFilterBefore(new CallerFilter(people, settings, problems), AuthorizationFilter.class)
        .authorizeHttpRequests(SignInConfiguration::authorize)
        .build();
  }

  private static void programs(
      OAuth2ResourceServerConfigurer<HttpSecurity> api,
      BearerTokens tokens,
      ProblemWriter problems) {
    api.jwt(jwt -> jwt.decoder(tokens.decoder()))
        .authenticationEntryPoint((request, response, e) -> {
          log.debug("Bearer token refused: {}", e.getMessage());
          refuse(problems, request, response);
        });
  }

  private static void authorize(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
        .permitAll()
        .anyRequest()
        .access(new AuthorityCheck());
  }

  @Bean
  ClientRegistrationRepository provider(OidcSettings settings, ConsoleSettings console) {
    OidcSettings.Endpoints endpoints = settings.endpoints();
    return endpoints == null
        ? new SupplierClientRegistrationRepository(() ->
            new InMemoryClientRegistrationRepository(
                registration(
                    ClientRegistrations.fromIssuerLocation(settings.issuer()), settings, console)))
        : new InMemoryClientRegistrationRepository(
            registration(
                ClientRegistration.withRegistrationId(SignIn.REGISTRATION)
                    .issuerUri(settings.issuer())
                    .authorizationUri(endpoints.authorizationUri())
                    .tokenUri(endpoints.tokenUri())
                    .jwkSetUri(endpoints.jwkSetUri()),
                settings,
                console));
  }

  /** {@code __Host-} ties the cookie to this host and to https; on a laptop ports share cookies. */
  @Bean
  DefaultCookieSerializerCustomizer sessionCookie(ConsoleSettings console) {
    return cookie -> {
      cookie.setCookieName(cookieName(console));
      cookie.setCookiePath("/");
      cookie.setUseHttpOnlyCookie(true);
      cookie.setSameSite("Lax");
      cookie.setUseSecureCookie(console.secure());
    };
  }

  static String cookieName(ConsoleSettings console) {
    return console.secure() ? "__Host-stipend" : "stipend-" + console.consoleUrl().getPort();
  }

  private static ClientRegistration registration(
      ClientRegistration.Builder builder, OidcSettings settings, ConsoleSettings console) {
    return builder
        .registrationId(SignIn.REGISTRATION)
        .clientId(settings.clientId())
        .clientSecret(settings.clientSecret())
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .clientSettings(ClientSettings.builder().requireProofKey(true).build())
        .redirectUri(console.origin() + SignIn.BACK)
        .scope("openid", "profile", "email")
        .userNameAttributeName("sub")
        .build();
  }

  /** The ID token says enough: the provider is not asked for more. */
  private static OAuth2UserService<OidcUserRequest, OidcUser> known(
      People people, OidcSettings settings) {
    return request -> {
      Person person = people.seen(Claims.identity(request.getIdToken(), settings));
      if (person.disabled()) {
        throw new OAuth2AuthenticationException(new OAuth2Error(SignIn.DISABLED));
      }
      return new SignedIn(person.id(), request.getIdToken());
    };
  }

  private static void ask(
      ProblemWriter problems,
      HttpServletRequest request,
      HttpServletResponse response,
      AuthenticationException refusal)
      throws IOException {
    if (request.getMethod().equals("GET") && ProblemWriter.isNavigation(request)) {
      response.sendRedirect(SignIn.addressFor(request));
    } else {
      refuse(problems, request, response);
    }
  }

  private static void refuse(
      ProblemWriter problems, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    problems.write(request, response, Problem.notSignedIn());
  }
}
