import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DeliveryOutcome, EmailRequest, WebhookRequest } from '@vialog/alerting';
import { InMemoryAlertChannels, InMemoryAlerts, InMemoryBrokers } from '@vialog/alerting/conformance';
import { maxAlertChannels, type AlertChannelsResponse, type SignedAlertChannel } from '@vialog/contracts';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

let api: TestApi;
let alerts: InMemoryAlerts;
let channels: InMemoryAlertChannels;
let sent: WebhookRequest[];
let emails: EmailRequest[];
let brokers: InMemoryBrokers;
let outcome: DeliveryOutcome;
beforeEach(async () => {
  alerts = new InMemoryAlerts();
  channels = new InMemoryAlertChannels(alerts);
  sent = [];
  emails = [];
  brokers = new InMemoryBrokers();
  outcome = { kind: 'delivered' };
  const webhooks = {
    send: (request: WebhookRequest) => {
      sent.push(request);
      return Promise.resolve(outcome);
    },
  };
  const channelSenders = {
    webhooks,
    emails: {
      send: (request: EmailRequest) => {
        emails.push(request);
        return Promise.resolve(outcome);
      },
    },
    brokers,
    cameras: { latest: () => Promise.resolve(undefined) },
    sites: { site: () => Promise.resolve(undefined) },
  };
  api = await startTestApi({ alerts, alertChannels: channels, channelSenders });
});
afterEach(() => api.close());

const url = 'https://hooks.example.org/vialog';
const create = (body: object = {}) =>
  send(api, 'POST /v1/alert-channels', { body: { name: 'On call', url, ...body } });
const created = async () => (await create()).body as SignedAlertChannel;

test('a channel is created with a secret that no other response contains', async () => {
  const response = await create();
  expect(response.status).toBe(201);
  const { secret, ...channel } = response.body as SignedAlertChannel;
  expect(channel).toMatchObject({
    kind: 'webhook',
    name: 'On call',
    url,
    isOn: true,
    createdBy: 'administrator',
  });
  expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
  const listed = await send(api, 'GET /v1/alert-channels');
  expect((listed.body as AlertChannelsResponse).items).toEqual([{ ...channel, pending: 0, deadLettered: 0 }]);
  const path = `/v1/alert-channels/${channel.channelId}`;
  const others = [
    listed,
    await send(api, `PATCH ${path}`, { body: { name: 'Night shift', isOn: false } }),
    await send(api, `POST ${path}/tests`),
    await send(api, `GET ${path}/deliveries`),
  ];
  for (const { status, text } of others) {
    expect(status).toBe(200);
    expect(text).not.toContain(secret);
  }
  expect(api.log.join('')).not.toContain(secret);
  expect(others[1]?.body).toMatchObject({ name: 'Night shift', isOn: false, url });
});

test.each([
  [{ url: 'ftp://hooks.example.org/' }, 'url', /an http or https URL/],
  [{ url: 'https://user:password@hooks.example.org/' }, 'url', /without user name and password/],
  [{ url: 'hooks' }, 'url', /an http or https URL/],
  [{ name: ' ' }, 'name', /1 to 120 characters/],
])('a channel with %j is rejected with its field', async (fields, path, message) => {
  expect(await create(fields)).toMatchObject({
    status: 400,
    body: { code: 'VALIDATION_FAILED', details: [{ path, message: expect.stringMatching(message) }] },
  });
});

test('no more channels are created than an installation may have', async () => {
  for (let i = 0; i < maxAlertChannels; i += 1) expect((await create()).status).toBe(201);
  expect(await create()).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
});

