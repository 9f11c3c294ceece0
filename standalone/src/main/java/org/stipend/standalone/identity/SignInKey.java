package org.stipend.standalone.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.ResponseCookie;

/**
 * What tells whoever started Stipend from other people on the same computer. A browser shows it
 * once and then carries a cookie made from it; a new key makes the cookie worthless.
 */
public final class SignInKey {

  private static final Duration REMEMBERED = Duration.ofDays(400);

  private final byte[] key;
  private final String cookieName;
  private final String proof;

  public SignInKey(String key, URI console) {
    this.key = key.getBytes(StandardCharsets.UTF_8);
    this.cookieName = "stipend-key-" + console.getPort();
    this.proof = proof(this.key);
  }

  public boolean fits(String offered) {
    return MessageDigest.isEqual(key, offered.strip().getBytes(StandardCharsets.UTF_8));
  }

  public boolean isKnownTo(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies != null
        && Stream.of(cookies)
            .filter(cookie -> cookie.getName().equals(cookieName))
            .anyMatch(cookie ->
                MessageDigest.isEqual(
                    proof.getBytes(StandardCharsets.UTF_8),
                    cookie.getValue().getBytes(StandardCharsets.UTF_8)));
  }

  /** The value of a Set-Cookie header by which a browser is known from now on. */
  public String cookie() {
    return ResponseCookie.from(cookieName, proof)
        .path("/idp")
        .httpOnly(true)
        .sameSite("Lax")
        .maxAge(REMEMBERED)
        .build()
        .toString();
  }

  private static String proof(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal("sign-in cookie".getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
