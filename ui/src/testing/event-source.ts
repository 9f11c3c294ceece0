/** The event stream of the made-up world: opens at once, says what it is told to. */
export class TestingEventSource extends EventTarget {
  static open = new Set<TestingEventSource>();
  static refusing = false;

  constructor(readonly url: string) {
    super();
    TestingEventSource.open.add(this);
    queueMicrotask(() => {
      if (!TestingEventSource.open.has(this)) return;
      if (TestingEventSource.refusing) return void this.dispatchEvent(new Event("error"));
      this.#say("hello", { serverTime: new Date().toISOString() });
      this.#say("status", { delayed: false, databaseAway: false, diskFull: false });
    });
  }

  static emit(type: string, data: object): void {
    for (const stream of TestingEventSource.open) stream.#say(type, data);
  }

  static breakDown(): void {
    for (const stream of TestingEventSource.open) stream.dispatchEvent(new Event("error"));
  }

  static reset(): void {
    TestingEventSource.open.clear();
    TestingEventSource.refusing = false;
  }

  close(): void {
    TestingEventSource.open.delete(this);
  }

  #say(type: string, data: object): void {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}
