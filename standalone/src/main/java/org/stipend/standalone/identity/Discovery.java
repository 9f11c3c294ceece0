package org.stipend.standalone.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** What the provider says of itself: no more than it does for its one client. */
final class Discovery {

  static final List<String> SCOPES = List.of("openid", "profile", "email");

  static final List<ClientAuthenticationMethod> METHODS =
      List.of(
          ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
          ClientAuthenticationMethod.CLIENT_SECRET_POST);

  private static final Set<String> SAID =
      Set.of(
          "issuer",
          "authorization_endpoint",
          "token_endpoint",
          "userinfo_endpoint",
          "jwks_uri",
          "response_types_supported",
          "code_challenge_methods_supported",
          "subject_types_supported",
          "id_token_signing_alg_values_supported");

  private Discovery() {}

  static void describe(Map<String, Object> claims, String userInfo) {
    claims.keySet().retainAll(SAID);
    claims.put("userinfo_endpoint", userInfo);
    claims.put("scopes_supported", SCOPES);
    claims.put(
        "grant_types_supported", List.of(AuthorizationGrantType.AUTHORIZATION_CODE.getValue()));
    claims.put(
        "token_endpoint_auth_methods_supported",
        METHODS.stream().map(ClientAuthenticationMethod::getValue).toList());
  }
}
