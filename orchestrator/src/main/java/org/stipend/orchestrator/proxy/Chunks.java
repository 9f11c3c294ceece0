package org.stipend.orchestrator.proxy;

import java.nio.ByteBuffer;

/**
 * Follows content that comes in chunks, to its end. It forgives nothing: what Undertow would make
 * of broken chunks a tool may read as another request.
 */
final class Chunks {

  private static final int MOST_DIGITS = 13;
  private static final int MOST_BESIDE = 8 * 1024;
  private static final String IN_NAMES = "!#$%&'*+-.^_`|~";

  private enum Part {
    SIZE,
    EXTENSION,
    SIZE_END,
    CONTENT,
    CONTENT_CR,
    CONTENT_END,
    TRAILER,
    NAME,
    VALUE,
    VALUE_END,
    END,
    DONE,
    WRONG
  }

  private Part part = Part.SIZE;
  private long remaining;
  private int digits;

  /** Bytes of extensions and trailers. */
  private int beside;

  /**
   * Goes on to the end of these bytes, or of the content where that is before.
   *
   * @return whether they are framed as HTTP says
   */
  boolean follow(ByteBuffer bytes) {
    while (bytes.hasRemaining() && part != Part.DONE && part != Part.WRONG) {
      if (part == Part.CONTENT) {
        int length = (int) Math.min(remaining, bytes.remaining());
        bytes.position(bytes.position() + length);
        remaining -= length;
        part = remaining == 0 ? Part.CONTENT_CR : Part.CONTENT;
      } else {
        part = after(bytes.get());
      }
    }
    return part != Part.WRONG;
  }

  boolean areDone() {
    return part == Part.DONE;
  }

  private Part after(byte b) {
    return switch (part) {
      case SIZE -> size(b);
      case EXTENSION -> text(b, Part.SIZE_END);
      case SIZE_END -> only(b, '\n', remaining == 0 ? Part.TRAILER : Part.CONTENT);
      case CONTENT_CR -> only(b, '\r', Part.CONTENT_END);
      case CONTENT_END -> {
        digits = 0;
        yield only(b, '\n', Part.SIZE);
      }
      case TRAILER -> b == '\r' ? Part.END : name(b);
      case NAME -> b == ':' ? Part.VALUE : name(b);
      case VALUE -> text(b, Part.VALUE_END);
      case VALUE_END -> only(b, '\n', Part.TRAILER);
      case END -> only(b, '\n', Part.DONE);
      case CONTENT, DONE, WRONG -> throw new IllegalStateException(part.name());
    };
  }

  private Part size(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0 && ++digits <= MOST_DIGITS) {
      remaining = remaining * 16 + digit;
      return Part.SIZE;
    }
    if (digits == 0 || digit >= 0) {
      return Part.WRONG;
    }
    return b == ';' ? Part.EXTENSION : only(b, '\r', Part.SIZE_END);
  }

  private Part name(byte b) {
    boolean fits =
        b >= 'a' && b <= 'z'
            || b >= 'A' && b <= 'Z'
            || b >= '0' && b <= '9'
            || IN_NAMES.indexOf(b) >= 0;
    return fits && ++beside <= MOST_BESIDE ? Part.NAME : Part.WRONG;
  }

  private Part text(byte b, Part end) {
    if (b == '\r') {
      return end;
    }
    boolean control = b >= 0 && b < ' ' && b != '\t' || b == 127;
    return !control && ++beside <= MOST_BESIDE ? part : Part.WRONG;
  }

  private static Part only(byte b, char expected, Part then) {
    return b == expected ? then : Part.WRONG;
  }
}
