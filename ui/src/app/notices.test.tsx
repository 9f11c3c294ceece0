import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { ago, aWorkspace, DAY, HOUR } from "@/testing/builders/basics";
import { aNotice, somePreferences } from "@/testing/builders/notice";
import { aProblem } from "@/testing/problems";
import { open } from "@/testing/render";
import { World } from "@/testing/world";

const invited = aNotice({
  id: "5a000000-0000-4000-8000-000000000002",
  kind: "INVITED",
  title: "Grace Hopper made you a writer of Genome study",
  text: "You can launch tools there.",
  link: `/workspaces/${aWorkspace().id}`,
  createdAt: ago(DAY),
  readAt: ago(HOUR),
  mail: "SENT",
});

function worldWith(part: Partial<World> = {}): World {
  return Object.assign(new World(), { notices: [aNotice(), invited], workspaces: [aWorkspace()] }, part);
}

const bell = (name: string) => screen.findByRole("link", { name: `Notices, ${name} unread` });

it("says at the bell how much is unread and leads to what one was told, newest first", async () => {
  const { person } = open("/", worldWith());
  await person.click(await bell("1"));
  expect(await screen.findByRole("heading", { name: "Notices", level: 1 })).toBeVisible();
  const items = within(await screen.findByRole("list", { name: "Notices" })).getAllByRole("listitem");
  expect(items).toHaveLength(2);
  expect(within(items[0]!).getByRole("heading", { name: "75 % of your credit is used" })).toBeVisible();
  expect(within(items[0]!).getByText("New")).toBeVisible();
  expect(within(items[1]!).getByText(/Mailed too/)).toBeVisible();
  expect(within(items[1]!).queryByRole("button")).not.toBeInTheDocument();
});

it("marks one as read, and then the bell is quiet", async () => {
  const world = worldWith();
  const { person } = open("/notices", world);
  await person.click(
    await screen.findByRole("button", { name: "Mark as read: 75 % of your credit is used" }),
  );
  expect(await bell("none")).toBeVisible();
  expect(world.sent[0]).toMatchObject({ method: "POST", path: `/api/notices/${aNotice().id}/read` });
  expect(screen.queryByText("New")).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Mark all as read" })).not.toBeInTheDocument();
});

it("goes to what a notice is about, which is to have read it", async () => {
  const world = worldWith();
  const { person, router } = open("/notices", world);
  await person.click(await screen.findByRole("link", { name: "75 % of your credit is used" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/credit"));
  expect(await bell("none")).toBeVisible();
});

it("marks all as read at once and shows that nothing is unread", async () => {
  const world = worldWith();
  const { person } = open("/notices?tab=unread", world);
  await person.click(await screen.findByRole("button", { name: "Mark all as read" }));
  expect(await screen.findByRole("heading", { name: "Nothing unread" })).toBeVisible();
  expect(world.sent[0]).toMatchObject({ path: "/api/notices/read" });
});

it("says what will be there while nothing is", async () => {
  open("/notices", worldWith({ notices: [] }));
  expect(await screen.findByRole("heading", { name: "No notices yet" })).toBeVisible();
  expect(await bell("none")).toBeVisible();
});

it("counts no further than nine", async () => {
  const notices = Array.from({ length: 14 }, (_, index) => aNotice({ id: `n${index}` }));
  open("/notices", worldWith({ notices }));
  expect(await bell("9+")).toBeVisible();
  expect(await screen.findByText("More than 9 unread")).toBeVisible();
});

it("tells who does not see the bell what has just come, and not what was there before", async () => {
  const world = worldWith();
  open("/", world);
  await bell("1");
  expect(screen.queryByText(/New notice/)).not.toBeInTheDocument();
  const ends = aNotice({ id: "n2", title: "Your credit ends in less than 4 hours", createdAt: ago(0) });
  world.notices = [ends, ...world.notices];
  act(() => world.change("NOTICE", world.me!.person.id));
  expect(await bell("2")).toBeVisible();
  expect(await screen.findByText("New notice: Your credit ends in less than 4 hours")).toBeInTheDocument();
});

it("keeps each choice of what one is told of at once, and never that of the end of credit", async () => {
  const world = worldWith();
  const { person } = open("/notices?tab=preferences", world);
  expect(await screen.findByRole("checkbox", { name: "Credit ended: in the app" })).toBeDisabled();
  await person.click(screen.getByRole("checkbox", { name: "Invitations: by mail" }));
  await waitFor(() =>
    expect(screen.getByRole("checkbox", { name: "Invitations: by mail" })).not.toBeChecked(),
  );
  expect(world.sent[0]).toMatchObject({
    method: "PUT",
    body: { preferences: [{ kind: "INVITED", app: true, mail: false }] },
  });
});

it("offers no mail where none is sent", async () => {
  open("/notices?tab=preferences", worldWith({ preferences: somePreferences({ mail: false }) }));
  expect(await screen.findByText(/No mail is sent here/)).toBeVisible();
  expect(screen.queryByRole("checkbox", { name: /by mail/ })).not.toBeInTheDocument();
});

it("says where mail goes", async () => {
  open("/notices?tab=preferences", worldWith());
  expect(await screen.findByText(/Mail goes to ada@example.org/)).toBeVisible();
});

it("offers no mail to whose address is not verified, and says why", async () => {
  open("/notices?tab=preferences", worldWith({ preferences: somePreferences({ address: null }) }));
  expect(await screen.findByText(/has not verified that your address is yours/)).toBeVisible();
  expect(screen.queryByRole("checkbox", { name: /by mail/ })).not.toBeInTheDocument();
});

it("says in words when something could not be kept", async () => {
  const world = worldWith();
  world.refusals.push(aProblem({ status: 400, detail: "This cannot be kept." }));
  const { person } = open("/notices?tab=preferences", world);
  await person.click(await screen.findByRole("checkbox", { name: "Invitations: in the app" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("This cannot be kept.");
  expect(screen.getByRole("checkbox", { name: "Invitations: in the app" })).toBeChecked();
});
