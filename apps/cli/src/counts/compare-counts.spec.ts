import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { CounterComparison } from '@vialog/contracts';
import { countsCommand } from './counts-command.ts';

const comparison: CounterComparison = {
  comparisonId: '000000000001',
  cameraId: 'cam000000001',
  cameraVersion: 1,
  modelId: 'nanodet-g-416',
  origin: 'camera',
  zoneId: 'gate',
  counter: {
    counterId: 'loop00000001',
    name: 'Loop 1',
    version: 1,
    zoneId: 'lane1',
    direction: 'inbound',
    classes: null,
  },
  measure: 'flow',
  unit: 'crossings per hour',
  direction: 'inbound',
  classes: null,
  interval: '1h',
  startAt: '2026-03-01T00:00:00.000Z',
  endAt: '2026-03-08T00:00:00.000Z',
  timeZone: 'UTC',
  minCoverage: 0.95,
  agreement: {
    pairs: 160,
    days: 7,
    cameraMean: 95,
    counterMean: 100,
    bias: -5,
    biasInterval: { low: -6, high: -4 },
    ratio: 0.95,
    ratioInterval: { low: 0.94, high: 0.96 },
    limits: { low: -9.8, high: -0.2 },
    gehBelow5: 1,
  },
  leftOut: { camera: 8, counter: 0, both: 0, notExpected: 0, cameraGaps: [], counterGaps: [] },
  comparedBy: 'administrator',
  createdAt: '2026-03-10T11:00:00.000Z',
};

let dir: string;
let server: Server;
let received: string[];
let printed: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vialog-cli-'));
  await writeFile(join(dir, 'token'), 'token-from-file\n');
  received = [];
  printed = '';
  server = createServer((request, response) => {
    void Array.fromAsync(request.setEncoding('utf8')).then((parts) => {
      received.push(`${request.method} ${request.url} ${parts.join('')}`);
      response.writeHead(201).end(JSON.stringify(comparison));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  server.closeAllConnections();
  server.close();
  await rm(dir, { recursive: true });
});

const run = (...args: string[]) => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const place = ['--url', url, '--token-file', join(dir, 'token')];
  return countsCommand.run(
    ['compare', 'cam000000001', '--zone', 'gate', '--counter', 'L17', ...args, ...place],
    '',
  );
};

test('a comparison with a counter is requested with its options, and its figures are printed', async () => {
  expect(await run('--classes', 'car,truck', '--direction', 'inbound', '--min-coverage', '0.9')).toBe(0);
  const body =
    '{"zoneId":"gate","counter":"L17","direction":"inbound","classes":["car","truck"],"minCoverage":0.9}';
  expect(received).toEqual([`POST /v1/cameras/cam000000001/counter-comparisons ${body}`]);
  expect(printed).toContain('cam000000001/gate compared with Loop 1 (loop00000001/lane1)');
  expect(printed).toContain('160 pairs of 1h on 7 days');
  expect(printed).toContain('bias: -5 (95 % interval -6 to -4)');
  expect(printed).toContain('ratio: 0.95 (95 % interval 0.94 to 0.96)');
  expect(printed).toContain('limits of agreement: -9.8 to -0.2');
  expect(printed).toContain('left out: 8 because of the camera');
});

test('a comparison with a counter is printed as JSON with --json', async () => {
  expect(await run('--json')).toBe(0);
  expect(JSON.parse(printed)).toEqual(comparison);
});
