package org.stipend.orchestrator.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stipend.orchestrator.access.People;
import org.stipend.orchestrator.access.Role;

/**
 * A small OpenID provider on a port of its own. Whoever {@link #nextPerson} names has just clicked
 * "sign in" there.
 */
public final class FakeProvider implements AutoCloseable {

  public static final String CLIENT = "console-under-test";
  public static final String AUDIENCE = "api-under-test";

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, JWTClaimsSet> codes = new ConcurrentHashMap<>();
  private volatile String next = "nobody";
  private volatile List<String> nextRoles = List.of();

  public FakeProvider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("test").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.createContext(
        "/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
    server.start();
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public void nextPerson(String person, Role... roles) {
    next = person;
    nextRoles = Stream.of(roles).map(role -> role.name().toLowerCase()).toList();
  }

  /** A bearer token for the API. */
  public String bearer(String person, Role... roles) {
    return signed(
        claims(person, AUDIENCE, Stream.of(roles).map(Enum::name).toList(), 3600).build());
  }

  public String expired(String person) {
    return signed(claims(person, AUDIENCE, List.of("RESEARCHER"), -3600).build());
  }

  /** What a browser gets at sign-in: no key to the API. */
  public String idToken(String person) {
    return signed(claims(person, CLIENT, List.of("RESEARCHER"), 3600).build());
  }

  /** What reads tokens of this provider. */
  public BearerTokens tokens(People people) {
    var endpoints =
        new OidcSettings.Endpoints(
            issuer() + "/authorize", issuer() + "/token", issuer() + "/jwks");
    return new BearerTokens(
        new OidcSettings(issuer(), CLIENT, "secret", AUDIENCE, "roles", endpoints), people);
  }

  private JWTClaimsSet.Builder claims(
      String person, String audience, List<String> roles, long seconds) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .subject(person)
        .audience(audience)
        .claim("name", "Name of " + person)
        .claim("email", person + "@example.org")
        .claim("email_verified", true)
        .claim("roles", roles)
        .issueTime(Date.from(now.plusSeconds(Math.min(0, seconds * 2))))
        .expirationTime(Date.from(now.plusSeconds(seconds)));
  }

  private String signed(JWTClaimsSet claims) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(
        code, claims(next, CLIENT, nextRoles, 3600).claim("nonce", asked.get("nonce")).build());
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    JWTClaimsSet claims = codes.remove(form(body).get("code"));
    if (claims == null) {
      answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    String token =
        """
        {"access_token":"unused","token_type":"Bearer","expires_in":300,"id_token":"%s"}
        """;
    answer(exchange, 200, token.formatted(signed(claims)));
  }

  private String discovery() {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
     "jwks_uri":"%1$s/jwks","response_types_supported":["code"],"subject_types_supported":["public"],
     "id_token_signing_alg_values_supported":["RS256"]}
    """
        .formatted(issuer());
  }

  private static Map<String, String> form(String encoded) {
    return Stream.of(encoded.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
