import { setTimeout as delay } from 'node:timers/promises';
import type { LiveName } from '@vialog/contracts';
import type { LiveHub, LiveItem } from '@vialog/events';
import { withinTime } from '../live/within-time.ts';

export interface BoardFramesOptions {
  readonly signal: AbortSignal;
  /** Minimum time between two messages, ms. */
  readonly pauseMs?: number;
  /** Interval after which a comment is sent if there is no message, ms. */
  readonly heartbeatMs?: number;
}

/** Messages of the live feed that can change a board. */
const changing: ReadonlySet<LiveName> = new Set<LiveName>(['count', 'gap', 'camera', 'cameras', 'reset']);

/**
 * Server-sent events `changed` without data, at most one per pause, however many counts arrive. The first frame is a comment,
 * so that the headers are sent at once. Ends when the signal aborts.
 */
export async function* boardFrames(hub: LiveHub, options: BoardFramesOptions): AsyncGenerator<string, void> {
  const { signal, pauseMs = 5_000, heartbeatMs = 15_000 } = options;
  let after = hub.newest;
  yield ': vialog board\n\n';
  for (;;) {
    yield* heartbeatsUntilChange(hub.subscribe({ after, signal }), heartbeatMs);
    if (signal.aborted || hub.isClosed) return;
    // Changes during the pause are after this number; the next round finds the first of them at once.
    after = hub.newest;
    yield 'event: changed\ndata: {}\n\n';
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Comments until a message arrives that can change a board, or the feed ends. */
async function* heartbeatsUntilChange(
  items: AsyncIterableIterator<LiveItem>,
  heartbeatMs: number,
): AsyncGenerator<string, void> {
  let next = items.next();
  for (;;) {
    const arrived = await withinTime(next, heartbeatMs);
    if (arrived?.done) return;
    if (arrived && changing.has(arrived.value.message.name)) break;
    if (arrived) next = items.next();
    else yield ': heartbeat\n\n';
  }
  await items.return?.();
}
