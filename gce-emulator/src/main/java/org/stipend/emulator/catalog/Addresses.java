package org.stipend.emulator.catalog;

/** Where machines have their addresses. */
public enum Addresses {
  /** As Google gives them; nothing answers there. Each project begins with the same ones. */
  PRIVATE("10.128"),
  /** On this computer, where guests can listen; no two machines of any project share one. */
  LOOPBACK("127.128");

  private final String prefix;

  Addresses(String prefix) {
    this.prefix = prefix;
  }

  public String range() {
    return prefix + ".0.0/20";
  }

  String gateway() {
    return of(1);
  }

  /** {@code host} counts from 0 at the beginning of the range. */
  public String of(int host) {
    return "%s.%d.%d".formatted(prefix, host / 256, host % 256);
  }
}
