import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DeliveryOutcome, MqttAccess, RetainedTopics } from '@vialog/alerting';
import { parseAddressRanges } from '@vialog/network-guard';
import { makeCertificate } from '@vialog/testkit';
import { TestBroker, type TestBrokerOptions } from './broker.fixture.ts';
import { MqttConnections } from './mqtt-connections.ts';

const host = 'mqtt.example.org';
const certificate = makeCertificate(host);
const trusted = getCACertificates();
beforeAll(() => setDefaultCACertificates([...trusted, certificate.cert]));
afterAll(() => setDefaultCACertificates(trusted));

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function started(options?: TestBrokerOptions): Promise<TestBroker> {
  const broker = await TestBroker.start(options);
  cleanUps.push(() => broker.stop());
  return broker;
}

const connections = ({ allowed = '127.0.0.0/8', timeoutMs = 30_000 } = {}): MqttConnections =>
  new MqttConnections({
    allowed: parseAddressRanges(allowed),
    resolve: () => Promise.resolve(['127.0.0.1']),
    timeoutMs,
    retryMs: 20,
  });

const accessTo = (
  port: number,
  fields: Partial<MqttAccess['broker']> = {},
  password?: string,
): MqttAccess => ({
  broker: { host, port, security: 'none', ...fields },
  password,
});

