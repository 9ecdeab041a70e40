import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Detector } from '@vialog/detection';
import { Broker } from '@vialog/nats/fixtures';
import type { FrameEvent } from './frame-counting.ts';
import { framesStream } from './frame-names.ts';
import { FrameWorker } from './frame-worker.ts';
import { createFrameStream, systemClock } from './frames.fixture.ts';
import { NatsDetector, type NatsDetectorOptions } from './nats-detector.ts';

export interface FrameBroker {
  readonly server: () => Broker;
  /** What is closed after the test, the newest first. */
  readonly opened: { close(): Promise<void> }[];
  readonly sender: (options?: Partial<NatsDetectorOptions>) => Promise<NatsDetector>;
  readonly worker: (
    detector: Detector,
    inFlight?: number,
  ) => Promise<{ connection: NatsConnection; events: FrameEvent[] }>;
}

/** One broker for all tests of a `describe`. Senders and workers are closed and the frame stream is deleted after each test. */
export function frameBroker(): FrameBroker {
  let server: Broker;
  const opened: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    server = await Broker.start();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
    const manager = await jetstreamManager(await server.connect());
    await manager.streams.delete(framesStream).catch(() => undefined);
  });
  afterAll(() => server.stop());

  async function sender(options: Partial<NatsDetectorOptions> = {}): Promise<NatsDetector> {
    const connection = await server.connect();
    await createFrameStream(connection);
    const detector = new NatsDetector({
      connection,
      clock: systemClock,
      fencingTokenOf: () => 'main-7:12',
      deadlineMs: 20_000,
      ...options,
    });
    opened.unshift(detector);
    return detector;
  }

  async function worker(
    detector: Detector,
    inFlight = 1,
  ): Promise<{ connection: NatsConnection; events: FrameEvent[] }> {
    const connection = await server.connect();
    const events: FrameEvent[] = [];
    const own = new FrameWorker({
      connection,
      detector,
      inFlight,
      clock: systemClock,
      onEvent: (event) => events.push(event),
    });
    own.start();
    opened.unshift(own);
    return { connection, events };
  }
  return { server: () => server, opened, sender, worker };
}
