package org.stipend.standalone.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Sign-ins on their way, each for the seconds between choosing a person and being back at the
 * console. The oldest of too many are forgotten; whoever hangs in one signs in again.
 */
final class OpenAuthorizations implements OAuth2AuthorizationService {

  private static final int MOST = 100;

  private final Map<String, OAuth2Authorization> open =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OAuth2Authorization> eldest) {
          return size() > MOST;
        }
      };

  @Override
  public synchronized void save(OAuth2Authorization authorization) {
    open.put(authorization.getId(), authorization);
  }

  @Override
  public synchronized void remove(OAuth2Authorization authorization) {
    open.remove(authorization.getId());
  }

  @Override
  public synchronized @Nullable OAuth2Authorization findById(String id) {
    return open.get(id);
  }

  @Override
  public synchronized @Nullable OAuth2Authorization findByToken(
      String token, @Nullable OAuth2TokenType type) {
    return open.values().stream()
        .filter(authorization -> authorization.getToken(token) != null)
        .findFirst()
        .orElse(null);
  }
}
