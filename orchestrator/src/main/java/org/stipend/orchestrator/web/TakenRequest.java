package org.stipend.orchestrator.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

/** A request whose content has been read, and its parameters if it is a form. */
final class TakenRequest extends HttpServletRequestWrapper {

  private static final int MOST_FIELDS = 1000;

  private final Content content;
  private final Map<String, String[]> parameters;

  private TakenRequest(
      HttpServletRequest request, byte[] content, Map<String, String[]> parameters) {
    super(request);
    this.content = new Content(content);
    this.parameters = parameters;
  }

  /**
   * @throws InvalidParameterException for a form that is none
   */
  static TakenRequest of(HttpServletRequest request, byte[] content) {
    String type = request.getContentType();
    Map<String, String[]> parameters = request.getParameterMap(); // of the query: the rest is read
    return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        ? new TakenRequest(request, content, withForm(parameters, content))
        : new TakenRequest(request, content, parameters);
  }

  private static Map<String, String[]> withForm(Map<String, String[]> query, byte[] content) {
    var form = new Parameters();
    form.setCharset(StandardCharsets.UTF_8);
    form.setLimit(MOST_FIELDS);
    form.processParameters(content, 0, content.length);
    var all = new LinkedHashMap<>(query);
    form.getParameterNames()
        .asIterator()
        .forEachRemaining(name ->
            all.merge(name, form.getParameterValues(name), StringUtils::concatenateStringArrays));
    return Collections.unmodifiableMap(all);
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return parameters;
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters.keySet());
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return parameters.get(name);
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = parameters.get(name);
    return values == null ? null : values[0];
  }

  @Override
  public ServletInputStream getInputStream() {
    return content;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    String named = getCharacterEncoding();
    Charset charset = named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
    return new BufferedReader(new InputStreamReader(content, charset));
  }

  private static final class Content extends ServletInputStream {

    private final ByteArrayInputStream bytes;

    Content(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      return bytes.read(into, offset, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the content is there already");
    }
  }
}
