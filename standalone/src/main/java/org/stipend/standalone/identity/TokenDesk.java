package org.stipend.standalone.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Bearer tokens for the command line, to who can read the file with the key. */
final class TokenDesk {

  static final String PATH = "/embedded/token";

  private static final Duration VALID = Duration.ofHours(12);

  private final byte[] authorization;
  private final String issuer;
  private final JwtEncoder encoder;
  private final InstantSource clock;

  TokenDesk(String key, String issuer, JwtEncoder encoder, InstantSource clock) {
    this.authorization = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
    this.issuer = issuer;
    this.encoder = encoder;
    this.clock = clock;
  }

  ServerResponse token(ServerRequest request) {
    String offered = request.headers().firstHeader(HttpHeaders.AUTHORIZATION);
    if (offered == null
        || !MessageDigest.isEqual(authorization, offered.getBytes(StandardCharsets.UTF_8))) {
      return text(HttpStatus.UNAUTHORIZED, "The key in the file token-key is asked for.");
    }
    return request
        .param("person")
        .flatMap(Figure::of)
        .map(figure -> text(HttpStatus.OK, tokenFor(figure)))
        .orElseGet(() ->
            text(
                HttpStatus.NOT_FOUND,
                "There is nobody of that name here, only "
                    + Stream.of(Figure.values()).map(Figure::id).collect(Collectors.joining(", "))
                    + "."));
  }

  private String tokenFor(Figure figure) {
    Instant now = clock.instant();
    JwtClaimsSet.Builder claims =
        JwtClaimsSet.builder()
            .issuer(issuer)
            .audience(List.of(Claims.AUDIENCE))
            .issuedAt(now)
            .expiresAt(now.plus(VALID));
    Claims.describe(claims, figure);
    return encoder.encode(JwtEncoderParameters.from(claims.build())).getTokenValue();
  }

  private static ServerResponse text(HttpStatus status, String text) {
    return ServerResponse.status(status)
        .contentType(MediaType.TEXT_PLAIN)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(text);
  }
}
