import { beforeEach, expect, test } from '@jest/globals';
import { dayMs, hourMs, type Alert, type Camera } from '@vialog/contracts';
import { anAlert } from '../alerts/alert-store.conformance.ts';
import { aChannel } from './alert-channel-store.conformance.ts';
import { DeliveryWorld, failing } from './delivery-world.fixture.ts';
import { resendDeliveries } from './resend-deliveries.ts';
import { rotateSecret } from './rotate-secret.ts';

let world: DeliveryWorld;
beforeEach(async () => {
  world = new DeliveryWorld();
  await world.addChannel('1');
});
const eventsOf = (channel = '1') => world.received(channel).map(({ id }) => id);
const deliveries = () => world.deliveries('1');
const [one, two] = [anAlert('1').alertId, anAlert('2').alertId];

test('an alert is delivered as a CloudEvent when it is raised, acknowledged and closed', async () => {
  await world.raise('1');
  await world.deliverer().run();
  await world.change('1', { state: 'acknowledged', acknowledgedAt: '2026-03-02T08:02:00.000Z' });
  await world.deliverer().run();
  await world.change('1', { state: 'closed', closedAt: '2026-03-02T08:09:00.000Z' });
  await world.deliverer().run();
  expect(eventsOf()).toEqual([`${one}-raised`, `${one}-acknowledged`, `${one}-closed`]);
  expect(world.received('1')[0]).toEqual({
    specversion: '1.0',
    id: `${one}-raised`,
    source: '/v1/alert-rules/rule00000000',
    type: 'vialog.v1.alert.raised',
    subject: one,
    time: anAlert('1').raisedAt,
    datacontenttype: 'application/json',
    data: anAlert('1'),
  });
});

test('a note does not deliver an event again', async () => {
  await world.raise('1');
  await world.deliverer().run();
  await world.change('1', { note: 'towed away' });
  await world.deliverer().run();
  expect(eventsOf()).toEqual([`${one}-raised`]);
});

test('muted alerts are not delivered', async () => {
  await world.raise('1', { muted: true });
  await world.raise('2');
  await world.deliverer().run();
  expect(eventsOf()).toEqual([`${two}-raised`]);
});

test('a failing event is sent again with growing waits, and later ones wait behind it', async () => {
  const deliverer = world.deliverer();
  world.respond = failing('status', { status: 500 });
  await world.raise('1');
  await world.raise('2');
  const waits: number[] = [];
  for (let attempt = 0; attempt < 11; attempt += 1) {
    await deliverer.run();
    waits.push(await world.skipToNextAttempt('1'));
  }
  for (const [i, wait] of waits.entries()) {
    const whole = Math.min(300_000, 1000 * 2 ** i);
    expect(wait).toBeGreaterThanOrEqual(whole / 2);
    expect(wait).toBeLessThanOrEqual(whole);
  }
  expect(new Set(eventsOf())).toEqual(new Set([`${one}-raised`]));
  world.respond = () => ({ kind: 'delivered' });
  await deliverer.run();
  expect(eventsOf().slice(11)).toEqual([`${one}-raised`, `${two}-raised`]);
});

test.each([
  [90_000, 90_000],
  [5 * hourMs, hourMs],
])('a receiver that requests a wait of %i ms is left alone for %i ms', async (retryAfterMs, expected) => {
  const deliverer = world.deliverer();
  world.respond = failing('status', { status: 429, retryAfterMs });
  await world.raise('1');
  await deliverer.run();
  world.now += expected - 1;
  await deliverer.run();
  expect(eventsOf()).toHaveLength(1);
  world.now += 1;
  await deliverer.run();
  expect(eventsOf()).toHaveLength(2);
});

test('an event that fails for a day is dead-lettered with its reason, and the next one follows', async () => {
  const deliverer = world.deliverer();
  world.respond = failing('not_connected');
  await world.raise('1');
  await deliverer.run();
  for (const end = world.now + dayMs; world.now < end; await world.skipToNextAttempt('1')) {
    await deliverer.run();
    if ((await deliveries())[0]?.state !== 'pending') break;
  }
  expect(await deliveries()).toMatchObject([
    { eventId: `${one}-raised`, state: 'dead_lettered', failure: { code: 'not_connected' } },
  ]);
  expect(world.deadLetters).toEqual([`${one}-raised`]);
  world.respond = () => ({ kind: 'delivered' });
  await world.raise('2');
  await deliverer.run();
  expect(eventsOf().at(-1)).toBe(`${two}-raised`);
});

