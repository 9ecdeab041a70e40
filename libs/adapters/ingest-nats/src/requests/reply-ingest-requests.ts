import { cameraId as cameraIdSchema } from '@vialog/contracts';
import { ingestFailure, type IngestReply, type RequestDesk } from '@vialog/ingest';
import { packRecord } from '@vialog/nats';
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { regionSubject, shardSubject } from './request-subjects.ts';

/** Time that the sender gives the process for its reply, ms. */
export const deadlineHeader = 'vialog-deadline-ms';
/** Maximum of this time, ms: a larger value is reduced. */
const maxDeadlineMs = 60_000;

export interface ReplyIngestRequestsOptions {
  readonly connection: NatsConnection;
  readonly region: string;
  readonly desk: RequestDesk;
  /** The shards that this process holds; the requests for their cameras are handled here. */
  readonly ownership: { readonly shards: readonly number[]; holds(cameraId: string): boolean };
  /** Calls `work` every `ms` until the returned function is called. */
  readonly every: (ms: number, work: () => void) => () => void;
}

/** Interval at which subscriptions follow the shards of this process, ms. */
const followMs = 250;
/** Queue group of a region: one of its processes receives a request that any of them can handle. */
const queueGroup = 'ingest';

/**
 * Handles the requests for the cameras of the shards that this process holds, and its share of the requests that any process
 * of the region can handle, until the returned function is called.
 */
export function replyIngestRequests(options: ReplyIngestRequestsOptions): () => void {
  const { connection, region, every } = options;
  const shards = new Map<number, Subscription>();
  const regional = connection.subscribe(regionSubject(region), {
    queue: queueGroup,
    callback: (error, message) => {
      if (!error) void handle(options, message);
    },
  });
  const follow = (): void => followShards(options, shards);
  follow();
  const stop = every(followMs, follow);
  return () => {
    stop();
    if (connection.isClosed()) return;
    for (const subscription of [regional, ...shards.values()]) subscription.unsubscribe();
  };
}

function followShards(options: ReplyIngestRequestsOptions, subscribed: Map<number, Subscription>): void {
  const { connection, region, ownership } = options;
  if (connection.isClosed()) return;
  const held = new Set(ownership.shards);
  for (const [shard, subscription] of subscribed) {
    if (held.has(shard)) continue;
    subscription.unsubscribe();
    subscribed.delete(shard);
  }
  for (const shard of held) {
    if (subscribed.has(shard)) continue;
    const callback = (error: Error | null, message: Msg): void => {
      if (!error && isOwn(options, message)) void handle(options, message);
    };
    subscribed.set(shard, connection.subscribe(shardSubject(region, shard), { callback }));
  }
}

/** While a shard moves, its former holder can still be subscribed; it leaves the reply to the new one. */
function isOwn({ ownership }: ReplyIngestRequestsOptions, message: Msg): boolean {
  const { cameraId } = (jsonOf(message) ?? {}) as { cameraId?: unknown };
  return !cameraIdSchema.safeParse(cameraId).success || ownership.holds(cameraId as string);
}

async function handle({ desk }: ReplyIngestRequestsOptions, message: Msg): Promise<void> {
  const deadlineMs = Number(message.headers?.get(deadlineHeader) || maxDeadlineMs);
  respond(message, await desk.reply(jsonOf(message), Math.min(deadlineMs, maxDeadlineMs)));
}

function respond(message: Msg, reply: IngestReply<never>): void {
  const { bytes, ...record } = { bytes: undefined, ...reply };
  const { payload, headers } = packRecord({ v: 1, ...record }, bytes);
  try {
    message.respond(payload, { headers });
  } catch (error) {
    if (bytes === undefined) return; // the connection was closed: the sender reports a timeout
    const detail = `The reply could not be sent: ${Error.isError(error) ? error.message : String(error)}`;
    respond(message, ingestFailure('failed', detail));
  }
}

function jsonOf(message: Msg): unknown {
  try {
    return message.json();
  } catch {
    return undefined;
  }
}
