import { jetstreamManager, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { differences, inWords } from './differences.ts';
import type { Topology } from './needs.ts';
import { consumers, streams, type ConsumerName, type StreamName } from './streams.ts';

/** A stream or consumer is not, and cannot be made, as asked for. */
export class TopologyMismatch extends Error {
  constructor(what: string, why: string, options?: ErrorOptions) {
    super(`${what} of the broker is not as asked for: ${why}`, options);
    this.name = 'TopologyMismatch';
  }
}

export interface TopologyOptions {
  /** Room for events, bytes; as it is, and 4 GiB when the stream is made, if left out. One service should say it. */
  readonly eventsMaxBytes?: number;
}

const streamNotFound = 10_059;
const consumerNotFound = 10_014;
/** Not enough resources, memory or storage: another stream may be in the way for a moment, or until somebody helps. */
const noRoom: readonly number[] = [10_023, 10_028, 10_047];

/**
 * Sees to it that the streams and consumers are there with every setting asked for: makes what is missing, changes what
 * is otherwise, and compares what the broker then has. Throws TopologyMismatch naming what, which setting, asked and
 * found, and what the broker throws while it is not ready.
 */
export async function assertTopology(
  connection: NatsConnection,
  { streams: names, consumers: consumers, creates }: Topology,
  options: TopologyOptions = {},
): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  for (const name of names) await assertThing(streamThing(manager, name, options), creates);
  for (const name of consumers) await assertThing(durableThing(manager, name), creates);
}

/** A stream or consumer as far as asserting it goes. */
interface Thing {
  readonly what: string;
  readonly asked: object;
  /** Settings when it is made, where there are more. */
  readonly initial: object;
  find(): Promise<object | undefined>;
  make(settings: object): Promise<object>;
  change(settings: object): Promise<object>;
}

async function assertThing(thing: Thing, makes: boolean): Promise<void> {
  let found = await thing.find();
  if (found === undefined) {
    if (!makes) throw new Error(`${thing.what} is not there yet; another service makes it`);
    found = await settled(thing, made(thing));
  }
  if (makes && differences(thing.asked, found).length > 0)
    found = await settled(thing, thing.change({ ...found, ...thing.asked }));
  const left = differences(thing.asked, found);
  if (left.length > 0) throw new TopologyMismatch(thing.what, inWords(left));
}

/** Another service may be making it at the same moment, and take the room for it. */
async function made(thing: Thing): Promise<object> {
  try {
    return await thing.make(thing.initial);
  } catch (error) {
    const there = await thing.find();
    if (there === undefined) throw error;
    return there;
  }
}

/** A broker that refuses the settings themselves (not for want of readiness or room) will refuse them again. */
async function settled(thing: Thing, step: Promise<object>): Promise<object> {
  try {
    return await step;
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.status >= 503 || noRoom.includes(error.code))
      throw new Error(`${thing.what}: ${(error as Error).message}`, { cause: error });
    const had = await thing.find();
    const left = had ? inWords(differences(thing.asked, had)) : '';
    throw new TopologyMismatch(thing.what, [error.message, left].filter(Boolean).join('; '), {
      cause: error,
    });
  }
}

function streamThing(manager: JetStreamManager, name: StreamName, options: TopologyOptions): Thing {
  const initial = { ...streams[name], ...roomOf(name, options) };
  const { max_bytes: room, ...rest } = initial;
  return {
    what: `the stream ${name}`,
    asked: name === 'EVENTS' && options.eventsMaxBytes === undefined ? rest : { ...rest, max_bytes: room },
    initial,
    find: () => unless(streamNotFound, async () => (await manager.streams.info(name)).config),
    make: async () => (await manager.streams.add(initial)).config,
    change: async (settings) => (await manager.streams.update(name, settings)).config,
  };
}

function roomOf(name: StreamName, { eventsMaxBytes }: TopologyOptions): { max_bytes?: number } {
  return name === 'EVENTS' && eventsMaxBytes !== undefined ? { max_bytes: eventsMaxBytes } : {};
}

function durableThing(manager: JetStreamManager, name: ConsumerName): Thing {
  const { stream, config } = consumers[name];
  return {
    what: `the consumer ${name} of the stream ${stream}`,
    asked: config,
    initial: config,
    find: () => unless(consumerNotFound, async () => (await manager.consumers.info(stream, name)).config),
    make: async () => (await manager.consumers.add(stream, config)).config,
    change: async () => (await manager.consumers.update(stream, name, config)).config,
  };
}

async function unless<T>(code: number, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === code) return undefined;
    throw error;
  }
}