interface PublishOptions {
  readonly broker?: Partial<MqttAccess['broker']>;
  readonly password?: string;
  readonly allowed?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

const publish = (port: number, options: PublishOptions = {}): Promise<DeliveryOutcome> =>
  connections(options).publish(
    {
      ...accessTo(port, options.broker, options.password),
      topic: 'vialog/events/alert/raised',
      payload: '{}',
    },
    options.signal ?? new AbortController().signal,
  );

const failure = (code: string, detail: RegExp) => ({
  kind: 'failed',
  failure: expect.objectContaining({ code, detail: expect.stringMatching(detail) }),
});

/** A server that works on the bytes of the connection. */
async function rawServer(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await wait(5);
}

test('a message is published with the user name and password of the channel', async () => {
  const users: string[] = [];
  const broker = await started({
    authenticate: (_client, username, password, done) => {
      users.push(`${username}:${password?.toString()}`);
      done(null, true);
    },
  });
  const sent = publish(broker.port, { broker: { username: 'vialog' }, password: 'secret' });
  expect(await sent).toEqual({ kind: 'delivered' });
  expect(users).toEqual(['vialog:secret']);
  expect(broker.messages).toEqual(['vialog/events/alert/raised={}']);
  expect(broker.retained.size).toBe(0);
});

test('a message is published by TLS to a broker whose certificate is valid for the host', async () => {
  const broker = await started({ tls: certificate });
  expect(await publish(broker.port, { broker: { security: 'tls' } })).toEqual({ kind: 'delivered' });
  expect(await publish(broker.port, { broker: { security: 'tls', host: 'other.example.org' } })).toEqual(
    failure('invalid_certificate', /ERR_TLS_CERT_ALTNAME_INVALID/),
  );
});

test('a certificate that no authority has signed is rejected', async () => {
  const broker = await started({ tls: makeCertificate(host) });
  expect(await publish(broker.port, { broker: { security: 'tls' } })).toEqual(
    failure('invalid_certificate', /SELF_SIGNED|UNABLE_TO/),
  );
  expect(broker.messages).toEqual([]);
});

test('a broker without TLS at the port is named', async () => {
  const broker = await started();
  const outcome = await publish(broker.port, { broker: { security: 'tls' } });
  expect(outcome).toMatchObject({ kind: 'failed' });
  expect(broker.messages).toEqual([]);
});

test('a broker that rejects the user name and password is named', async () => {
  const rejection = Object.assign(new Error('no'), { returnCode: 4 });
  const broker = await started({ authenticate: (_client, _user, _password, done) => done(rejection, false) });
  expect(await publish(broker.port, { broker: { username: 'vialog' }, password: 'old' })).toEqual(
    failure('authentication', /Enter them again/),
  );
});

test('a broker that never acknowledges is given up after the time limit', async () => {
  const broker = await started({ accepts: () => false });
  expect(await publish(broker.port, { timeoutMs: 300 })).toEqual(failure('timeout', /within 0\.3 s/));
});

test('a server that never responds is given up after the time limit', async () => {
  const port = await rawServer(() => undefined);
  expect(await publish(port, { timeoutMs: 100 })).toEqual(failure('timeout', /in time/));
});

test('a server that is not MQTT, closes or rejects connections is named', async () => {
  const web = await rawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  expect(await publish(web)).toMatchObject({
    kind: 'failed',
    failure: { code: /invalid_response|not_connected/ },
  });
  const closing = await rawServer((socket) => socket.end());
  expect(await publish(closing)).toEqual(failure('not_connected', /closed the connection/));
  const broker = await TestBroker.start();
  await broker.stop();
  expect(await publish(broker.port)).toEqual(failure('not_connected', /ECONNREFUSED/));
});

test('a private address is not connected to unless its range is allowed', async () => {
  const broker = await started();
  expect(await publish(broker.port, { allowed: '' })).toEqual(
    failure('address_not_allowed', /127\.0\.0\.1.*VIALOG_ALLOW_CIDRS/),
  );
});

test('an attempt ends at once when the process ends', async () => {
  const ending = new AbortController();
  const port = await rawServer(() => ending.abort());
  expect(await publish(port, { signal: ending.signal })).toMatchObject({ kind: 'failed' });
});

const statusTopic = 'vialog/channels/m/status';
const state = (rule: string): string => `vialog/rules/${rule}/state`;

function retain(port: number, failures: string[] = []): RetainedTopics {
  const topics = connections().retain({
    ...accessTo(port),
    clientId: 'vialog-m',
    statusTopic,
    filters: ['vialog/rules/+/+'],
    birthTopic: 'homeassistant/status',
    onFailure: (detail) => failures.push(detail),
  });
  cleanUps.push(() => topics.close({ remove: false }));
  return topics;
}

const has = async (broker: TestBroker, expected: Record<string, string>): Promise<void> =>
  until(() =>
    Object.entries(expected).every(([topic, payload]) => (broker.retained.get(topic) ?? '') === payload),
  );

test('topics are kept with the availability of the connection, and changed', async () => {
  const broker = await started();
  const topics = retain(broker.port);
  topics.set(new Map([[state('a'), 'OFF']]));
  await has(broker, { [statusTopic]: 'online', [state('a')]: 'OFF' });
  topics.set(new Map([[state('a'), 'ON']]));
  await has(broker, { [state('a')]: 'ON' });
  topics.set(new Map());
  await has(broker, { [state('a')]: '' });
});

test('topics of rules that were deleted while no process was connected are removed', async () => {
  const broker = await started();
  await broker.publish(state('deleted'), 'ON');
  await broker.publish('other/topic', 'stays');
  const topics = retain(broker.port);
  topics.set(new Map([[state('a'), 'OFF']]));
  await has(broker, { [state('deleted')]: '', [state('a')]: 'OFF', 'other/topic': 'stays' });
});

test('the broker publishes offline when the connection breaks, and everything is published again', async () => {
  const broker = await started();
  const failures: string[] = [];
  const topics = retain(broker.port, failures);
  topics.set(new Map([[state('a'), 'ON']]));
  await has(broker, { [statusTopic]: 'online', [state('a')]: 'ON' });
  broker.messages.length = 0;
  broker.breakConnections();
  await until(() => broker.messages.includes(`${state('a')}=ON`));
  expect(broker.messages.indexOf(`${statusTopic}=offline`)).toBe(0);
  await has(broker, { [statusTopic]: 'online' });
  expect(failures).toEqual(['The connection to the broker has ended.']);
});

test('a broker that starts later, and without its data, gets everything', async () => {
  const first = await TestBroker.start();
  const failures: string[] = [];
  const topics = retain(first.port, failures);
  topics.set(new Map([[state('a'), 'ON']]));
  await has(first, { [state('a')]: 'ON' });
  await first.stop();
  await until(() => failures.some((detail) => detail.includes('ECONNREFUSED')));
  topics.set(new Map([[state('a'), 'OFF']]));
  const second = await started({ port: first.port });
  await has(second, { [statusTopic]: 'online', [state('a')]: 'OFF' });
});

test('everything is published again when Home Assistant has started, and what another client changed', async () => {
  const broker = await started();
  const topics = retain(broker.port);
  topics.set(new Map([[state('a'), 'ON']]));
  await has(broker, { [statusTopic]: 'online', [state('a')]: 'ON' });
  broker.messages.length = 0;
  await broker.publish('homeassistant/status', 'online');
  await until(() =>
    [`${state('a')}=ON`, `${statusTopic}=online`].every((each) => broker.messages.includes(each)),
  );
  await broker.publish(state('a'), 'OFF');
  await broker.publish(statusTopic, 'offline');
  await has(broker, { [state('a')]: 'ON', [statusTopic]: 'online' });
});

test('closing says offline and keeps the topics, or removes them', async () => {
  const broker = await started();
  const first = retain(broker.port);
  first.set(new Map([[state('a'), 'ON']]));
  await has(broker, { [statusTopic]: 'online', [state('a')]: 'ON' });
  await first.close({ remove: false });
  expect(broker.retained).toEqual(
    new Map([
      [state('a'), 'ON'],
      [statusTopic, 'offline'],
    ]),
  );
  const second = retain(broker.port);
  second.set(new Map([[state('a'), 'ON']]));
  await has(broker, { [statusTopic]: 'online' });
  await second.close({ remove: true });
  expect(broker.retained.size).toBe(0);
});
