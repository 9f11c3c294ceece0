package org.stipend.emulator;

import com.google.cloud.resourcemanager.v3.CreateProjectRequest;
import com.google.cloud.resourcemanager.v3.DeleteProjectRequest;
import com.google.cloud.resourcemanager.v3.GetProjectRequest;
import com.google.cloud.resourcemanager.v3.Project;
import com.google.cloud.resourcemanager.v3.ProjectsGrpc;
import com.google.cloud.resourcemanager.v3.SearchProjectsRequest;
import com.google.cloud.resourcemanager.v3.SearchProjectsResponse;
import com.google.longrunning.Operation;
import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** Projects of Cloud Resource Manager over gRPC. */
final class ProjectCalls extends ProjectsGrpc.ProjectsImplBase {

  private final Calls calls;

  ProjectCalls(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void getProject(GetProjectRequest request, StreamObserver<Project> caller) {
    answer("GetProject", request, Project.getDefaultInstance(), caller);
  }

  @Override
  public void searchProjects(
      SearchProjectsRequest request, StreamObserver<SearchProjectsResponse> caller) {
    answer("SearchProjects", request, SearchProjectsResponse.getDefaultInstance(), caller);
  }

  @Override
  public void createProject(CreateProjectRequest request, StreamObserver<Operation> caller) {
    answer("CreateProject", request, Operation.getDefaultInstance(), caller);
  }

  @Override
  public void deleteProject(DeleteProjectRequest request, StreamObserver<Operation> caller) {
    answer("DeleteProject", request, Operation.getDefaultInstance(), caller);
  }

  private <T extends Message> void answer(
      String method, Message request, T empty, StreamObserver<T> caller) {
    calls.answer(List.of(ProjectsGrpc.SERVICE_NAME, method), request, empty, caller);
  }
}