test('a test event is sent to the receiver, and its failure is returned', async () => {
  const { channelId, secret } = await created();
  const path = `POST /v1/alert-channels/${channelId}/tests`;
  const delivered = await send(api, path);
  expect(delivered.body).toEqual({ eventId: sent[0]?.eventId, delivered: true });
  expect(sent[0]).toMatchObject({ url, secrets: [secret] });
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
    specversion: '1.0',
    id: sent[0]?.eventId,
    type: 'vialog.v1.alert.test',
    source: `/v1/alert-channels/${channelId}`,
  });
  const failure = { code: 'status', detail: 'The receiver responded with 500.', status: 500 } as const;
  outcome = { kind: 'failed', failure };
  expect((await send(api, path)).body).toMatchObject({ delivered: false, failure });
});

const email = {
  kind: 'email',
  name: '值班群',
  host: 'smtp.example.org',
  port: 587,
  security: 'starttls',
  username: 'vialog',
  password: 'a secret',
  from: 'vialog@example.org',
  to: ['day@example.org'],
  language: 'zh',
  consoleUrl: 'https://vialog.example.org/',
};
const createEmail = (body: object = {}) =>
  send(api, 'POST /v1/alert-channels', { body: { ...email, ...body } });

test('a channel for e-mail has a password that no response contains, and a test message in its language', async () => {
  const { status, body, text } = await createEmail();
  const { password, ...settings } = email;
  expect({ status, body }).toMatchObject({ status: 201, body: settings });
  const path = `/v1/alert-channels/${(body as { channelId: string }).channelId}`;
  const others = [await send(api, 'GET /v1/alert-channels'), await send(api, `POST ${path}/tests`)];
  for (const other of [text, ...others.map((each) => each.text), ...api.log])
    expect(other).not.toContain(password);
  expect(emails).toMatchObject([
    {
      password,
      to: ['day@example.org'],
      message: {
        subject: '[Vialog] 测试邮件',
        text: expect.stringContaining('https://vialog.example.org/alerts'),
      },
    },
  ]);
  expect(await send(api, `POST ${path}/secrets`)).toMatchObject({
    status: 400,
    body: { code: 'VALIDATION_FAILED', detail: expect.stringMatching(/kind email; expected webhook/) },
  });
});

test.each([
  [{ to: [] }, 'to', /at least 1/],
  [{ to: ['day'] }, 'to.0', /an e-mail address/],
  [{ from: 'x\r\nBcc: a@example.org' }, 'from', /an e-mail address/],
  [{ host: 'smtp.example.org:25' }, 'host', /a host name/],
  [{ host: 'a b' }, 'host', /a host name/],
  [{ port: 0 }, 'port', /at least 1/],
  [{ username: undefined }, 'username', /a user name for the password/],
  [{ password: undefined }, 'password', /the password of the user name/],
  [{ security: 'none' }, 'security', /would not be encrypted/],
  [{ url }, 'url', /./],
])('a channel for e-mail with %j is rejected with its field', async (fields, path, message) => {
  expect(await createEmail(fields)).toMatchObject({
    status: 400,
    body: { code: 'VALIDATION_FAILED', details: [{ message: expect.stringMatching(message) }] },
  });
  expect((await createEmail(fields)).text).toContain(path);
});

test('a password is kept for the same server, and entered again for another one', async () => {
  const { channelId } = (await createEmail()).body as { channelId: string };
  const change = (body: object) => send(api, `PATCH /v1/alert-channels/${channelId}`, { body });
  expect(await change({ to: ['night@example.org'], port: 587 })).toMatchObject({ status: 200 });
  for (const fields of [{ host: 'evil.example.org' }, { port: 25 }, { username: 'x' }, { security: 'tls' }])
    expect(await change(fields)).toMatchObject({ status: 400, body: { details: [{ path: 'password' }] } });
  expect(await change({ url })).toMatchObject({ status: 400, body: { details: [{ path: 'url' }] } });
  expect((await channels.byId(channelId))?.secrets).toEqual([email.password]);
  expect(await change({ host: 'smtp2.example.org', password: 'new' })).toMatchObject({ status: 200 });
  expect(await channels.byId(channelId)).toMatchObject({
    channel: { host: 'smtp2.example.org', to: ['night@example.org'] },
    secrets: ['new'],
  });
  const cleared = await change({ username: null, consoleUrl: null });
  expect(cleared.status).toBe(200);
  expect(cleared.body).not.toHaveProperty('username');
  expect(cleared.body).not.toHaveProperty('consoleUrl');
  expect((await channels.byId(channelId))?.secrets).toEqual([]);
});