test('an event that the receiver rejects is dead-lettered at once, and the next one follows', async () => {
  world.respond = (id) =>
    id === `${one}-raised` ? failing('rejected', { status: 422 })() : { kind: 'delivered' };
  await world.raise('1');
  await world.raise('2');
  await world.deliverer().run();
  expect(await deliveries()).toMatchObject([
    { eventId: `${two}-raised`, state: 'delivered', attempts: 1 },
    { eventId: `${one}-raised`, state: 'dead_lettered', attempts: 1, failure: { status: 422 } },
  ]);
});

test('a channel that fails does not delay another one', async () => {
  await world.addChannel('2');
  world.respond = (_id, channel) => (channel === '1' ? failing('timeout')() : { kind: 'delivered' });
  await world.raise('1');
  await world.raise('2');
  await world.deliverer().run();
  expect(eventsOf('2')).toEqual([`${one}-raised`, `${two}-raised`]);
  expect(eventsOf('1')).toEqual([`${one}-raised`]);
});

test('a channel that is off sends nothing, and what was raised meanwhile when it is on again', async () => {
  await world.changeChannel('1', { isOn: false });
  await world.raise('1');
  await world.deliverer().run();
  expect(eventsOf()).toEqual([]);
  await world.changeChannel('1', { isOn: true });
  await world.deliverer().run();
  expect(eventsOf()).toEqual([`${one}-raised`]);
});

test('a change of the channel is tried at once', async () => {
  const deliverer = world.deliverer();
  world.respond = failing('redirect');
  await world.raise('1');
  await deliverer.run();
  await deliverer.run();
  expect(eventsOf()).toHaveLength(1);
  world.now += 1;
  world.respond = () => ({ kind: 'delivered' });
  await world.changeChannel('1', { name: 'On call' });
  await deliverer.run();
  expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 2 }]);
});

test('a process without the lease delivers nothing', async () => {
  await world.raise('1');
  await world.alerts.takeLease({ holder: 'other', now: world.now + 1000, ttlMs: 30_000 });
  world.now += 2000;
  await world.deliverer('second').run();
  expect(eventsOf()).toEqual([]);
});

test('a request that the end of the process aborts is not an attempt', async () => {
  await world.raise('1');
  let tasks: (() => void)[] = [];
  const deliverer = world.deliverer();
  const stop = deliverer.start({
    every: (_ms, task) => {
      tasks.push(task);
      return () => (tasks = []);
    },
  });
  const isSent = new Promise<AbortSignal>((resolve) => (world.onSend = resolve));
  world.respond = async (_id, _channel, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return failing('timeout')();
  };
  tasks[0]?.();
  await isSent;
  await stop();
  expect(await deliveries()).toMatchObject([{ state: 'pending', attempts: 0 }]);
  world.respond = () => ({ kind: 'delivered' });
  await world.deliverer().run();
  expect(eventsOf()).toEqual([`${one}-raised`, `${one}-raised`]);
});

test('a store that fails is reported, and the next run delivers', async () => {
  await world.raise('1');
  const deliverer = world.deliverer();
  world.failNextRead = true;
  await deliverer.run();
  expect(world.errors).toEqual([expect.stringMatching(/disk/)]);
  await deliverer.run();
  expect(eventsOf()).toEqual([`${one}-raised`]);
});

test('more changes than one page are delivered in their order', async () => {
  const ids = Array.from({ length: 210 }, (_, i) => String(i + 1));
  for (const id of ids) await world.raise(id, { note: '' } satisfies Partial<Alert>);
  await world.deliverer().run();
  expect(eventsOf()).toEqual(ids.map((id) => `${anAlert(id).alertId}-raised`));
});

