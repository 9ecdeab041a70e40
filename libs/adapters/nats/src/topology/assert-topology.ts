import { jetstreamManager, JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import { differences, describeDifferences } from './differences.ts';
import type { Topology } from './service-topology.ts';
import { consumers, streams, type ConsumerName, type StreamName } from './streams.ts';

/** A stream or consumer has other settings than required and cannot be changed. */
export class TopologyMismatch extends Error {
  constructor(what: string, why: string, options?: ErrorOptions) {
    super(`Settings of ${what} differ from the required ones: ${why}`, options);
    this.name = 'TopologyMismatch';
  }
}

export interface TopologyOptions {
  /** `max_bytes` of the stream EVENTS. Default: unchanged, or 4 GiB when it is created. Set it in one service only. */
  readonly eventsMaxBytes?: number;
}

const streamNotFound = 10_059;
const consumerNotFound = 10_014;
/** Error codes for insufficient resources, memory or storage. They can be temporary. */
const insufficientResources: readonly number[] = [10_023, 10_028, 10_047];

/**
 * Ensures that streams and consumers exist with the required settings: creates missing ones, updates others and compares the
 * settings that the broker returns.
 *
 * @throws {TopologyMismatch} when the broker does not accept the settings; names the setting, the actual and the expected value.
 * @throws {Error} while the broker is not ready; retry.
 */
export async function assertTopology(
  connection: NatsConnection,
  { streams: streamNames, consumers: consumerNames, creates }: Topology,
  options: TopologyOptions = {},
): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  for (const name of streamNames) await assertResource(streamResource(manager, name, options), creates);
  for (const name of consumerNames) await assertResource(consumerResource(manager, name), creates);
}

/** A stream or consumer. */
interface Resource {
  readonly label: string;
  readonly required: object;
  /** Settings for the creation. */
  readonly initial: object;
  find(): Promise<object | undefined>;
  create(settings: object): Promise<object>;
  update(settings: object): Promise<object>;
}

async function assertResource(resource: Resource, creates: boolean): Promise<void> {
  let found = await resource.find();
  if (found === undefined) {
    if (!creates) throw new Error(`${resource.label} does not exist yet; another service creates it`);
    found = await applied(resource, createdOrFound(resource));
  }
  if (creates && differences(resource.required, found).length > 0)
    found = await applied(resource, resource.update({ ...found, ...resource.required }));
  const left = differences(resource.required, found);
  if (left.length > 0) throw new TopologyMismatch(resource.label, describeDifferences(left));
}

/** Another service can create it at the same time and use the reserved space. */
async function createdOrFound(resource: Resource): Promise<object> {
  try {
    return await resource.create(resource.initial);
  } catch (error) {
    const found = await resource.find();
    if (found === undefined) throw error;
    return found;
  }
}

/** Distinguishes temporary errors from settings that the broker does not accept. */
async function applied(resource: Resource, step: Promise<object>): Promise<object> {
  try {
    return await step;
  } catch (error) {
    if (
      !(error instanceof JetStreamApiError) ||
      error.status >= 503 ||
      insufficientResources.includes(error.code)
    )
      throw new Error(`${resource.label}: ${(error as Error).message}`, { cause: error });
    const current = await resource.find();
    const left = current ? describeDifferences(differences(resource.required, current)) : '';
    throw new TopologyMismatch(resource.label, [error.message, left].filter(Boolean).join('; '), {
      cause: error,
    });
  }
}

function streamResource(manager: JetStreamManager, name: StreamName, options: TopologyOptions): Resource {
  const initial = { ...streams[name], ...maxBytesOf(name, options) };
  const { max_bytes: maxBytes, ...rest } = initial;
  return {
    label: `the stream ${name}`,
    required:
      name === 'EVENTS' && options.eventsMaxBytes === undefined ? rest : { ...rest, max_bytes: maxBytes },
    initial,
    find: () => undefinedOn(streamNotFound, async () => (await manager.streams.info(name)).config),
    create: async () => (await manager.streams.add(initial)).config,
    update: async (settings) => (await manager.streams.update(name, settings)).config,
  };
}

function maxBytesOf(name: StreamName, { eventsMaxBytes }: TopologyOptions): { max_bytes?: number } {
  return name === 'EVENTS' && eventsMaxBytes !== undefined ? { max_bytes: eventsMaxBytes } : {};
}

function consumerResource(manager: JetStreamManager, name: ConsumerName): Resource {
  const { stream, config } = consumers[name];
  return {
    label: `the consumer ${name} of the stream ${stream}`,
    required: config,
    initial: config,
    find: () =>
      undefinedOn(consumerNotFound, async () => (await manager.consumers.info(stream, name)).config),
    create: async () => (await manager.consumers.add(stream, config)).config,
    update: async () => (await manager.consumers.update(stream, name, config)).config,
  };
}

async function undefinedOn<T>(code: number, request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === code) return undefined;
    throw error;
  }
}
