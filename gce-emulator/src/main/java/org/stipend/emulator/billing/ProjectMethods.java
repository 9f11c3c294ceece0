package org.stipend.emulator.billing;

import com.google.cloud.billing.v1.GetProjectBillingInfoRequest;
import com.google.cloud.billing.v1.ListProjectBillingInfoRequest;
import com.google.cloud.billing.v1.ListProjectBillingInfoResponse;
import com.google.cloud.billing.v1.ProjectBillingInfo;
import com.google.cloud.billing.v1.UpdateProjectBillingInfoRequest;
import org.stipend.emulator.billing.Role.Permission;
import org.stipend.emulator.wire.Methods;

/** Which account pays for a project. */
final class ProjectMethods {

  private final Book book;

  ProjectMethods(Book book) {
    this.book = book;
  }

  void bind(Methods methods) {
    methods
        .on(GetProjectBillingInfoRequest.getDefaultInstance(), this::look)
        .on(UpdateProjectBillingInfoRequest.getDefaultInstance(), this::link)
        .on(ListProjectBillingInfoRequest.getDefaultInstance(), this::list);
  }

  private ProjectBillingInfo look(GetProjectBillingInfoRequest request) {
    String project = Names.project(request.getName());
    if (book.isHidden(project)) throw Refusals.denied();
    return book.shown(project);
  }

  /** An account that is closed is taken without a word: billing is off then. */
  private ProjectBillingInfo link(UpdateProjectBillingInfoRequest request) {
    String project = Names.project(request.getName());
    String account = request.getProjectBillingInfo().getBillingAccountName();
    if (account.isEmpty()) requireEitherSide(project);
    else requireBothSides(project, account);
    book.link(project, account);
    return book.shown(project);
  }

  private void requireEitherSide(String project) {
    boolean isAllowed =
        !book.isHidden(project)
            || book.find(book.accountOf(project))
                .filter(account -> account.allows(Permission.UNLINK))
                .isPresent();
    if (!isAllowed) throw Refusals.denied();
  }

  private void requireBothSides(String project, String name) {
    Account account =
        book.find(Names.account(name))
            .filter(found -> found.allows(Permission.LINK) && !book.isHidden(project))
            .orElseThrow(Refusals::denied);
    long others = book.projectsOf(account.name()).filter(linked -> !linked.equals(project)).count();
    if (account.isFull(others)) throw Refusals.full(project, account.name());
  }

  private ListProjectBillingInfoResponse list(ListProjectBillingInfoRequest request) {
    Account account =
        book.find(Names.account(request.getName()))
            .filter(found -> found.allows(Permission.LIST_LINKS))
            .orElseThrow(Refusals::denied);
    var linked = book.projectsOf(account.name()).map(book::shown).toList();
    var page = Page.of(linked, request.getPageSize(), request.getPageToken());
    return ListProjectBillingInfoResponse.newBuilder()
        .addAllProjectBillingInfo(page.items())
        .setNextPageToken(page.next())
        .build();
  }
}
