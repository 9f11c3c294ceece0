package org.stipend.standalone.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Somebody who has no mouse: everything is reached by Tab, and a choice by the arrows. */
final class Keyboard {

  private static final int MOST_STEPS = 100;

  private final Page page;

  Keyboard(Page page) {
    this.page = page;
  }

  void press(String button) {
    press(named(AriaRole.BUTTON, button));
  }

  void press(Locator button) {
    assertThat(button).isEnabled();
    reach(button, "Tab");
    page.keyboard().press("Enter");
  }

  void choose(String radio) {
    Locator wanted = named(AriaRole.RADIO, radio);
    assertThat(wanted).isVisible();
    String group = (String) wanted.evaluate("radio => radio.name");
    reach(page.locator("input[name='" + group + "']:focus"), "Tab");
    reach(wanted, "ArrowDown");
    page.keyboard().press("Space");
    assertThat(wanted).isChecked();
  }

  void type(String label, String text) {
    Locator field = page.getByLabel(label);
    assertThat(field).isVisible();
    reach(field, "Tab");
    page.keyboard().press("Control+A");
    page.keyboard().type(text);
  }

  private Locator named(AriaRole role, String name) {
    return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void reach(Locator target, String key) {
    for (int step = 0; step < MOST_STEPS; step++) {
      if (target.count() == 1 && (boolean) target.evaluate("it => it === document.activeElement")) {
        return;
      }
      page.keyboard().press(key);
    }
    throw new AssertionError(target + " is out of reach of the keyboard");
  }
}
