import { expect } from '@jest/globals';
import {
  isoOf,
  type Camera,
  type CounterComparison,
  type CounterComparisonsResponse,
  type CountsReport,
  type Trend,
} from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';
import { allEvents, noResponse, patiently, until, type VialogClient } from './queries.ts';

const quarterMs = 900_000;

/** Registers a loop, sends counts of the last quarter hours, and expects them in searches and trends by origin. */
export async function countsArrive(server: Pick<VialogServer, 'json' | 'post'>): Promise<void> {
  const now = Math.floor(Date.now() / quarterMs) * quarterMs;
  const reading = patiently(server);
  const send = (items: object[]) => sendCounts(server, items);
  const loop = await server.post<Camera>('/v1/cameras', {
    name: 'Loop 17',
    code: 'L17',
    position: [13.4, 52.5],
    stream: { url: 'counter:loop' },
    countsFromAt: isoOf(now - 8 * quarterMs),
  });
  const items = [1, 2, 3, 4].map((n) => ({
    counter: 'L17',
    startAt: isoOf(now - n * quarterMs),
    inbound: 10 * n,
    outbound: { car: n, truck: 1 },
  }));
  const first = await send(items);
  expect([first.accepted + first.known, first.rejected]).toEqual([4, 0]);
  const stored = await until(
    'the counts in the event store',
    () => allEvents(reading, `camera:${loop.cameraId} origin:counter last:3h`),
    (events) => events.length === 4,
  );
  expect(stored.map(({ inbound }) => inbound?.car).sort()).toEqual([10, 20, 30, 40]);
  await until(
    'the counts to be known',
    () => send(items),
    ({ known }) => known === 4,
  );
  const changed = await send([{ ...items[0], inbound: 99 }]);
  expect(changed).toMatchObject({ accepted: 0, rejected: 1, problems: [{ row: 1, kind: 'differs' }] });
  expect(await crossingsOf(reading, loop.cameraId, now, 'counter')).toBe(100 + 10 + 4);
  expect(await crossingsOf(reading, loop.cameraId, now, 'camera,simulated')).toBe(0);
}

const hourMs = 3_600_000;

/** Compares a counter with another one that has 9 of its 10 vehicles in every hour of 8 days. */
export async function comparisonIsKept(server: Pick<VialogServer, 'json' | 'post'>): Promise<void> {
  // Slots of the last minutes are still pending.
  const end = Math.floor((Date.now() - 10 * 60_000) / hourMs) * hourMs;
  const hours = Array.from({ length: 8 * 24 }, (_, i) => end - (i + 1) * hourMs);
  const register = (code: string) =>
    server.post<Camera>('/v1/cameras', {
      name: `Counter ${code}`,
      code,
      position: [13.4, 52.5],
      stream: { url: 'counter:hand' },
      countsFromAt: isoOf(end - 8 * 24 * hourMs),
      zones: [{ zoneId: 'line', name: 'Line', kind: 'line', slotMs: hourMs }],
    });
  const [known, compared] = [await register('K1'), await register('C1')];
  const vehicles = (at: number) => 1 + ((at / hourMs) % 12);
  const items = hours.flatMap((at) => [
    { counter: 'K1', startAt: isoOf(at), inbound: 10 * vehicles(at) },
    { counter: 'C1', startAt: isoOf(at), inbound: 9 * vehicles(at) },
  ]);
  await until(
    'the counts of 8 days to be stored',
    () => sendCounts(server, items),
    (report) => report.known === items.length,
  );
  const path = `/v1/cameras/${compared.cameraId}/counter-comparisons`;
  const request = {
    zoneId: 'line',
    counter: 'K1',
    direction: 'inbound',
    startAt: isoOf(end - 8 * 24 * hourMs),
    endAt: isoOf(end),
  };
  const comparison = await server.post<CounterComparison>(path, request);
  expect(comparison).toMatchObject({
    origin: 'counter',
    counter: { counterId: known.cameraId, name: 'Counter K1' },
    agreement: { pairs: 192, ratio: 0.9, bias: -6.5, ratioInterval: { low: 0.9, high: 0.9 } },
    leftOut: { camera: 0, counter: 0, both: 0 },
  });
  expect((await server.json<CounterComparisonsResponse>(path)).items).toEqual([comparison]);
}

export async function sendCounts(server: Pick<VialogServer, 'post'>, items: object[]): Promise<CountsReport> {
  // The event store may be unavailable for a while on an overloaded machine.
  const request = () =>
    server.post<CountsReport>('/v1/events/batch', { items }).then((report) => ({ report }), noResponse);
  const sent = await until('the response to a batch', request, (response) => response !== undefined);
  return (sent as { report: CountsReport }).report;
}

/** Crossings of a loop in the last hour of quarters, from the trend of an origin. */
async function crossingsOf(
  server: VialogClient,
  cameraId: string,
  now: number,
  origin: string,
): Promise<number> {
  const query = new URLSearchParams({
    measure: 'flow',
    cameras: cameraId,
    origin,
    interval: '15m',
    from: isoOf(now - 4 * quarterMs),
    to: isoOf(now),
  });
  const { series } = await server.json<Trend>(`/v1/trends?${query.toString()}`);
  return series.flatMap(({ points }) => points).reduce((sum, { value }) => sum + (value ?? 0) / 4, 0);
}
