import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createChannel } from '@vialog/alerting';
import { anAlert } from '@vialog/alerting/conformance';
import type { EventPorts } from '@vialog/events';
import { parseAddressRanges } from '@vialog/network-guard';
import { openSqliteRegistry, type OpenRegistry } from '@vialog/registry-sql';
import { systemClock } from '@vialog/service-runtime';
import { openChannelSenders } from './open-channel-senders.ts';
import { startAlerting } from './start-alerting.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vialog-alerting-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const settings = { VIALOG_ALLOW_CIDRS: parseAddressRanges('127.0.0.0/8') };
const logger = { warn: () => undefined, error: () => undefined };

const start = ({ alerts, alertRules, alertChannels, directory, sites }: OpenRegistry) =>
  startAlerting({
    // Without rules no event is read.
    events: {} as EventPorts,
    alerts,
    alertRules,
    alertChannels,
    channelSenders: openChannelSenders(settings, { directory, sites }),
    live: { publish: () => undefined },
    logger,
  });

/** Resolves with the ids of the first events that a receiver on loopback gets, and its responses. */
async function startReceiver(statuses: number[], onEvent: (id: string) => void) {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      response.writeHead(statuses.shift() ?? 204).end();
      onEvent((JSON.parse(body) as { id: string }).id);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

const bodyOf = async (request: IncomingMessage): Promise<string> =>
  (await Array.fromAsync(request.setEncoding('utf8') as AsyncIterable<string>)).join('');

test('an alert that could not be delivered is delivered after a restart of the server', async () => {
  const received: string[] = [];
  let arrived: () => void = () => undefined;
  const next = () => new Promise<void>((resolve) => (arrived = resolve));
  const receiver = await startReceiver([503], (id) => {
    received.push(id);
    arrived();
  });
  const path = join(folder, 'registry.db');
  const before = await openSqliteRegistry(path);
  const ports = { ...before, clock: systemClock, random: (count: number) => new Uint8Array(count) };
  const input = { kind: 'webhook' as const, name: 'On call', url: receiver.url, isOn: true };
  const { channelId } = await createChannel(ports, { input, createdBy: 'administrator' });
  const token = (await before.alerts.takeLease({ holder: 'test', now: 0, ttlMs: 1 })) ?? 0;
  const raised = [anAlert('1')];
  await before.alerts.commit({ token, ruleId: 'r', next: undefined, raised, closed: [] });
  const first = next();
  const alerting = start(before);
  await first;
  await alerting.stop();
  // The lease was released: another process takes it at once.
  expect(await before.alerts.takeLease({ holder: 'other', now: Date.now(), ttlMs: 30_000 })).toBeDefined();
  await before.alerts.releaseLease('other');
  await before.close();

  const after = await openSqliteRegistry(path);
  const second = next();
  const restarted = start(after);
  await second;
  while ((await after.alertChannels.deliveries({ channelId, limit: 9 }))[0]?.delivery.state !== 'delivered')
    await new Promise((resolve) => setImmediate(resolve));
  await restarted.stop();
  await after.close();
  await receiver.close();
  expect(received).toEqual([`${anAlert('1').alertId}-raised`, `${anAlert('1').alertId}-raised`]);
});
