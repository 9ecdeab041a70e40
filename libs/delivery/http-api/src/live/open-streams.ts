import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** Streams to browsers that are open; ends them before the server closes, or closing would wait for them. */
@Injectable()
export class OpenStreams implements BeforeApplicationShutdown {
  readonly #open = new Set<AbortController>();

  /** A signal that aborts at shutdown; call `close` when the client has gone. */
  open(): { readonly signal: AbortSignal; readonly close: () => void } {
    const controller = new AbortController();
    this.#open.add(controller);
    const close = () => {
      this.#open.delete(controller);
      controller.abort();
    };
    return { signal: controller.signal, close };
  }

  get count(): number {
    return this.#open.size;
  }

  beforeApplicationShutdown(): void {
    for (const controller of this.#open) controller.abort();
    this.#open.clear();
  }
}
