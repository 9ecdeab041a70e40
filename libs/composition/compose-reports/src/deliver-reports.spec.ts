import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { AlertDeliverer } from '@vialog/alerting';
import { aChannel, InMemoryBrokers } from '@vialog/alerting/conformance';
import { HttpWebhookSender } from '@vialog/alerting-webhook';
import { dayMs, hourMs, isoOf } from '@vialog/contracts';
import { parseAddressRanges } from '@vialog/network-guard';
import { openSqliteRegistry, type OpenRegistry } from '@vialog/registry-sql';
import { listReportSchedules, ScheduleRunner } from '@vialog/reports';
import { aSchedule, reportWorld, type ReportWorld } from '@vialog/reports/conformance';
import { openReportFolder } from './start-report-schedules.ts';

const start = Date.parse('2026-03-02T00:00:00+01:00');
/** 6:00 of the second day. */
const due = start + dayMs + 6 * hourMs;

interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: string;
let world: ReportWorld;
let server: Server;
let received: ReceivedRequest[];
let statuses: number[];
let now: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vialog-reports-'));
  world = await reportWorld({ timeZone: 'Europe/Berlin', start, days: 2, carsAt: () => 4 });
  [received, statuses, now] = [[], [], due];
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      received.push({ headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const bodyOf = async (request: IncomingMessage): Promise<string> =>
  (await Array.fromAsync(request.setEncoding('utf8') as AsyncIterable<string>)).join('');

const clock = { now: () => now, monotonic: () => now };

/** One process on the registry: it writes the reports that are due, and delivers. */
async function work(registry: OpenRegistry, holder: string): Promise<void> {
  const runner = new ScheduleRunner({
    reports: { ...world.ports, clock },
    schedules: registry.reportSchedules,
    folder: openReportFolder(folder),
    holder,
    onEnd: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  const deliverer = new AlertDeliverer({
    ...registry,
    senders: {
      webhooks: new HttpWebhookSender({
        allowed: parseAddressRanges('127.0.0.0/8'),
        resolve: (host) => Promise.resolve([host]),
        clock,
      }),
      emails: { send: () => Promise.reject(new Error('no channel for e-mail')) },
      brokers: new InMemoryBrokers(),
      cameras: registry.directory,
      sites: registry.sites,
    },
    clock,
    random: () => new Uint8Array([0]),
    holder,
    onError: (error) => {
      throw error;
    },
    onDeadLetter: () => undefined,
  });
  await runner.tick();
  await deliverer.run();
}

test('a report is written and its event signed and sent until it is accepted, over a restart of the server', async () => {
  const { port } = server.address() as AddressInfo;
  const { channel, ...stored } = aChannel('a', { url: `http://127.0.0.1:${port}/reports` });
  const { channelId } = channel;
  const path = join(folder, 'registry.db');
  const before = await openSqliteRegistry(path);
  await before.alertChannels.add({ channel, ...stored });
  const schedule = aSchedule('a', { createdAt: isoOf(start + 12 * hourMs), channelId });
  await before.reportSchedules.add(schedule);
  statuses = [503];
  await work(before, 'before');
  const [first] = (await before.alertChannels.deliveries({ channelId, limit: 9 })).map(
    ({ delivery }) => delivery,
  );
  expect(first).toMatchObject({ state: 'pending', attempts: 1, failure: { code: 'status', status: 503 } });
  await before.close();

  const after = await openSqliteRegistry(path);
  now += 2 * hourMs;
  await work(after, 'after');
  await work(after, 'after');
  const runId = `${schedule.scheduleId}-${due / 1_000}`;
  expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([
    `${runId}-written`,
    `${runId}-written`,
  ]);
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  const signed = `${runId}-written.${headers['webhook-timestamp'] as string}.${body}`;
  const key = Buffer.alloc(32, 'a');
  expect(headers['webhook-signature']).toBe(
    `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
  );
  expect(received[1]?.body).toBe(body);
  expect(JSON.parse(body)).toMatchObject({
    type: 'vialog.v1.report.written',
    data: { runId, files: [{ format: 'html', path: `/v1/report-runs/${runId}/files/html` }] },
  });
  const ports = { schedules: after.reportSchedules, channels: after.alertChannels, clock };
  expect((await listReportSchedules(ports)).items[0]?.lastRun).toMatchObject({
    state: 'written',
    delivery: { state: 'delivered', attempts: 2 },
  });
  await after.close();
});
