import type { CaptureEvent } from './frame-source.port.ts';

type Open = (signal: AbortSignal) => AsyncIterable<CaptureEvent>;

/**
 * Reads a source as fast as it delivers and yields only the newest events: at most one picture and one fault wait for
 * the consumer, so that a slow consumer gets recent frames and memory stays bounded. A consumer that stops iterating
 * stops the source and waits until it has closed its resources. Errors of the source reach the consumer.
 */
export async function* latestEvents(
  open: Open,
  signal: AbortSignal,
): AsyncGenerator<CaptureEvent, void, undefined> {
  const left = new AbortController();
  const mailbox = new Mailbox();
  const filling = fill(mailbox, open(AbortSignal.any([signal, left.signal])));
  try {
    while (await mailbox.hasNext()) yield mailbox.take();
    await filling;
  } finally {
    left.abort();
    await filling.catch(() => undefined); // already thrown above, or the consumer has stopped iterating
  }
}

async function fill(mailbox: Mailbox, events: AsyncIterable<CaptureEvent>): Promise<void> {
  try {
    for await (const event of events) mailbox.put(event);
  } finally {
    mailbox.close();
  }
}

class Mailbox {
  #waiting: CaptureEvent[] = [];
  #closed = false;
  #wake: (() => void) | undefined;

  put(event: CaptureEvent): void {
    this.#waiting = [...this.#waiting.filter((older) => older.kind !== event.kind), event];
    this.#wake?.();
  }

  close(): void {
    this.#closed = true;
    this.#wake?.();
  }

  /** Waits for an event; returns false when the source has ended. */
  async hasNext(): Promise<boolean> {
    if (this.#waiting.length === 0 && !this.#closed) await new Promise<void>((wake) => (this.#wake = wake));
    return this.#waiting.length > 0;
  }

  take(): CaptureEvent {
    return this.#waiting.shift() as CaptureEvent;
  }
}
