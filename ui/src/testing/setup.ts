import "@testing-library/jest-dom/vitest";
import { cleanup, configure, fireEvent, screen } from "@testing-library/react";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import { TestingEventSource } from "./event-source";

// What jsdom does not have and components ask for.
const SCREEN_EM = 90;
const fits = (media: string) =>
  [...media.matchAll(/\((min|max)-width: ([\d.]+)em\)/g)].every(([, bound, em]) =>
    bound === "min" ? SCREEN_EM >= Number(em) : SCREEN_EM <= Number(em),
  );
window.matchMedia = (media: string) =>
  ({
    matches: media.includes("width") && fits(media),
    media,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
  }) as unknown as MediaQueryList;
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.scrollTo = () => {};
Element.prototype.scrollIntoView = () => {};
HTMLCanvasElement.prototype.getContext = () => null;
window.EventSource = TestingEventSource as unknown as typeof EventSource;
Object.defineProperty(document, "fonts", { value: new EventTarget() });

configure({ asyncUtilTimeout: 10_000 });

export const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  // news outlives the page it was told on
  for (const button of screen.queryAllByRole("button", { name: "Dismiss" })) fireEvent.click(button);
  cleanup();
  server.resetHandlers();
  TestingEventSource.reset();
  sessionStorage.clear();
});
afterAll(() => server.close());
