/** Exclusive locks as a browser lends them to the tabs of an origin: one holder, the others in a queue. */
export class TestingLocks {
  #queues = new Map<string, Promise<unknown>>();

  request(name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<unknown>): Promise<unknown> {
    const before = this.#queues.get(name) ?? Promise.resolve();
    const turn = before.then(() => (signal.aborted ? undefined : hold()));
    this.#queues.set(name, turn);
    return turn;
  }
}
