package org.stipend.cloud.billing;

import java.util.List;

/**
 * @param account the cloud's name, such as {@code 012345-6789AB-CDEF01}
 * @param mails of whom it is asked whether the account names them
 */
public record LookAtAccount(String account, List<String> mails) {

  public LookAtAccount {
    mails = List.copyOf(mails);
  }
}