test('deliveries are listed page by page with the reason of a failure', async () => {
  const { channelId } = await created();
  const token = (await alerts.takeLease({ holder: 'test', now: 0, ttlMs: 1 })) ?? 0;
  const delivery = (id: number, state: 'pending' | 'dead_lettered') => ({
    eventId: `00000000000${id}-raised`,
    type: 'vialog.v1.alert.raised',
    alertId: `00000000000${id}`,
    state,
    attempts: 1,
    queuedAt: '2026-03-02T08:00:00.000Z',
    failure: { code: 'timeout' as const, detail: 'The receiver did not respond within 10 s.' },
  });
  const deliveries = [delivery(1, 'dead_lettered'), delivery(2, 'pending'), delivery(3, 'pending')];
  const queued = deliveries.map((each) => ({ delivery: each, body: '{}' }));
  await channels.queue({ token, channelId, position: 1, deliveries: queued });
  const path = `GET /v1/alert-channels/${channelId}/deliveries`;
  const first = (await send(api, `${path}?limit=2`)).body as { items: unknown[]; nextCursor: string };
  expect(first.items).toEqual([deliveries[2], deliveries[1]]);
  const rest = await send(api, `${path}?limit=2&cursor=${first.nextCursor}`);
  expect(rest.body).toEqual({ items: [deliveries[0]], nextCursor: null });
  const dead = await send(api, `${path}?state=dead_lettered`);
  expect(dead.body).toMatchObject({ items: [{ eventId: '000000000001-raised' }] });
  const { items } = (await send(api, 'GET /v1/alert-channels')).body as AlertChannelsResponse;
  expect(items).toMatchObject([{ pending: 2, deadLettered: 1 }]);
});

test('a new secret of a channel signs at once, and the previous one for another 24 hours', async () => {
  const { channelId, secret } = await created();
  const path = `/v1/alert-channels/${channelId}`;
  const rotated = await send(api, `POST ${path}/secrets`);
  expect(rotated.status).toBe(201);
  const { secret: next, ...channel } = rotated.body as SignedAlertChannel;
  expect(next).not.toBe(secret);
  expect(Date.parse(channel.previousSecretUntilAt ?? '') - Date.parse(channel.changedAt)).toBe(86_400_000);
  const listed = await send(api, 'GET /v1/alert-channels');
  expect((listed.body as AlertChannelsResponse).items).toMatchObject([channel]);
  expect(listed.text).not.toContain(next);
  await send(api, `POST ${path}/tests`);
  expect(sent[0]?.secrets).toEqual([next, secret]);
  const { secret: third } = (await send(api, `POST ${path}/secrets`)).body as SignedAlertChannel;
  await send(api, `POST ${path}/tests`);
  expect(sent[1]?.secrets).toEqual([third, next]);
});

test('deliveries that were given up are sent again, one or all', async () => {
  const { channelId } = await created();
  const token = (await alerts.takeLease({ holder: 'test', now: 0, ttlMs: 1 })) ?? 0;
  const deliveries = ['1', '2', '3'].map((id) => ({
    delivery: {
      eventId: `00000000000${id}-raised`,
      type: 'vialog.v1.alert.raised',
      alertId: `00000000000${id}`,
      state: 'dead_lettered' as const,
      attempts: 20,
      queuedAt: '2026-03-02T08:00:00.000Z',
    },
    body: '{}',
  }));
  await channels.queue({ token, channelId, position: 1, deliveries });
  const path = `/v1/alert-channels/${channelId}`;
  const resend = (body: object) => send(api, `POST ${path}/resends`, { body });
  expect(await resend({ eventId: '000000000002-raised' })).toMatchObject({
    status: 200,
    body: { resent: 1 },
  });
  expect((await resend({ eventId: '000000000002-raised' })).body).toEqual({ resent: 0 });
  expect((await send(api, `GET ${path}/deliveries?state=pending`)).body).toMatchObject({
    items: [{ eventId: '000000000002-raised', attempts: 0 }],
  });
  expect((await resend({})).body).toEqual({ resent: 2 });
  expect(await send(api, 'POST /v1/alert-channels/abcabcabcabc/resends', { body: {} })).toMatchObject({
    status: 404,
    body: { code: 'CHANNEL_NOT_FOUND' },
  });
});

