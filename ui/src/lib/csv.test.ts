import { expect, it } from "vitest";
import { csv } from "./csv";

it("quotes what needs it and never starts a formula", () => {
  expect(csv(["a", "b"], [["-0.189999000", '=HYPERLINK("x")']])).toBe(
    'a,b\r\n-0.189999000,"\'=HYPERLINK(""x"")"\r\n',
  );
});
