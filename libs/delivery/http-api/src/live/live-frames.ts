import type { LiveHub, LiveItem } from '@vialog/events';

export interface LiveFramesOptions {
  /** Sequence number the client received last; later messages are replayed. */
  readonly after?: number | undefined;
  readonly signal: AbortSignal;
  /** Silence after which a comment keeps proxies and the client from giving up, ms. */
  readonly heartbeatMs?: number;
}

/** Delay before a browser reconnects, ms. */
const retryMs = 2_000;

/**
 * The live feed as server-sent events (WHATWG HTML, 9.2): `event` is the message's name, `id` its sequence number.
 * Begins with a comment at once, so that headers leave before the first count. Ends when the signal aborts.
 */
export async function* liveFrames(hub: LiveHub, options: LiveFramesOptions): AsyncGenerator<string, void> {
  const { after, signal, heartbeatMs = 15_000 } = options;
  const items = hub.subscribe({ after, signal });
  yield `: vialog live\nretry: ${retryMs}\n\n`;
  let next = items.next();
  while (!signal.aborted) {
    const arrived = await withinTime(next, heartbeatMs);
    if (arrived === undefined) yield ': heartbeat\n\n';
    else if (arrived.done) return;
    else {
      yield frameOf(arrived.value);
      next = items.next();
    }
  }
}

/** The result, or undefined where it takes longer. */
async function withinTime<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** JSON has no line breaks of its own, so one `data:` line is enough. */
function frameOf({ sequence, message }: LiveItem): string {
  return `id: ${sequence}\nevent: ${message.name}\ndata: ${JSON.stringify(message.data)}\n\n`;
}
