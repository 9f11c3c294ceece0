package org.stipend.orchestrator.books;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A data source that counts what is sent to the database: a batch once. */
final class CountedStatements {

  private final AtomicLong sent = new AtomicLong();
  private final DataSource source;

  CountedStatements(DataSource source) {
    this.source =
        proxy(
            DataSource.class,
            source,
            answer -> answer instanceof Connection opened ? connection(opened) : answer);
  }

  DataSource source() {
    return source;
  }

  long sent() {
    return sent.get();
  }

  private Connection connection(Connection opened) {
    return proxy(
        Connection.class,
        opened,
        answer ->
            answer instanceof PreparedStatement statement
                ? proxy(PreparedStatement.class, statement, same -> same)
                : answer);
  }

  private interface Wrapping {
    Object wrap(Object answer);
  }

  private <T> T proxy(Class<T> type, T real, Wrapping wrapping) {
    InvocationHandler counted =
        (self, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            sent.incrementAndGet();
          }
          try {
            return wrapping.wrap(method.invoke(real, arguments));
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, counted));
  }
}
