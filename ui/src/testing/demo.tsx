import { getResponse } from "msw";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App, createApp } from "@/app/App";
import { TestingEventSource } from "./event-source";
import { SCENES } from "./scenes";

// The app on a made-up world, for looking at pages: ?scene=NAME chooses the situation and is remembered;
// ?late=WORD answers last what has it in its path.
const asked = new URLSearchParams(location.search).get("scene");
if (asked) sessionStorage.setItem("scene", asked);
const world = (SCENES[sessionStorage.getItem("scene") ?? "one"] ?? SCENES.one!)();
const handlers = world.handlers();
const late = new URLSearchParams(location.search).get("late");

const ANSWER_MS = 150;

/** As a server does: not at once, and not all at the same time. */
function answerTime({ url }: Request): Promise<void> {
  const times = new URL(url).pathname.includes(late ?? "") ? 4 : 1;
  return new Promise((resolve) => setTimeout(resolve, late ? times * ANSWER_MS : 0));
}

window.EventSource = TestingEventSource as unknown as typeof EventSource;
const elsewhere = window.fetch.bind(window);
window.fetch = async (input, init) => {
  const request = new Request(input, init);
  await answerTime(request);
  return (await getResponse(handlers, request)) ?? elsewhere(request);
};
Object.assign(window, { world, TestingEventSource });

const app = createApp();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App {...app} />
  </StrictMode>,
);
