package org.stipend.standalone.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.stipend.standalone.Secrets;

/** The embedded provider beside the console, on its port and under {@code /idp}. */
@Configuration(proxyBeanMethods = false)
public class IdentityConfiguration {

  /** Pages for who has the key, which they ask for themselves. */
  public static final String OTHER_DESKS = "/idp/billing";

  private static final String CLIENT = "stipend-console";
  private static final String TOKEN = "/idp/token";
  private static final String KEYS = "/idp/jwks";
  private static final String USER_INFO = "/idp/userinfo";

  private final URI console;
  private final Secrets secrets;

  IdentityConfiguration(
      @Value("${stipend.console-url}") URI console,
      @Value("${stipend.embedded.secrets-directory}") Path secrets) {
    this.console = console;
    this.secrets = new Secrets(secrets);
  }

  /** What the console has to be told of this provider. */
  public static Map<String, Object> properties(String consoleUrl, Secrets secrets) {
    String prefix = "stipend.oidc.";
    return Map.of(
        prefix + "issuer",
        consoleUrl,
        prefix + "client-id",
        CLIENT,
        prefix + "client-secret",
        secrets.value("client-secret"),
        prefix + "audience",
        Claims.AUDIENCE,
        prefix + "roles-claim",
        Claims.ROLES,
        prefix + "endpoints.authorization-uri",
        consoleUrl + ChosenPerson.AUTHORIZE,
        prefix + "endpoints.token-uri",
        consoleUrl + TOKEN,
        prefix + "endpoints.jwk-set-uri",
        consoleUrl + KEYS);
  }

  /** The link that {@code up} prints: whoever has it may sign in. */
  public static String signInLink(String consoleUrl, Secrets secrets) {
    return consoleUrl + "/sign-in?key=" + secrets.value("sign-in-key");
  }

  /** No CSRF tokens: the console's gatekeeper has checked the Origin of every form. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain identityProvider(HttpSecurity http, ChosenPerson chosen) throws Exception {
    return http.securityMatcher("/idp/**", "/.well-known/**")
        .csrf(csrf -> csrf.ignoringRequestMatchers("/**")) // disabled, the server enables it again
        .headers(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        .securityContext(context -> context.securityContextRepository(chosen))
        .oauth2AuthorizationServer(this::describe)
        .exceptionHandling(refusals ->
            refusals.authenticationEntryPoint((request, response, e) -> ask(request, response)))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(SignInDesk.PATH, OTHER_DESKS)
                .permitAll()
                .anyRequest()
                .authenticated())
        .build();
  }

  private void describe(OAuth2AuthorizationServerConfigurer server) {
    Consumer<Map<String, Object>> truth = it -> Discovery.describe(it, issuer() + USER_INFO);
    server
        .authorizationServerMetadataEndpoint(
            said -> said.authorizationServerMetadataCustomizer(it -> it.claims(truth)))
        .oidc(oidc ->
            oidc.providerConfigurationEndpoint(
                said -> said.providerConfigurationCustomizer(it -> it.claims(truth))));
  }

  /** A person chooses who they are; a program brings a token. */
  private static void ask(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getRequestURI().equals(ChosenPerson.AUTHORIZE)) {
      response.sendRedirect(SignInDesk.PATH + "?" + request.getQueryString());
    } else {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    }
  }

  /** A chain of its own: its key is no token, and the provider's chain would refuse it as one. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE + 1)
  SecurityFilterChain tokenDesk(HttpSecurity http) throws Exception {
    return http.securityMatcher(TokenDesk.PATH)
        .csrf(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  RouterFunction<ServerResponse> identityPages(
      ChosenPerson chosen, JwtEncoder encoder, InstantSource clock) {
    var desk = new SignInDesk(key(), chosen);
    var tokens = new TokenDesk(secrets.value("token-key"), issuer(), encoder, clock);
    return RouterFunctions.route()
        .GET(SignInDesk.PATH, desk::show)
        .POST(SignInDesk.PATH, desk::choose)
        .GET(TokenDesk.PATH, tokens::token)
        .build();
  }

  /** After the gatekeeper, before anybody is asked who they are. */
  @Bean
  FilterRegistrationBean<KeyLink> keyLink() {
    var registration = new FilterRegistrationBean<>(new KeyLink(key()));
    registration.addUrlPatterns("/sign-in");
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return registration;
  }

  @Bean
  ChosenPerson chosenPerson(InstantSource clock) {
    return new ChosenPerson(clock);
  }

  @Bean
  RegisteredClientRepository clients() {
    return new InMemoryRegisteredClientRepository(
        RegisteredClient.withId(CLIENT)
            .clientId(CLIENT)
            .clientSecret("{noop}" + secrets.value("client-secret"))
            .clientAuthenticationMethods(methods -> methods.addAll(Discovery.METHODS))
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri(issuer() + "/sign-in/back")
            .scopes(scopes -> scopes.addAll(Discovery.SCOPES))
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(false)
                    .build())
            .build());
  }

  @Bean
  AuthorizationServerSettings addresses() {
    return AuthorizationServerSettings.builder()
        .issuer(issuer())
        .authorizationEndpoint(ChosenPerson.AUTHORIZE)
        .tokenEndpoint(TOKEN)
        .jwkSetEndpoint(KEYS)
        .oidcUserInfoEndpoint(USER_INFO)
        .oidcLogoutEndpoint("/idp/logout")
        .tokenIntrospectionEndpoint("/idp/introspect")
        .tokenRevocationEndpoint("/idp/revoke")
        .build();
  }

  @Bean
  OAuth2AuthorizationService openAuthorizations() {
    return new OpenAuthorizations();
  }

  @Bean
  Claims claims() {
    return new Claims();
  }

  @Bean
  JWKSource<SecurityContext> signingKey() {
    return SigningKey.in(secrets.file("client-secret").resolveSibling("signing.jwk"));
  }

  @Bean
  JwtEncoder tokenEncoder(JWKSource<SecurityContext> signingKey) {
    return new NimbusJwtEncoder(signingKey);
  }

  private SignInKey key() {
    return new SignInKey(secrets.value("sign-in-key"), console);
  }

  private String issuer() {
    return console.toString();
  }
}
