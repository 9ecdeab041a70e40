import { readFile, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { AnalyticsList } from '@vialog/contracts';
import { commandFixture } from '../command.fixture.ts';
import { UsageError } from '../command.ts';
import { analyticsCommand } from './analytics-command.ts';

const list: AnalyticsList = {
  items: [
    {
      id: 'fullest-hours',
      origin: 'shipped',
      question: { en: 'When are the lots fullest?', zh: '各停车场什么时段最满？' },
      about: null,
      finding: 'peak_hours',
      measure: 'occupancy',
      population: 'parking_lots',
      period: '13 weeks',
      comparison: 'none',
      chart: 'week',
      target: 0.85,
      minCoverage: 0.8,
    },
  ],
  rejected: [],
};

let body: string;
beforeEach(() => {
  body = JSON.stringify(list);
});
const api = commandFixture({ reply: (_request, response) => void response.end(body) });
const run = (...args: string[]) => api.run(analyticsCommand, ...args);

describe('vialog analytics', () => {
  test('vialog analytics list prints the ids and questions in the language', async () => {
    expect(await run('list', '--search', '停车场', '--language', 'zh')).toBe(0);
    expect(api.received).toMatchObject([{ url: `/v1/analytics?q=${encodeURIComponent('停车场')}` }]);
    expect(api.printed).toBe('fullest-hours  各停车场什么时段最满？\n');
  });

  test('vialog analytics list prints faults of own definitions and fails', async () => {
    body = JSON.stringify({
      ...list,
      rejected: [{ file: 'a.yaml', line: 3, message: 'chart: expected one of days' }],
    });
    expect(await run('list')).toBe(1);
    expect(api.warned).toBe('a.yaml:3: chart: expected one of days\n');
  });

  test('vialog analytics run writes the result to a file whose extension is the format', async () => {
    body = '<!doctype html>';
    const output = api.path('lots.html');
    expect(await run('run', 'fullest-hours', '--output', output, '--min-coverage', '0.5')).toBe(0);
    expect(api.received).toMatchObject([
      { url: '/v1/analytics/fullest-hours/file?minCoverage=0.5&format=html' },
    ]);
    expect(await readFile(output, 'utf8')).toBe('<!doctype html>');
  });

  test('vialog analytics check prints each fault with file and line', async () => {
    const file = api.path('busy.yaml');
    await writeFile(
      file,
      'question: When?\nmeasure: speed\npopulation: sites\nperiod: 4 weeks\nfinding: overview\nchart: days\n',
    );
    expect(await analyticsCommand.run(['check', file], '')).toBe(1);
    expect(api.warned).toMatch(
      new RegExp(`^${file}:2: measure: expected one of presence, .*, found "speed"\n$`),
    );
    await writeFile(file, (await readFile(file, 'utf8')).replace('speed', 'presence'));
    expect(await analyticsCommand.run(['check', file], '')).toBe(0);
    expect(api.printed).toBe(`${file}: When?\n`);
  });

  test('vialog analytics check names a file that cannot be read', async () => {
    await expect(analyticsCommand.run(['check', api.path('missing.yaml')], '')).rejects.toThrow(
      /cannot read the definition .*missing\.yaml: it does not exist; check the path/,
    );
  });

  test.each([
    [['run'], /expected the id of one analytic/],
    [['run', 'Fullest Hours'], /expected the id of one analytic/],
    [['run', 'fullest-hours', '--change-at', 'May'], /^--change-at: /],
    [['run', 'fullest-hours', '--format', 'html'], /--format needs --output/],
    [['list', '--language', 'de'], /expected en or zh, found "de"/],
    [['show'], /expected "list", "run" or "check", found "show"/],
  ])('the arguments %j are rejected with what was expected', async (args, message) => {
    const failure = run(...args);
    await expect(failure).rejects.toThrow(UsageError);
    await expect(failure).rejects.toThrow(message);
  });
});
