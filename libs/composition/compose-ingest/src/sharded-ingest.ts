import { sendCounts, sendHealth } from '@vialog/messaging';
import {
  askLastSlots,
  KvRegistryFeed,
  NatsBus,
  NatsLeaseStore,
  ObjectModelStore,
  type NatsLink,
} from '@vialog/nats';
import type { FrameSource } from '@vialog/capture';
import { captureWidthOf } from '@vialog/compose-capture';
import type { Clock, Log } from '@vialog/contracts';
import type { Detector, DetectorAnswer } from '@vialog/detection';
import { cellsOf, EventOutlet, Ingest, ShardKeeper, type IngestPorts } from '@vialog/ingest';
import type { ModelStore } from '@vialog/models';
import { republishHealth } from './republish-health.ts';

/** What there is when the detector is made. */
export interface DetectorContext {
  readonly link: NatsLink;
  /** Knows which cameras are this process's. */
  readonly keeper: ShardKeeper;
  readonly models: ModelStore;
}

export interface ShardedIngestOptions<D extends Detector = Detector> {
  readonly link: NatsLink;
  readonly region: string;
  /** Whether sampling goes on while the broker is away: for a box that alone sees its cameras. */
  readonly goOnWhileAway: boolean;
  readonly source: FrameSource;
  /** Who counts. */
  readonly detector: (surroundings: DetectorContext) => D;
  /** Is told what became of every frame. */
  readonly onAnswer: (answer: DetectorAnswer) => void;
  readonly clock: Clock;
  readonly timers: Pick<IngestPorts, 'every' | 'pause'>;
  /** Name of this run of this process, `[a-zA-Z0-9]+`; never used again. */
  readonly member: string;
  readonly logger: Pick<Log, 'info' | 'warn' | 'error'>;
}

const beginAgainMs = 1_000;

const heldOrFlowing = {
  held: 'the broker takes no closed slots; they wait in memory',
  flowing: 'the broker takes closed slots again',
};

/** Samples the cameras whose leases this process holds, and puts their closed slots on the bus. */
export class ShardedIngest<D extends Detector = Detector> {
  readonly ingest: Ingest;
  readonly outlet: EventOutlet;
  readonly keeper: ShardKeeper;
  readonly bus: NatsBus;
  readonly detector: D;
  readonly #options: ShardedIngestOptions<D>;
  /** Aborts first: nothing more is begun. */
  readonly #ending = new AbortController();
  /** Aborts when every capture has ended: the leases may go to others. */
  readonly #ended = new AbortController();
  #starting: Promise<void> = Promise.resolve();
  #keeping: Promise<void> = Promise.resolve();
  #endRepeating: () => void = () => undefined;

  constructor(options: ShardedIngestOptions<D>) {
    const { link, region, clock, logger, timers, source } = options;
    // Without the stack: what fails here is a broker or a store that is away, and comes again every second until it is back.
    const onError = (what: string, error: unknown): void =>
      logger.warn({ why: Error.isError(error) ? error.message : String(error) }, `${what} failed`);
    const models = new ObjectModelStore(link.connection);
    const feed = new KvRegistryFeed(link.connection);
    const report = (line: string): void => logger.warn({}, line);
    this.#options = options;
    this.bus = new NatsBus({ link, clock, region, report });
    this.outlet = new EventOutlet(
      { send: (events) => sendCounts(this.bus, events, logger) },
      { tell: (state) => logger.warn({ ...state }, heldOrFlowing[state.kind]) },
    );
    this.keeper = new ShardKeeper({
      store: new NatsLeaseStore(link.connection, region),
      ...{ clock, region, onError, member: options.member, goOnWhileAway: options.goOnWhileAway },
    });
    this.detector = options.detector({ link, keeper: this.keeper, models });
    this.ingest = new Ingest({
      ...{ source, detector: this.#heard(), clock, cellsOf, outlet: this.outlet, onError },
      ...{ feed, directory: feed, ownership: this.keeper, ...timers },
      widthOf: (camera) => captureWidthOf(camera, models),
      onHealth: (health) => sendHealth(this.bus, health, logger),
      lastSlotEnds: (cameraIds) => askLastSlots(link.connection, cameraIds),
    });
  }

  /** The detector, with everybody told who should know. */
  #heard(): Detector {
    return {
      count: async (frame, job) => {
        const answer = await this.detector.count(frame, job);
        this.#options.onAnswer(answer);
        return answer;
      },
      close: () => this.detector.close(),
    };
  }

  /** Takes its share of the cameras and begins to sample them. */
  start(): Promise<void> {
    this.#starting = this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    const { link, timers } = this.#options;
    await this.keeper.round();
    this.#keeping = this.keeper.run(timers.pause, this.#ended.signal);
    await this.#begin();
    this.#endRepeating = republishHealth({ ingest: this.ingest, bus: this.bus, link, every: timers.every });
  }

  /** The broker may go away just when the registry is read: that is no reason to end. */
  async #begin(): Promise<void> {
    const { timers, logger } = this.#options;
    while (!this.#ending.signal.aborted) {
      try {
        return await this.ingest.start();
      } catch (error) {
        const why = Error.isError(error) ? error.message : String(error);
        logger.warn({ why }, 'reading the registry failed; it is tried again');
      }
      await timers.pause(beginAgainMs, this.#ending.signal);
    }
  }

  /** Ends every capture, sends what is decided, and gives the cameras to others. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#starting;
    this.#endRepeating();
    await this.ingest.stop();
    this.#ended.abort();
    await this.#keeping;
    await this.detector.close();
  }
}
