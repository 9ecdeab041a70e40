import { expect, test } from '@jest/globals';
import type { CounterComparison } from '@vialog/contracts';
import { commandFixture } from '../command.fixture.ts';
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

const api = commandFixture({
  reply: (_request, response) => void response.writeHead(201).end(JSON.stringify(comparison)),
});
const run = (...args: string[]) =>
  api.run(countsCommand, 'compare', 'cam000000001', '--zone', 'gate', '--counter', 'L17', ...args);

test('a comparison with a counter is requested with its options, and its figures are printed', async () => {
  expect(await run('--classes', 'car,truck', '--direction', 'inbound', '--min-coverage', '0.9')).toBe(0);
  const body =
    '{"zoneId":"gate","counter":"L17","direction":"inbound","classes":["car","truck"],"minCoverage":0.9}';
  expect(api.received).toMatchObject([
    { method: 'POST', url: '/v1/cameras/cam000000001/counter-comparisons', body },
  ]);
  expect(api.printed).toContain('cam000000001/gate compared with Loop 1 (loop00000001/lane1)');
  expect(api.printed).toContain('160 pairs of 1h on 7 days');
  expect(api.printed).toContain('bias: -5 (95 % interval -6 to -4)');
  expect(api.printed).toContain('ratio: 0.95 (95 % interval 0.94 to 0.96)');
  expect(api.printed).toContain('limits of agreement: -9.8 to -0.2');
  expect(api.printed).toContain('left out: 8 because of the camera');
});

test('a comparison with a counter is printed as JSON with --json', async () => {
  expect(await run('--json')).toBe(0);
  expect(JSON.parse(api.printed)).toEqual(comparison);
});
