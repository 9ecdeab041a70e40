/**
 * Calls that start at the same moment share one request. A later call starts a new one, so that it sees everything that was
 * written before it.
 */
export class SameTick<T> {
  readonly #send: () => Promise<T>;
  #current: Promise<T> | undefined;

  constructor(send: () => Promise<T>) {
    this.#send = send;
  }

  run(): Promise<T> {
    this.#current ??= this.#start();
    return this.#current;
  }

  #start(): Promise<T> {
    queueMicrotask(() => (this.#current = undefined));
    return this.#send();
  }
}
