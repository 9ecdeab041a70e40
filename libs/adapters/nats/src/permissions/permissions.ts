import { inboxPrefix, type ServiceName } from '../connection/service-names.ts';
import { serviceTopology, type Topology } from '../topology/needs.ts';
import { consumers, streams, type ConsumerName, type StreamName } from '../topology/streams.ts';
import { rights } from './rights.ts';

/** Subjects a user of the broker may publish and subscribe to, as the server's configuration has them. */
export interface Permissions {
  readonly publish: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[] };
  readonly allowResponses: boolean;
}

/** What the broker lets a service do: nothing that is not in its rights and needs. */
export function permissionsOf(service: ServiceName): Permissions {
  const { sends, hears, reads, writes, purges, worksOff, answers } = rights[service];
  const allow = [
    '$JS.API.INFO',
    ...sends,
    ...seeingTo(serviceTopology[service]),
    ...reads.flatMap(reading),
    ...writes.flatMap((name) => streams[name].subjects),
    ...purges.map((name) => `$JS.API.STREAM.PURGE.${name}`),
    ...worksOff.flatMap(workingOff),
  ];
  return {
    publish: { allow: [...new Set(allow)].sort(), deny: othersDurables(service) },
    subscribe: { allow: [`${inboxPrefix(service)}.>`, ...hears] },
    allowResponses: answers,
  };
}

function seeingTo({ streams: names, consumers: consumers, creates }: Topology): string[] {
  return [
    ...names.map((name) => `$JS.API.STREAM.INFO.${name}`),
    ...consumers.map((name) => `$JS.API.CONSUMER.INFO.${at(name)}`),
    ...(creates
      ? names.flatMap((name) => [`$JS.API.STREAM.CREATE.${name}`, `$JS.API.STREAM.UPDATE.${name}`])
      : []),
    ...(creates ? consumers.flatMap(making) : []),
  ];
}

function making(name: ConsumerName): string[] {
  return [
    `$JS.API.CONSUMER.CREATE.${at(name)}`,
    `$JS.API.CONSUMER.CREATE.${at(name)}.>`,
    `$JS.API.CONSUMER.DURABLE.CREATE.${at(name)}`,
  ];
}

/** Reading along: consumers of one's own, single messages, and the flow control of what is pushed. */
function reading(name: StreamName): string[] {
  return [
    // Without a name after the stream where several keys are read at once; it makes no durable.
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

function workingOff(name: ConsumerName): string[] {
  return [
    `$JS.API.CONSUMER.INFO.${at(name)}`,
    `$JS.API.CONSUMER.MSG.NEXT.${at(name)}`,
    `$JS.ACK.${at(name)}.>`,
    // From nats-server 2.11 on a domain and an account may stand before the stream.
    `$JS.ACK.*.*.${at(name)}.>`,
  ];
}

/** Who reads along in a stream could otherwise take, or delete, what others work off. */
function othersDurables(service: ServiceName): string[] {
  const own: readonly ConsumerName[] = [...serviceTopology[service].consumers, ...rights[service].worksOff];
  return (Object.keys(consumers) as ConsumerName[])
    .filter((name) => !own.includes(name))
    .flatMap((name) => [
      ...making(name),
      `$JS.API.CONSUMER.MSG.NEXT.${at(name)}`,
      `$JS.API.CONSUMER.DELETE.${at(name)}`,
    ]);
}

function at(name: ConsumerName): string {
  return `${consumers[name].stream}.${name}`;
}
