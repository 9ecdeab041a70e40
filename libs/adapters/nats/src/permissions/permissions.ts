import { inboxPrefix, type ServiceName } from '../connection/service-names.ts';
import { serviceTopology, type Topology } from '../topology/service-topology.ts';
import { consumers, streams, type ConsumerName, type StreamName } from '../topology/streams.ts';
import { rights } from './rights.ts';

/** Subjects that a user may publish and subscribe to, as in the configuration of nats-server. */
export interface Permissions {
  readonly publish: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[] };
  readonly allowResponses: boolean;
}

/** Permissions of a service, derived from its rights and its topology. */
export function permissionsOf(service: ServiceName): Permissions {
  const { publishes, subscribes, reads, writes, denied, purges, consumes, replies } = rights[service];
  const allow = [
    '$JS.API.INFO',
    ...publishes,
    ...assertingTopology(serviceTopology[service]),
    ...reads.flatMap(reading),
    ...writes.flatMap((name) => streams[name].subjects),
    ...purges.map((name) => `$JS.API.STREAM.PURGE.${name}`),
    ...consumes.flatMap(consuming),
  ];
  return {
    publish: { allow: [...new Set(allow)].sort(), deny: [...otherConsumers(service), ...denied] },
    subscribe: { allow: [`${inboxPrefix(service)}.>`, ...subscribes] },
    allowResponses: replies,
  };
}

function assertingTopology({ streams: streamNames, consumers: consumerNames, creates }: Topology): string[] {
  return [
    ...streamNames.map((name) => `$JS.API.STREAM.INFO.${name}`),
    ...consumerNames.map((name) => `$JS.API.CONSUMER.INFO.${at(name)}`),
    ...(creates
      ? streamNames.flatMap((name) => [`$JS.API.STREAM.CREATE.${name}`, `$JS.API.STREAM.UPDATE.${name}`])
      : []),
    ...(creates ? consumerNames.flatMap(creating) : []),
  ];
}

function creating(name: ConsumerName): string[] {
  return [
    `$JS.API.CONSUMER.CREATE.${at(name)}`,
    `$JS.API.CONSUMER.CREATE.${at(name)}.>`,
    `$JS.API.CONSUMER.DURABLE.CREATE.${at(name)}`,
  ];
}

/** Reading a stream: ephemeral consumers, single messages and flow control of push consumers. */
function reading(name: StreamName): string[] {
  return [
    // The client omits the consumer name when it reads several keys; this creates ephemeral consumers only.
    `$JS.API.CONSUMER.CREATE.${name}`,
    `$JS.API.CONSUMER.CREATE.${name}.>`,
    `$JS.API.CONSUMER.INFO.${name}.*`,
    `$JS.API.CONSUMER.MSG.NEXT.${name}.*`,
    `$JS.API.CONSUMER.DELETE.${name}.*`,
    `$JS.API.STREAM.MSG.GET.${name}`,
    `$JS.API.DIRECT.GET.${name}`,
    `$JS.API.DIRECT.GET.${name}.>`,
    `$JS.FC.${name}.>`,
  ];
}

function consuming(name: ConsumerName): string[] {
  return [
    `$JS.API.CONSUMER.INFO.${at(name)}`,
    `$JS.API.CONSUMER.MSG.NEXT.${at(name)}`,
    `$JS.ACK.${at(name)}.>`,
    // Since nats-server 2.11 the subject can contain a domain and an account before the stream.
    `$JS.ACK.*.*.${at(name)}.>`,
  ];
}

/** Denies reading from, creating and deleting the durable consumers of other services on a readable stream. */
function otherConsumers(service: ServiceName): string[] {
  const own: readonly ConsumerName[] = [...serviceTopology[service].consumers, ...rights[service].consumes];
  return (Object.keys(consumers) as ConsumerName[])
    .filter((name) => !own.includes(name))
    .flatMap((name) => [
      ...creating(name),
      `$JS.API.CONSUMER.MSG.NEXT.${at(name)}`,
      `$JS.API.CONSUMER.DELETE.${at(name)}`,
    ]);
}

function at(name: ConsumerName): string {
  return `${consumers[name].stream}.${name}`;
}
