import { beforeEach, expect, test } from '@jest/globals';
import { anAlert } from '../alerts/alert-store.conformance.ts';
import { InMemoryAlerts } from '../alerts/alert-store.fake.ts';
import { anEmailChannel, anMqttChannel } from '../channels/alert-channel-store.conformance.ts';
import { InMemoryAlertChannels } from '../channels/alert-channel-store.fake.ts';
import { anAlertRule } from '../rules/alert-rule-store.conformance.ts';
import { InMemoryAlertRules } from '../rules/alert-rule-store.fake.ts';
import { InMemoryBrokers } from './mqtt-brokers.fake.ts';
import { RuleStatePublisher } from './rule-state-publisher.ts';

let alerts: InMemoryAlerts;
let rules: InMemoryAlertRules;
let channels: InMemoryAlertChannels;
let brokers: InMemoryBrokers;
let now: number;
let errors: unknown[];
const { channel } = anMqttChannel('m');
const rule = anAlertRule('1', { isOn: true });

beforeEach(async () => {
  alerts = new InMemoryAlerts();
  rules = new InMemoryAlertRules();
  channels = new InMemoryAlertChannels(alerts);
  brokers = new InMemoryBrokers();
  [now, errors] = [0, []];
  await rules.add(rule);
  await channels.add(anEmailChannel('e'));
  await channels.add(anMqttChannel('m'));
});

const publisher = (holder = 'test'): RuleStatePublisher =>
  new RuleStatePublisher({
    alerts,
    alertRules: rules,
    alertChannels: channels,
    brokers,
    directories: {
      cameras: { latest: () => Promise.resolve(undefined) },
      sites: { site: () => Promise.resolve(undefined) },
    },
    clock: { now: () => now, monotonic: () => now },
    holder,
    onError: (error) => errors.push(error),
    onFailure: () => undefined,
  });

async function raise(id: string, changes: object = {}): Promise<void> {
  const token = (await alerts.takeLease({ holder: 'test', now, ttlMs: 1 })) ?? 0;
  const raised = [anAlert(id, { ruleId: rule.ruleId, ...changes })];
  await alerts.commit({ token, ruleId: rule.ruleId, next: undefined, raised, closed: [] });
}

const payload = (name: string): string | undefined =>
  brokers.connections.at(-1)?.payloads.get(`vialog/rules/${rule.ruleId}/${name}`);
const states = (): string[] => brokers.connections.map(({ state }) => state);

test('a rule is ON while it has an active alert that is announced, with its places', async () => {
  const publishing = publisher();
  await publishing.run();
  expect([payload('state'), payload('availability')]).toEqual(['OFF', 'online']);
  await raise('2', { muted: true });
  await publishing.run();
  expect(payload('state')).toBe('OFF');
  await raise('1');
  await publishing.run();
  expect(payload('state')).toBe('ON');
  expect(JSON.parse(payload('attributes') ?? '')).toMatchObject({
    rule: rule.name,
    condition: rule.q,
    alerts: 1,
    acknowledged: 0,
    since: anAlert('1').sinceAt,
    places: [expect.any(String)],
  });
  await alerts.update(anAlert('1').alertId, (alert) => ({ ...alert, state: 'closed' }));
  await publishing.run();
  expect(payload('state')).toBe('OFF');
  expect(states()).toEqual(['open']);
  expect(errors).toEqual([]);
});

test('the discovery message has the keys that Home Assistant requires of a binary sensor', async () => {
  await publisher().run();
  const topic = `homeassistant/binary_sensor/vialog_${channel.channelId}/${rule.ruleId}/config`;
  expect(JSON.parse(brokers.connections[0]?.payloads.get(topic) ?? '')).toEqual({
    name: rule.name,
    unique_id: `vialog_${channel.channelId}_${rule.ruleId}`,
    device_class: 'problem',
    state_topic: `vialog/rules/${rule.ruleId}/state`,
    json_attributes_topic: `vialog/rules/${rule.ruleId}/attributes`,
    availability: [
      { topic: `vialog/channels/${channel.channelId}/status` },
      { topic: `vialog/rules/${rule.ruleId}/availability` },
    ],
    availability_mode: 'all',
    qos: 1,
    device: { identifiers: [`vialog_${channel.channelId}`], name: channel.name, manufacturer: 'Vialog' },
    origin: { name: 'Vialog' },
  });
  expect(brokers.connections[0]?.request).toMatchObject({
    clientId: `vialog-${channel.channelId}`,
    statusTopic: `vialog/channels/${channel.channelId}/status`,
    birthTopic: 'homeassistant/status',
    filters: ['vialog/rules/+/+', `homeassistant/binary_sensor/vialog_${channel.channelId}/+/config`],
    password: '[secret] of MQTT',
  });
});

test('a rule that is off is not available, and one that was renamed or deleted is published as such', async () => {
  const publishing = publisher();
  await publishing.run();
  const off = { ...rule, isOn: false, name: 'Renamed', changedAt: '2026-03-02T09:00:00.000Z' };
  await rules.replace(rule, off);
  await publishing.run();
  expect(payload('availability')).toBe('offline');
  expect(JSON.parse(payload('attributes') ?? '')).toMatchObject({ rule: 'Renamed' });
  await rules.remove(rule.ruleId);
  await publishing.run();
  expect([...(brokers.connections[0]?.payloads ?? [])]).toEqual([]);
});

test('without a prefix for discovery nothing is published for Home Assistant', async () => {
  const { discoveryPrefix, ...without } = channel;
  await channels.replace(channel, without);
  await publisher().run();
  const { payloads, request } = brokers.connections[0] ?? {};
  expect([...(payloads?.keys() ?? [])].filter((topic) => topic.startsWith(`${discoveryPrefix}/`))).toEqual(
    [],
  );
  expect(request?.birthTopic).toBeUndefined();
});

test('a channel that is off keeps its topics, one that was deleted or moved to another broker does not', async () => {
  const publishing = publisher();
  await publishing.run();
  const off = { ...channel, isOn: false };
  await channels.replace(channel, off);
  await publishing.run();
  expect(states()).toEqual(['closed']);
  await channels.replace(off, channel);
  await publishing.run();
  await channels.replace(channel, { ...channel, host: 'other.example.org' });
  await publishing.run();
  expect(states()).toEqual(['closed', 'removed', 'open']);
  await channels.remove(channel.channelId);
  await publishing.run();
  expect(states()).toEqual(['closed', 'removed', 'removed']);
});

test('a channel that was renamed keeps its connection', async () => {
  const publishing = publisher();
  await publishing.run();
  await channels.replace(channel, { ...channel, name: 'Garage', changedAt: '2026-03-02T09:00:00.000Z' });
  await publishing.run();
  expect(states()).toEqual(['open']);
  expect([...(brokers.connections[0]?.payloads.values() ?? [])].join()).toContain('"name":"Garage"');
});

test('only the process with the lease has connections', async () => {
  const [first, second] = [publisher('first'), publisher('second')];
  await first.run();
  await second.run();
  expect(states()).toEqual(['open']);
  await alerts.releaseLease('first');
  await second.run();
  await first.run();
  expect(states()).toEqual(['closed', 'open']);
});

test('a run that could not read is reported, and the next one publishes', async () => {
  const publishing = publisher();
  const list = rules.list.bind(rules);
  rules.list = () => Promise.reject(new Error('the disk is full'));
  await publishing.run();
  expect(errors).toEqual([new Error('the disk is full')]);
  rules.list = list;
  await publishing.run();
  expect(payload('state')).toBe('OFF');
});