test('a deleted channel is not found', async () => {
  const { channelId } = await created();
  const path = `/v1/alert-channels/${channelId}`;
  expect((await send(api, `DELETE ${path}`)).status).toBe(204);
  const routes = [`DELETE ${path}`, `POST ${path}/tests`, `POST ${path}/secrets`, `GET ${path}/deliveries`];
  for (const route of routes)
    expect(await send(api, route)).toMatchObject({ status: 404, body: { code: 'CHANNEL_NOT_FOUND' } });
  const changed = await send(api, `PATCH ${path}`, { body: { name: 'x' } });
  expect(changed).toMatchObject({ status: 404, body: { code: 'CHANNEL_NOT_FOUND' } });
});

const mqtt = {
  kind: 'mqtt',
  name: 'Home Assistant',
  host: '192.168.1.20',
  port: 1883,
  security: 'none',
  username: 'vialog',
  password: 'a secret',
  topicPrefix: 'city/vialog',
  discoveryPrefix: 'homeassistant',
};
const createMqtt = (body: object = {}) =>
  send(api, 'POST /v1/alert-channels', { body: { ...mqtt, ...body } });

test('a channel for MQTT has a password that no response contains, and publishes a test event', async () => {
  const { status, body, text } = await createMqtt();
  const { password, ...settings } = mqtt;
  expect({ status, body }).toMatchObject({ status: 201, body: settings });
  const path = `/v1/alert-channels/${(body as { channelId: string }).channelId}`;
  const tested = await send(api, `POST ${path}/tests`);
  expect(tested.body).toMatchObject({ delivered: true });
  for (const each of [text, (await send(api, 'GET /v1/alert-channels')).text, tested.text, ...api.log])
    expect(each).not.toContain(password);
  expect(brokers.publications).toMatchObject([
    { password, topic: 'city/vialog/events/alert/test', broker: { host: '192.168.1.20' } },
  ]);
  expect(await send(api, `PATCH ${path}`, { body: { security: 'starttls', password } })).toMatchObject({
    status: 400,
    body: { details: [{ path: 'security', message: expect.stringMatching(/tls or none/) }] },
  });
  expect((await send(api, `PATCH ${path}`, { body: { discoveryPrefix: null } })).body).not.toHaveProperty(
    'discoveryPrefix',
  );
});

test.each([
  [{ topicPrefix: 'city/+' }, 'topicPrefix', /separated by \//],
  [{ topicPrefix: '/city' }, 'topicPrefix', /separated by \//],
  [{ discoveryPrefix: '' }, 'discoveryPrefix', /separated by \//],
  [{ security: 'starttls' }, 'security', /./],
  [{ host: 'mqtt://broker' }, 'host', /a host name/],
  [{ password: undefined }, 'password', /the password of the user name/],
  [{ to: ['day@example.org'] }, 'to', /./],
])('a channel for MQTT with %j is rejected with its field', async (fields, path, message) => {
  const response = await createMqtt(fields);
  expect(response).toMatchObject({
    status: 400,
    body: { code: 'VALIDATION_FAILED', details: [{ message: expect.stringMatching(message) }] },
  });
  expect(response.text).toContain(path);
});
