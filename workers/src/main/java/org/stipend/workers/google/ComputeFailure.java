package org.stipend.workers.google;

import com.google.api.gax.rpc.ApiException;
import java.util.function.Supplier;
import org.stipend.workers.google.ComputeError.Kind;

/** A call of ours that Compute Engine did not do. */
final class ComputeFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ComputeError error;
  private final Kind kind;

  ComputeFailure(ComputeError error) {
    this(error, error.kind());
  }

  private ComputeFailure(ComputeError error, Kind kind) {
    super("%s %d: %s".formatted(error.code(), error.status(), error.message()));
    this.error = error;
    this.kind = kind;
  }

  /** The same no, where what was called says better what it means. */
  ComputeFailure meaning(Kind other) {
    return new ComputeFailure(error, other);
  }

  Kind kind() {
    return kind;
  }

  ComputeError error() {
    return error;
  }

  /** Calls Google; its no becomes one of ours. */
  static <T> T calling(Supplier<T> call) {
    try {
      return call.get();
    } catch (ApiException failure) {
      throw new ComputeFailure(ComputeError.of(failure));
    }
  }
}
