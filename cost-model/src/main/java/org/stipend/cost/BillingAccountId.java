package org.stipend.cost;

/**
 * Names a billing account of the cloud as the cloud names it, such as {@code 012345-6789AB-CDEF01}.
 */
public record BillingAccountId(String value) {

  public BillingAccountId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A billing account without a name");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
