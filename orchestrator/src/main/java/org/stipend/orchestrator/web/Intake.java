package org.stipend.orchestrator.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes in what a request says, its query and its content, before anything looks at it: however it
 * is framed it is small, complete and there in time, or it is refused on every path alike.
 */
final class Intake extends OncePerRequestFilter {

  private static final int LARGEST_CONTENT = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ProblemWriter writer;

  Intake(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpServletRequest taken;
    try {
      taken = take(request);
    } catch (Problem problem) {
      request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION); // or the container answers
      response.setHeader("Connection", "close"); // the rest of it is not read
      writer.write(request, response, problem);
      return;
    }
    chain.doFilter(taken, response);
  }

  private static HttpServletRequest take(HttpServletRequest request) {
    if (request.getContentLengthLong() > LARGEST_CONTENT) {
      throw Judgement.ofStatus(HttpStatus.CONTENT_TOO_LARGE);
    }
    try {
      byte[] content = read(request.getInputStream());
      checkQuery(request);
      return content.length == 0 ? request : TakenRequest.of(request, content);
    } catch (SocketTimeoutException e) {
      throw Judgement.ofStatus(HttpStatus.REQUEST_TIMEOUT);
    } catch (IOException e) {
      throw Problem.invalid(
          "The content of the request is cut short, or not framed as HTTP says.",
          "Send it again as a whole.");
    } catch (InvalidParameterException e) {
      throw Problem.invalid(
          "The query of the address, or the form, cannot be read.",
          "Encode it as UTF-8, without NUL.");
    }
  }

  private static void checkQuery(HttpServletRequest request) {
    String query = request.getQueryString();
    if (query != null) {
      request.getParameterMap(); // which decodes it
      if (query.contains("%00")) {
        throw new InvalidParameterException(query);
      }
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    var content = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    for (int length; (length = in.read(part)) != -1; ) {
      content.write(part, 0, length);
      if (content.size() > LARGEST_CONTENT) {
        throw Judgement.ofStatus(HttpStatus.CONTENT_TOO_LARGE);
      }
      if (System.nanoTime() - end > 0) {
        throw Judgement.ofStatus(HttpStatus.REQUEST_TIMEOUT);
      }
    }
    return content.toByteArray();
  }
}
