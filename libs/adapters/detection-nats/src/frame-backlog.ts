import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { FaultReporter } from '@vialog/nats';
import { framesConsumer, framesStream } from './frame-names.ts';

/** State of the frame consumer, for all cameras and detectors together. */
export interface FrameBacklogStats {
  /** Frames not delivered to a detector yet (`num_pending`), number. */
  readonly pending: number;
  /** Frames delivered to a detector and not acknowledged yet (`num_ack_pending`), number. */
  readonly ackPending: number;
  /** Frames waiting for an ack that were delivered more than once (`num_redelivered`), number. */
  readonly redelivered: number;
}

export interface FrameBacklogOptions {
  /** Logs a line when the backlog becomes unknown, and when it is known again. */
  readonly report?: (line: string) => void;
  /** Interval between two requests to the broker, ms. Default 5 s. */
  readonly refreshMs?: number;
}

const defaultRefreshMs = 5_000;

/** Polls the broker for the backlog of the frame consumer. */
export class FrameBacklog {
  readonly #connection: NatsConnection;
  readonly #faults: FaultReporter;
  readonly #refreshMs: number;
  #stats: FrameBacklogStats | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    connection: NatsConnection,
    { report = () => undefined, refreshMs = defaultRefreshMs }: FrameBacklogOptions = {},
  ) {
    this.#connection = connection;
    this.#faults = new FaultReporter(report);
    this.#refreshMs = refreshMs;
  }

  /** undefined before the first reply of the broker and while it does not reply. */
  stats(): FrameBacklogStats | undefined {
    return this.#stats;
  }

  start(): void {
    const poll = (): void => void this.#poll();
    this.#timer = setInterval(poll, this.#refreshMs).unref();
    poll();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /**
   * Requests the backlog now.
   *
   * @throws {Error} when the broker does not reply or the stream or consumer does not exist.
   */
  async refresh(): Promise<void> {
    try {
      const manager = await jetstreamManager(this.#connection, { checkAPI: false });
      const info = await manager.consumers.info(framesStream, framesConsumer);
      this.#stats = {
        pending: info.num_pending,
        ackPending: info.num_ack_pending,
        redelivered: info.num_redelivered,
      };
    } catch (error) {
      this.#stats = undefined;
      throw error;
    }
  }

  async #poll(): Promise<void> {
    try {
      await this.refresh();
      this.#faults.reset('The frame backlog is known again.');
    } catch (error) {
      this.#faults.report(`The frame backlog is unknown: ${(error as Error).message}`);
    }
  }
}
