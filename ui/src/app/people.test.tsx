import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { anAdmin } from "@/testing/builders/basics";
import { aPerson } from "@/testing/builders/credit";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

it("shows an admin only those who spend credit, where that is asked for", async () => {
  const eve = aPerson({ id: "eve", name: "Eve", credit: { ...aPerson().credit!, status: "EXPIRED" } });
  const world = Object.assign(new World(), { me: anAdmin(), people: [aPerson(), eve] });
  const { person } = open("/admin/people", world);
  expect(await screen.findByRole("link", { name: "Eve" })).toBeVisible();
  await person.click(screen.getByRole("checkbox", { name: "Only who spends credit" }));
  await waitFor(() => expect(screen.queryByRole("link", { name: "Eve" })).not.toBeInTheDocument());
  expect(screen.getByRole("link", { name: "Ada Lovelace" })).toBeVisible();
});
