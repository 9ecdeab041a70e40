import { expect, test } from '@jest/globals';
import { aCounterComparison } from '@vialog/registry/conformance';
import { commandFixture } from '../command.fixture.ts';
import { countsCommand } from './counts-command.ts';

const comparison = aCounterComparison('1', 'cam000000001', '2026-03-01T00:00:00.000Z');

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
  expect(api.printed).toContain('cam000000001/line compared with Loop Harbour Road (loop00000001/lane1)');
  expect(api.printed).toContain('160 pairs of 1h on 7 days');
  expect(api.printed).toContain('bias: -5 (95 % interval -6 to -4)');
  expect(api.printed).toContain('ratio: 0.95 (95 % interval 0.94 to 0.96)');
  expect(api.printed).toContain('limits of agreement: -9.8 to -0.2');
  expect(api.printed).toContain('left out: 8 because of the camera');
});

test.each(['', ' ', 'half', '85'])(
  'a comparison with a minimum coverage of "%s" is rejected',
  async (text) => {
    await expect(run(`--min-coverage=${text}`)).rejects.toThrow('--min-coverage');
  },
);

test('a comparison with a counter is printed as JSON with --json', async () => {
  expect(await run('--json')).toBe(0);
  expect(JSON.parse(api.printed)).toEqual(comparison);
});
