import { expect, it } from '@jest/globals';
import { chartAddress, dataAddress, hasAllZones, reportAddress } from './trend-files.ts';

const selection = {
  keys: ['site00000001', 'group:west & east'],
  measure: 'flow',
  direction: 'inbound',
  classes: ['car', 'bus'],
} as const;
const range = { from: 0, to: 86_400_000 };
const rules = { ...range, language: 'zh', minCoverage: 0.5, holidays: 'apart', target: undefined } as const;
const parametersOf = (address: string) =>
  Object.fromEntries(new URL(address, 'http://localhost').searchParams);

it('the addresses of files have the whole selection', () => {
  const selected = {
    measure: 'flow',
    direction: 'inbound',
    sites: 'site00000001',
    groups: 'west & east',
    classes: 'car,bus',
    from: '1970-01-01T00:00:00.000Z',
    to: '1970-01-02T00:00:00.000Z',
  };
  const data = dataAddress(selection, { ...range, interval: '1w' }, 'parquet');
  expect(data).toMatch(/^\/v1\/trends\/export\?/);
  expect(parametersOf(data)).toEqual({ ...selected, interval: '1w', format: 'parquet' });
  const report = reportAddress(selection, { ...rules, target: 40 }, 'html');
  expect(report).toMatch(/^\/v1\/reports\/file\?/);
  expect(parametersOf(report)).toEqual({
    ...selected,
    language: 'zh',
    minCoverage: '0.5',
    holidays: 'apart',
    target: '40',
    format: 'html',
  });
  expect(parametersOf(chartAddress(selection, rules, 'png'))).toEqual({
    format: 'png',
    ...selected,
    language: 'zh',
    minCoverage: '0.5',
    holidays: 'apart',
  });
});

it('zones of cameras with one id are selected by it, and others come with all zones of their cameras', () => {
  const zones = { ...selection, keys: ['cam000000001/view', 'cam000000002/view'] };
  const data = dataAddress(zones, { ...range, interval: '1h' }, 'csv');
  expect(parametersOf(data)).toMatchObject({ cameras: 'cam000000001,cam000000002', zone: 'view' });
  expect(hasAllZones(zones)).toBe(false);
  expect(hasAllZones(selection)).toBe(false);
  expect(hasAllZones({ ...selection, keys: ['cam000000001/view', 'cam000000001/gate'] })).toBe(true);
  expect(hasAllZones({ ...selection, keys: ['cam000000001/view', 'site00000001'] })).toBe(true);
});
