import {
  EventBuffer,
  Ingest,
  RequestDesk,
  sendCounts,
  sendHealth,
  ShardKeeper,
  type IngestHandlers,
  type IngestPorts,
} from '@vialog/ingest';
import { NatsLeaseStore, replyIngestRequests, requestLastSlots } from '@vialog/ingest-nats';
import { NatsBus } from '@vialog/messaging-nats';
import { ObjectModelStore } from '@vialog/models-nats';
import type { NatsLink } from '@vialog/nats';
import { KvRegistryReader } from '@vialog/registry-nats';
import type { FrameSource } from '@vialog/capture';
import { captureWidthOf } from '@vialog/compose-capture';
import type { Clock, Log } from '@vialog/contracts';
import type { Detector, DetectorReply } from '@vialog/detection';
import type { ModelStore } from '@vialog/models';
import type { SecretOpener } from '@vialog/registry';
import { republishHealth } from './republish-health.ts';

/** Dependencies from which a detector is built. */
export interface DetectorContext {
  readonly link: NatsLink;
  /** Holds the shards whose cameras this process samples. */
  readonly keeper: ShardKeeper;
  readonly models: ModelStore;
}

/** The parts from which handlers are built. */
export interface HandlerContext {
  readonly ingest: Ingest;
  readonly detector: Detector;
  readonly models: ModelStore;
}

export interface ShardedIngestOptions<D extends Detector = Detector> {
  readonly link: NatsLink;
  readonly region: string;
  /** Continue sampling while the broker is unreachable: for a host that is the only one near its cameras. */
  readonly continueWithoutBroker: boolean;
  readonly source: FrameSource;
  /** Decrypts the credentials of cameras. */
  readonly secrets?: SecretOpener;
  /** Builds the detector that counts the frames. */
  readonly detector: (context: DetectorContext) => D;
  /** Builds the handlers of requests from the API; without them every request fails. */
  readonly handlers?: (context: HandlerContext) => IngestHandlers;
  /** Receives the reply of the detector for every frame. */
  readonly onReply: (reply: DetectorReply) => void;
  readonly clock: Clock;
  readonly timers: Pick<IngestPorts, 'every' | 'pause'>;
  /** Unique name of this run of the process, `[a-zA-Z0-9]+`. */
  readonly member: string;
  readonly logger: Log;
}

/** Pause between attempts to read the registry at the start, ms. */
const startRetryMs = 1_000;

const bufferMessages = {
  blocked: 'the broker does not accept closed slots; buffering them in memory',
  recovered: 'the broker accepts closed slots again',
};

/** Samples the cameras of the shards whose leases this process holds and publishes their closed slots. */
export class ShardedIngest<D extends Detector = Detector> {
  readonly ingest: Ingest;
  readonly buffer: EventBuffer;
  readonly keeper: ShardKeeper;
  readonly bus: NatsBus;
  readonly detector: D;
  readonly #options: ShardedIngestOptions<D>;
  readonly #models: ModelStore;
  /** Aborts first: no new work is started. */
  readonly #ending = new AbortController();
  /** Aborts when every capture has ended: then the leases are released. */
  readonly #ended = new AbortController();
  #starting: Promise<void> = Promise.resolve();
  #keeping: Promise<void> = Promise.resolve();
  #endRepeating: () => void = () => undefined;
  #endReplies: () => void = () => undefined;

  constructor(options: ShardedIngestOptions<D>) {
    const { link, region, clock, logger, timers, source, secrets } = options;
    // Without the stack trace: these errors repeat every second while the broker or the store is unavailable.
    const onError = (what: string, error: unknown): void =>
      logger.warn({ why: Error.isError(error) ? error.message : String(error) }, `${what} failed`);
    const models = (this.#models = new ObjectModelStore(link.connection));
    const report = (line: string): void => logger.warn({}, line);
    this.#options = options;
    this.bus = new NatsBus({ link, clock, region, report });
    this.buffer = new EventBuffer(
      { send: (events) => sendCounts(this.bus, events, logger) },
      { onStateChange: (state) => logger.warn({ ...state }, bufferMessages[state.kind]) },
    );
    this.keeper = new ShardKeeper({
      store: new NatsLeaseStore(link.connection, region),
      clock,
      region,
      onError,
      member: options.member,
      continueWithoutBroker: options.continueWithoutBroker,
    });
    this.detector = options.detector({ link, keeper: this.keeper, models });
    this.ingest = new Ingest({
      source,
      ...(secrets ? { secrets } : {}),
      detector: this.#observedDetector(),
      clock,
      buffer: this.buffer,
      onError,
      registry: new KvRegistryReader(link.connection),
      ownership: this.keeper,
      ...timers,
      widthOf: (camera) => captureWidthOf(camera, models),
      onHealth: sendHealth({ bus: this.bus, clock, logger }),
      lastSlotEnds: (cameraIds) => requestLastSlots(link.connection, cameraIds),
    });
  }

  /** The detector, with each reply reported to `onReply`. */
  #observedDetector(): Detector {
    return {
      pixelFormat: this.detector.pixelFormat,
      count: async (frame, job) => {
        const reply = await this.detector.count(frame, job);
        this.#options.onReply(reply);
        return reply;
      },
      prepare: (modelId) => this.detector.prepare(modelId),
      close: () => this.detector.close(),
    };
  }

  /** Acquires leases and starts to sample the cameras of these shards. */
  start(): Promise<void> {
    this.#starting = this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    const { link, timers } = this.#options;
    await this.keeper.round();
    this.#endReplies = this.#replyRequests();
    this.#keeping = this.keeper.run(timers.pause, this.#ended.signal);
    await this.#startIngest();
    this.#endRepeating = republishHealth({ ingest: this.ingest, bus: this.bus, link, every: timers.every });
  }

  #handlerContext(): HandlerContext {
    return { ingest: this.ingest, detector: this.detector, models: this.#models };
  }

  /** Handles the requests of the API for the cameras of this process. */
  #replyRequests(): () => void {
    const { link, region, timers, handlers } = this.#options;
    if (!handlers) return () => undefined;
    return replyIngestRequests({
      connection: link.connection,
      region,
      desk: new RequestDesk(handlers(this.#handlerContext()), timers.pause),
      ownership: this.keeper,
      every: timers.every,
    });
  }

  /** Retries until the registry can be read: the broker may become unreachable just then. */
  async #startIngest(): Promise<void> {
    const { timers, logger } = this.#options;
    while (!this.#ending.signal.aborted) {
      try {
        return await this.ingest.start();
      } catch (error) {
        const why = Error.isError(error) ? error.message : String(error);
        logger.warn({ why }, 'reading the registry failed; retries in 1 s');
      }
      await timers.pause(startRetryMs, this.#ending.signal);
    }
  }

  /** Ends every capture, sends the decided slots, and releases the leases. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#starting;
    this.#endRepeating();
    this.#endReplies();
    await this.ingest.stop();
    this.#ended.abort();
    await this.#keeping;
    await this.detector.close();
  }
}
