import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TestingEventSource } from "@/testing/event-source";
import { TestingLocks } from "@/testing/locks";
import { type Line, type News, openLine } from "./line";

interface Tab {
  line: Line;
  heard: News[];
}

const tabs: Tab[] = [];

function openTab(): Tab {
  const heard: News[] = [];
  const tab = { heard, line: openLine((news) => heard.push(news)) };
  tabs.push(tab);
  return tab;
}

const types = ({ heard }: Tab) => heard.map(({ type }) => type);

beforeEach(() => {
  Object.defineProperty(navigator, "locks", { value: new TestingLocks(), configurable: true });
});
afterEach(() => {
  tabs.splice(0).forEach(({ line }) => line.close());
  Reflect.deleteProperty(navigator, "locks");
});

async function openEight(): Promise<Tab[]> {
  const eight = Array.from({ length: 8 }, openTab);
  await vi.waitFor(() => eight.forEach((tab) => expect(types(tab)).toContain("status")));
  return eight;
}

it("has one stream however many tabs there are, and every tab hears each change once", async () => {
  const eight = await openEight();
  expect(TestingEventSource.open.size).toBe(1);
  TestingEventSource.emit("change", { kind: "DISK", id: "a" });
  await vi.waitFor(() => {
    for (const tab of eight) expect(types(tab).filter((type) => type === "change")).toHaveLength(1);
  });
});

it("goes on in another tab when the one with the stream is closed, and says that there was a gap", async () => {
  const [first, ...others] = await openEight();
  others.forEach(({ heard }) => heard.splice(0));
  first!.line.close();
  await vi.waitFor(() => {
    for (const { heard } of others) expect(heard.filter(({ isNew }) => isNew)).toHaveLength(1);
  });
  expect(TestingEventSource.open.size).toBe(1);
});

it("tells a tab that comes later how things stand, without a new connection", async () => {
  await openEight();
  const late = openTab();
  await vi.waitFor(() => expect(types(late)).toEqual(["hello", "status"]));
  expect(late.heard[0]!.isNew).toBe(false);
});

it("lets all tabs know that the connection is lost", async () => {
  const eight = await openEight();
  TestingEventSource.refusing = true;
  TestingEventSource.breakDown();
  await vi.waitFor(() => eight.forEach((tab) => expect(types(tab)).toContain("lost")));
});

it("has a stream per tab where the browser lends no locks", async () => {
  Reflect.deleteProperty(navigator, "locks");
  openTab();
  openTab();
  expect(TestingEventSource.open.size).toBe(2);
});
