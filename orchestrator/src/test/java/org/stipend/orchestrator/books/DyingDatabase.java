package org.stipend.orchestrator.books;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A data source whose client dies at one of its steps: before a statement or a commit, or after a
 * commit whose answer it never hears.
 */
public final class DyingDatabase {

  private final DataSource source;
  private long stepsLeft = Long.MAX_VALUE;
  private boolean afterwards;

  public DyingDatabase(DataSource source) {
    this.source =
        proxy(
            DataSource.class,
            source,
            answer -> answer instanceof Connection opened ? connection(opened) : answer);
  }

  public DataSource source() {
    return source;
  }

  /** Before this one of the steps to come. */
  public void dieBefore(long step) {
    stepsLeft = step;
    afterwards = false;
  }

  /** After this one. */
  public void dieAfter(long step) {
    stepsLeft = step;
    afterwards = true;
  }

  public void live() {
    stepsLeft = Long.MAX_VALUE;
  }

  private Connection connection(Connection opened) {
    return proxy(
        Connection.class,
        opened,
        answer ->
            switch (answer) {
              case PreparedStatement prepared ->
                  proxy(PreparedStatement.class, prepared, same -> same);
              case Statement statement -> proxy(Statement.class, statement, same -> same);
              case null, default -> answer;
            });
  }

  private <T> T proxy(Class<T> type, T real, UnaryOperator<Object> wrapped) {
    InvocationHandler dying =
        (self, method, arguments) -> {
          boolean last = isStep(method.getName()) && --stepsLeft == 0;
          if (last && !afterwards) {
            throw new SQLException("died before " + method.getName());
          }
          try {
            Object answer = wrapped.apply(method.invoke(real, arguments));
            if (last) {
              throw new SQLException("died after " + method.getName());
            }
            return answer;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, dying));
  }

  private static boolean isStep(String method) {
    return method.startsWith("execute") || method.equals("commit");
  }
}
