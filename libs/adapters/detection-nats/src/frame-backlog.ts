import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { framesDurable, framesStream } from './frame-names.ts';

/** Frames at the broker, of all cameras and detectors together; as of the last look. */
export interface FrameBacklogFigures {
  /** Frames no detector has taken yet, number. */
  readonly waiting: number;
  /** Frames a detector has and has not answered, number. */
  readonly counting: number;
  /** Of these, frames that were given out before and whose detector fell silent, number. */
  readonly redelivered: number;
}

const lookMs = 5_000;

/** How far the detectors are behind: asks the broker every 5 s. While it is away the last figures stand. */
export class FrameBacklog {
  readonly #connection: NatsConnection;
  #figures: FrameBacklogFigures = { waiting: 0, counting: 0, redelivered: 0 };
  #looking: NodeJS.Timeout | undefined;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  figures(): FrameBacklogFigures {
    return this.#figures;
  }

  start(): void {
    const look = (): void => void this.look().catch(() => undefined);
    this.#looking = setInterval(look, lookMs).unref();
    look();
  }

  close(): void {
    clearInterval(this.#looking);
  }

  /** Asks now. Rejects where the broker or the stream is away. */
  async look(): Promise<void> {
    const manager = await jetstreamManager(this.#connection, { checkAPI: false });
    const info = await manager.consumers.info(framesStream, framesDurable);
    this.#figures = {
      waiting: info.num_pending,
      counting: info.num_ack_pending,
      redelivered: info.num_redelivered,
    };
  }
}
