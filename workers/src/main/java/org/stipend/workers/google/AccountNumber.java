package org.stipend.workers.google;

import java.util.regex.Pattern;

/** The number of a billing account, and its name at Google. */
final class AccountNumber {

  private static final String COLLECTION = "billingAccounts/";
  private static final Pattern NUMBER = Pattern.compile("[0-9A-F]{6}(-[0-9A-F]{6}){2}");

  private AccountNumber() {}

  static boolean isOne(String text) {
    return NUMBER.matcher(text).matches();
  }

  static String named(String number) {
    return COLLECTION + number;
  }

  static String in(String name) {
    return name.startsWith(COLLECTION) ? name.substring(COLLECTION.length()) : name;
  }
}