test('events that were given up are sent again with a new time limit, before later ones', async () => {
  world.respond = failing('rejected', { status: 400 });
  await world.raise('1');
  await world.raise('2');
  await world.deliverer().run();
  world.respond = failing('status', { status: 500 });
  world.now += 3 * dayMs;
  await world.raise('3');
  const { channelId } = aChannel('1').channel;
  const ports = {
    alertChannels: world.channels,
    clock: { now: () => world.now, monotonic: () => world.now },
  };
  expect(await resendDeliveries(ports, channelId, {})).toEqual({ resent: 2 });
  await world.deliverer().run();
  expect((await deliveries()).map(({ state }) => state)).toEqual(['pending', 'pending', 'pending']);
  world.respond = () => ({ kind: 'delivered' });
  await world.skipToNextAttempt('1');
  await world.deliverer().run();
  expect(eventsOf().slice(-3)).toEqual([`${one}-raised`, `${two}-raised`, `${anAlert('3').alertId}-raised`]);
});

test('events are signed with the previous secret until 24 hours after its rotation', async () => {
  const { channel, secrets } = aChannel('1');
  const clock = { now: () => world.now, monotonic: () => world.now };
  const ports = { alertChannels: world.channels, clock, random: (count: number) => new Uint8Array(count) };
  const { secret } = await rotateSecret(ports, channel.channelId);
  await world.raise('1');
  await world.deliverer().run();
  world.now += dayMs;
  await world.raise('2');
  await world.deliverer().run();
  expect(world.secrets).toEqual([[secret, ...secrets], [secret]]);
});

test('a channel for e-mail gets a message with its password for each event', async () => {
  await world.addEmailChannel('e');
  await world.raise('1');
  await world.deliverer().run();
  expect(world.emails).toMatchObject([
    {
      password: '[secret] of e-mail',
      to: ['operations@example.org'],
      message: { messageId: `<${one}-raised.00000000000e@example.org>` },
    },
  ]);
  expect((await world.deliveries('e'))[0]).toMatchObject({ state: 'delivered', attempts: 1 });
});

test('a channel for MQTT gets the CloudEvent of each change at the topic of its type', async () => {
  await world.addMqttChannel('m');
  await world.raise('1');
  await world.deliverer().run();
  expect(world.brokers.publications).toMatchObject([
    {
      password: '[secret] of MQTT',
      topic: 'vialog/events/alert/raised',
      broker: { host: 'mqtt.example.org' },
    },
  ]);
  expect(JSON.parse(world.brokers.publications[0]?.payload ?? '')).toMatchObject({ id: `${one}-raised` });
});

test('an event that no e-mail can be written for is dead-lettered at once with the reason, and the next one follows', async () => {
  await world.addEmailChannel('e');
  const zones = ['Nowhere/Town', 'UTC'];
  world.latest = () =>
    Promise.resolve({ timeZone: zones.shift() ?? 'UTC', zones: [] as const } as unknown as Camera);
  await world.raise('1');
  await world.raise('2');
  await world.deliverer().run();
  expect(world.errors).toEqual([]);
  expect(await world.deliveries('e')).toMatchObject([
    { eventId: `${two}-raised`, state: 'delivered' },
    {
      eventId: `${one}-raised`,
      state: 'dead_lettered',
      attempts: 1,
      failure: { code: 'not_rendered' },
    },
  ]);
  expect((await world.deliveries('e'))[1]?.failure?.detail).toContain('Nowhere/Town');
  expect(world.deadLetters).toEqual([`${one}-raised`]);
});

test('an e-mail whose names cannot be read is written when they can be read again', async () => {
  await world.addEmailChannel('e');
  const { latest } = world;
  world.latest = () => Promise.reject(new Error('the registry is away'));
  await world.raise('1');
  await world.deliverer().run();
  expect(world.errors).toEqual(['Error: the registry is away']);
  expect(await world.deliveries('e')).toMatchObject([{ state: 'pending', attempts: 0 }]);
  world.latest = latest;
  await world.deliverer().run();
  expect(await world.deliveries('e')).toMatchObject([{ state: 'delivered' }]);
});

test('a queued event that is no CloudEvent is dead-lettered at once by a channel for MQTT', async () => {
  await world.addMqttChannel('m');
  await world.raise('1');
  const next = world.channels.next.bind(world.channels);
  world.channels.next = async (id) => {
    const queued = await next(id);
    return queued && { ...queued, body: '{}' };
  };
  await world.deliverer().run();
  expect(await world.deliveries('m')).toMatchObject([
    { state: 'dead_lettered', failure: { code: 'not_rendered' } },
  ]);
  expect(world.brokers.publications).toEqual([]);
});
