package org.stipend.orchestrator.signin;

import static org.stipend.orchestrator.access.Role.ADMIN;
import static org.stipend.orchestrator.access.Role.FINANCE;
import static org.stipend.orchestrator.access.Role.OPERATOR;
import static org.stipend.orchestrator.access.Role.RESEARCHER;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.stipend.orchestrator.access.Access;
import org.stipend.orchestrator.access.Caller;
import org.stipend.orchestrator.access.Decision;
import org.stipend.orchestrator.access.Reason;
import org.stipend.orchestrator.access.Role;

/**
 * Which roles may use which endpoint: all of it, on one page. An endpoint that is not named here is
 * closed to everybody. What a role may do with one particular workspace is {@link Access}'s part.
 */
final class Authorities {

  private static final List<Authority> ALL =
      List.of(
          everybody("GET /sign-in"),
          everybody("GET /sign-in/**"),
          everybody("POST /sign-out"),
          everybody("GET /v3/api-docs/**"),
          everybody("GET /swagger-ui/**"),
          everybody("GET /actuator/health/**"),
          only("GET /actuator/**", ADMIN, OPERATOR),
          signedIn("GET /api/me"),
          signedIn("GET /api/events"),
          signedIn("GET /api/notices"),
          signedIn("POST /api/notices/read"),
          signedIn("POST /api/notices/{notice}/read"),
          signedIn("GET /api/notices/preferences"),
          signedIn("PUT /api/notices/preferences"),
          only("GET /api/people", ADMIN, FINANCE, OPERATOR),
          signedIn("GET /api/workspaces"),
          signedIn("GET /api/workspaces/{workspace}"),
          only("POST /api/workspaces", RESEARCHER),
          only("PATCH /api/workspaces/{workspace}", RESEARCHER),
          only("GET /api/workspaces/{workspace}/deletion", RESEARCHER),
          only("DELETE /api/workspaces/{workspace}", RESEARCHER),
          signedIn("GET /api/workspaces/{workspace}/members"),
          signedIn("GET /api/workspaces/{workspace}/spend"),
          only("GET /api/workspaces/{workspace}/candidates", RESEARCHER),
          only("PUT /api/workspaces/{workspace}/members/{person}", RESEARCHER),
          signedIn("DELETE /api/workspaces/{workspace}/members/{person}"), // to leave, too
          signedIn("GET /api/workspaces/{workspace}/payer"),
          only("PUT /api/workspaces/{workspace}/payer", RESEARCHER),
          only("PUT /api/workspaces/{workspace}/members/{person}/cap", RESEARCHER),
          only("DELETE /api/workspaces/{workspace}/members/{person}/cap", RESEARCHER),
          signedIn("GET /api/catalog"),
          only("POST /api/workspaces/{workspace}/estimates", RESEARCHER),
          signedIn("GET /api/runtimes"),
          signedIn("GET /api/runtimes/{runtime}"),
          only("PUT /api/runtimes/{runtime}", RESEARCHER),
          only("POST /api/runtimes/{runtime}/stop", RESEARCHER, ADMIN, OPERATOR),
          only("POST /api/runtimes/{runtime}/start", RESEARCHER),
          only("POST /api/runtimes/{runtime}/cancel", RESEARCHER),
          only("DELETE /api/runtimes/{runtime}", RESEARCHER),
          signedIn("GET /api/disks"),
          only("DELETE /api/disks/{disk}", RESEARCHER),
          signedIn("GET /api/credit"),
          only("GET /api/people/{person}/credit", ADMIN, FINANCE),
          only("POST /api/people/{person}/grants", ADMIN),
          only("POST /api/grants/{grant}/revocations", ADMIN),
          only("GET /api/billing-accounts", RESEARCHER),
          only("PUT /api/billing-accounts/{account}", RESEARCHER),
          only("DELETE /api/billing-accounts/{account}", RESEARCHER),
          only("POST /api/billing-account-requests", RESEARCHER),
          only("GET /api/billing-account-requests", ADMIN),
          signedIn("GET /api/workspaces/{workspace}/project-link"),
          only("POST /api/workspaces/{workspace}/project-link/retry", RESEARCHER),
          signedIn("GET /api/statement"),
          only("POST /api/proofs", ADMIN, OPERATOR),
          only("GET /api/drift", ADMIN, OPERATOR),
          only("POST /api/reconciliations", ADMIN, OPERATOR),
          only("GET /api/reconciliations", ADMIN, OPERATOR),
          only("GET /api/reconciliations/{pass}", ADMIN, OPERATOR),
          signedIn("GET /r/{runtime}"));

  private Authorities() {}

  /** The line for a request; empty for an address or method that is not named. */
  static Optional<Authority> of(String method, String path) {
    String read = method.equals("HEAD") ? "GET" : method;
    PathContainer parsed = PathContainer.parsePath(path);
    return ALL.stream()
        .filter(line -> line.method().equals(read) && line.pattern().matches(parsed))
        .findFirst();
  }

  private static Authority everybody(String endpoint) {
    return line(endpoint, false, Set.of());
  }

  private static Authority signedIn(String endpoint) {
    return line(endpoint, true, Set.of(Role.values()));
  }

  private static Authority only(String endpoint, Role... roles) {
    return line(endpoint, true, Set.copyOf(Arrays.asList(roles)));
  }

  private static Authority line(String endpoint, boolean signIn, Set<Role> roles) {
    String[] methodAndPath = endpoint.split(" ", 2);
    return new Authority(
        methodAndPath[0], PathPatternParser.defaultInstance.parse(methodAndPath[1]), signIn, roles);
  }

  /**
   * @param signIn whether one has to be signed in at all
   * @param roles of which one has to have at least one
   */
  record Authority(String method, PathPattern pattern, boolean signIn, Set<Role> roles) {

    Decision decide(Caller caller) {
      boolean hasOne = caller.roles().stream().anyMatch(roles::contains);
      return Decision.unless(false, hasOne ? List.of() : List.of(new Reason.RoleMissing(roles)));
    }
  }
}
