import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { anAdmin } from "@/testing/builders/basics";
import { anAccountRequest } from "@/testing/builders/billing";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

const PAGE = "/admin/account-requests";

function worldWith(part: Partial<World>): World {
  return Object.assign(new World(), { me: anAdmin() }, part);
}

it("leads an admin to who asked for a billing account, with all that is needed to answer", async () => {
  const { person } = open("/", worldWith({ accountRequests: [anAccountRequest({ nihFunded: true })] }));
  await person.click(await screen.findByRole("link", { name: "Account requests" }));
  const table = within(await screen.findByRole("table", { name: "Account requests" }));
  const cells = within(table.getAllByRole("row")[1]!).getAllByRole("cell");
  expect(cells.slice(0, 5).map((each) => each.textContent)).toEqual([
    "Ada Lovelace",
    "ada@example.org",
    "5551234567",
    "Analytical Society",
    "Yes",
  ]);
  expect(cells[5]!.querySelector("time")).toBeVisible();
  expect(table.getByRole("link", { name: "ada@example.org" })).toHaveAttribute(
    "href",
    "mailto:ada@example.org",
  );
});

it("shows the latest requests first, and more of them when asked", async () => {
  const accountRequests = Array.from({ length: 51 }, (_, index) =>
    anAccountRequest({ id: `request-${index}`, name: `Person ${index}` }),
  );
  const { person } = open(PAGE, worldWith({ accountRequests }));
  const table = await screen.findByRole("table", { name: "Account requests" });
  expect(within(table).getAllByRole("row")[1]).toHaveTextContent("Person 0");
  expect(screen.queryByText("Person 50")).not.toBeInTheDocument();
  screen.getByRole("button", { name: "Show more" }).focus();
  await person.keyboard("{Enter}");
  expect(await screen.findByText("Person 50")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument();
});

it("says so where nobody has asked", async () => {
  open(PAGE, worldWith({}));
  expect(await screen.findByText("Nobody has asked yet")).toBeVisible();
});

it.each([["RESEARCHER" as const], ["FINANCE" as const]])("shows no requests to a %s", async (role) => {
  open(PAGE, worldWith({ me: anAdmin({ roles: [role] }), accountRequests: [anAccountRequest()] }));
  expect(await screen.findByRole("heading", { level: 1 })).not.toHaveTextContent("Account requests");
  expect(screen.queryByRole("link", { name: "Account requests" })).not.toBeInTheDocument();
});
