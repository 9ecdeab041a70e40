import { modelReadiness, type Clock, type ModelReadinessReply } from '@vialog/contracts';
import type { Detector, ModelReadiness } from '@vialog/detection';
import type { Msg, NatsConnection } from '@nats-io/transport-node';

const { subject, request, reply } = modelReadiness;

/** Time in which detectors reply, ms. They reply at once with the state that they have. */
const replyMs = 1_000;

/** Replies to requests of ingests to load a model. Call the returned function to stop. */
export function replyModelReadiness(
  connection: NatsConnection,
  detector: Pick<Detector, 'prepare'>,
): () => void {
  const respond = async (message: Msg): Promise<void> => {
    const parsed = request.safeParse(jsonOf(message));
    const readiness = parsed.success
      ? await detector.prepare(parsed.data.modelId)
      : ({ kind: 'failed', detail: 'The request to load a model is invalid.' } as const);
    message.respond(JSON.stringify(replyOf(readiness)));
  };
  const subscription = connection.subscribe(subject, {
    callback: (error, message) => {
      if (!error) void respond(message).catch(() => undefined);
    },
  });
  return () => {
    if (!connection.isClosed()) subscription.unsubscribe();
  };
}

const replyOf = (readiness: ModelReadiness): ModelReadinessReply =>
  readiness.kind === 'failed'
    ? { v: 1, kind: 'failed', detail: readiness.detail.slice(0, 1_000) }
    : { v: 1, kind: readiness.kind };

/** Requests all detectors to load a model. Cameras that change to the same model at the same time share a request. */
export class ModelReadinessRequests {
  readonly #connection: NatsConnection;
  readonly #clock: Clock;
  readonly #recent = new Map<string, { readonly at: number; readonly readiness: Promise<ModelReadiness> }>();

  constructor(connection: NatsConnection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /**
   * Ready when every detector that replies is ready, because a frame can reach each of them; failed when the model failed at one.
   * Loading while no detector replies.
   */
  send(modelId: string): Promise<ModelReadiness> {
    const now = this.#clock.monotonic();
    for (const [id, { at }] of this.#recent) if (now - at > replyMs) this.#recent.delete(id);
    const recent = this.#recent.get(modelId) ?? { at: now, readiness: this.#request(modelId) };
    this.#recent.set(modelId, recent);
    return recent.readiness;
  }

  async #request(modelId: string): Promise<ModelReadiness> {
    const payload = JSON.stringify({ v: 1, modelId });
    const replies: ModelReadinessReply[] = [];
    const options = { strategy: 'timer', maxWait: replyMs } as const;
    try {
      for await (const message of await this.#connection.requestMany(subject, payload, options)) {
        const parsed = reply.safeParse(jsonOf(message));
        if (parsed.success) replies.push(parsed.data);
      }
    } catch {
      // No detector runs, or the broker is unreachable: that says nothing about the model.
      return { kind: 'loading' };
    }
    return summaryOf(replies);
  }
}

function summaryOf(replies: readonly ModelReadinessReply[]): ModelReadiness {
  const failed = replies.find((each) => each.kind === 'failed');
  if (failed) return { kind: 'failed', detail: failed.detail };
  const isReady = replies.length > 0 && replies.every(({ kind }) => kind === 'ready');
  return { kind: isReady ? 'ready' : 'loading' };
}

function jsonOf(message: Msg): unknown {
  try {
    return message.json();
  } catch {
    return undefined;
  }
}
