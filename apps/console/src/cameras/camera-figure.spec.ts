import { describe, expect, it } from '@jest/globals';
import type { Camera, CountEvent, Zone } from '@vialog/contracts';
import type { ZoneLatest } from '../live/latest-counts.ts';
import { figureOf } from './camera-figure.ts';

const start = Date.parse('2026-03-01T08:00:00.000Z');
const zone = (zoneId: string, fields: Partial<Zone> = {}): Zone => ({
  zoneId,
  name: zoneId,
  kind: 'area',
  role: 'main',
  classes: ['car'],
  slotMs: 10_000,
  ...fields,
});
const camera = (...zones: Zone[]): Camera => ({ cameraId: 'cam000000001', zones }) as unknown as Camera;
const record = (zoneId: string, fields: Partial<CountEvent>): [string, ZoneLatest] => {
  const event = {
    slotStartAt: new Date(start).toISOString(),
    slotMs: 10_000,
    slots: 1,
    kind: 'measured',
    ...fields,
  } as CountEvent;
  const isGap = event.kind === 'gap';
  return [`cam000000001/${zoneId}`, { measured: isGap ? undefined : event, gap: isGap ? event : undefined }];
};
const now = start + 12_000;

describe('figureOf', () => {
  it('a figure sums main zones and ignores detail zones', () => {
    const latest = new Map([
      record('a', { total: 3 }),
      record('b', { total: 4 }),
      record('c', { total: 50 }),
    ]);
    const figure = figureOf(camera(zone('a'), zone('b'), zone('c', { role: 'detail' })), latest, now);
    expect(figure).toMatchObject({
      unit: 'objects',
      value: 7,
      capacity: undefined,
      freshness: 'fresh',
      ageMs: 2_000,
    });
  });

  it('a figure shows parking spaces rather than areas', () => {
    const latest = new Map([
      record('lot', { occupied: 31, unknown: 1, total: 31 }),
      record('a', { total: 9 }),
    ]);
    const figure = figureOf(camera(zone('lot', { kind: 'bays', capacity: 40 }), zone('a')), latest, now);
    expect(figure).toMatchObject({ unit: 'spaces', value: 31, capacity: 40, unknown: 1 });
  });

  it('a figure shows the objects in the frame until the parking spaces have their first count', () => {
    const spaces = camera(zone('view', { role: 'detail' }), zone('lot', { kind: 'bays', capacity: 40 }));
    const latest = new Map([record('view', { total: 12 })]);
    expect(figureOf(spaces, latest, now)).toMatchObject({ unit: 'objects', value: 12, capacity: undefined });
    expect(figureOf(spaces, new Map(), now)).toMatchObject({
      unit: 'spaces',
      value: undefined,
      capacity: 40,
    });
  });

  it('a figure of a camera that only has lines is the crossings of their latest slots', () => {
    const gate = camera(zone('view', { role: 'detail' }), zone('gate', { kind: 'line' }));
    const latest = new Map([record('gate', { inbound: { car: 3, bus: 1 }, outbound: { car: 2 } })]);
    expect(figureOf(gate, latest, now)).toMatchObject({
      unit: 'crossings',
      value: 6,
      crossings: { inbound: 4, outbound: 2 },
    });
    const both = camera(zone('gate', { kind: 'line' }), zone('a'));
    expect(figureOf(both, new Map([...latest, record('a', { total: 9 })]), now)).toMatchObject({
      unit: 'objects',
      value: 9,
    });
  });

  it('the whole picture does not replace the crossings of a line that was drawn in it', () => {
    const latest = new Map([
      record('view', { total: 9 }),
      record('gate', { inbound: { car: 3 }, outbound: {} }),
    ]);
    const gate = camera(zone('view'), zone('gate', { kind: 'line' }));
    expect(figureOf(gate, latest, now)).toMatchObject({ unit: 'crossings', value: 3 });
    expect(figureOf(camera(zone('view')), latest, now)).toMatchObject({ unit: 'objects', value: 9 });
  });

  it('a figure has the age of its oldest measurement', () => {
    const old = record('b', { total: 1, slotStartAt: new Date(start - 60_000).toISOString() });
    expect(
      figureOf(camera(zone('a'), zone('b')), new Map([record('a', { total: 1 }), old]), now),
    ).toMatchObject({ freshness: 'old', ageMs: 62_000 });
  });

  it('a stale figure is shown together with the reason for the gap after it', () => {
    const [key, old] = record('a', { total: 5, slotStartAt: new Date(start - 30_000).toISOString() });
    const [, { gap }] = record('a', { kind: 'gap', reason: 'frozen' });
    const figure = figureOf(camera(zone('a')), new Map([[key, { ...old, gap }]]), now);
    expect(figure).toMatchObject({ value: 5, freshness: 'stale', gap: 'frozen', ageMs: 32_000 });
  });

  it('a figure has no value, not zero, without a measurement', () => {
    const gap = record('a', { kind: 'gap', reason: 'offline' });
    expect(figureOf(camera(zone('a')), new Map([gap]), now)).toMatchObject({
      value: undefined,
      gap: 'offline',
    });
    expect(figureOf(camera(zone('a')), new Map(), now)).toMatchObject({ value: undefined, ageMs: undefined });
  });

  it('a figure shows a measured zero', () => {
    expect(figureOf(camera(zone('a')), new Map([record('a', { total: 0 })]), now).value).toBe(0);
  });
});
