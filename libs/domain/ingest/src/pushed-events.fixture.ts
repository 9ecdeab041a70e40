import type { CaptureEvent } from '@vialog/capture';

/** The events of one stream at a time, which a test pushes. Those pushed while no stream is open are lost. */
export class PushedEvents {
  #push: (event: CaptureEvent) => void = () => undefined;

  push(event: CaptureEvent): void {
    this.#push(event);
  }

  /** A newly opened stream: the events that are pushed until the signal aborts. */
  async *opened(signal: AbortSignal): AsyncIterable<CaptureEvent> {
    const queue: CaptureEvent[] = [];
    let wake = (): void => undefined;
    this.#push = (event) => {
      queue.push(event);
      wake();
    };
    signal.addEventListener('abort', () => wake());
    while (!signal.aborted) {
      yield* queue.splice(0);
      if (!signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
    }
  }
}
