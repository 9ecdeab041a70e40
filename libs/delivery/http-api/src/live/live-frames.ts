import type { LiveHub, LiveItem } from '@vialog/events';
import { withinTime } from './within-time.ts';

export interface LiveFramesOptions {
  /** Sequence number the client received last; later messages are replayed. */
  readonly after?: number | undefined;
  readonly signal: AbortSignal;
  /** Interval after which a comment is sent if there is no message, so that proxies keep the connection open, ms. */
  readonly heartbeatMs?: number;
}

/** Delay before a browser reconnects, ms. */
const retryMs = 2_000;

/**
 * The live feed as server-sent events (WHATWG HTML, 9.2): `event` is the message's name, `id` its sequence number.
 * The first frame is a comment, so that the headers are sent before the first message. Ends when the signal aborts.
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

/** JSON.stringify returns no line breaks, so that one `data:` line is sufficient. */
function frameOf({ sequence, message }: LiveItem): string {
  return `id: ${sequence}\nevent: ${message.name}\ndata: ${JSON.stringify(message.data)}\n\n`;
}
