import { expect, it } from '@jest/globals';
import { dayMs, isoOf, quarterMs } from '@vialog/contracts';
import type { SumsQuery } from '../trend-reader.port.ts';
import { readSeries } from './read-series.ts';
import { seriesGroups } from './series-groups.ts';
import { cameraOf, cars, northLot, roadZone, ten, worldOf, written } from './world.fixture.ts';

it('the zones of one series that need too many rows are read in several requests, and all of them are added', async () => {
  const cameras = [1, 2, 3].map((n) =>
    cameraOf({
      cameraId: `cam00000000${n}`,
      zones: [{ ...roadZone, siteId: northLot.siteId }],
      validFromAt: isoOf(ten - dayMs),
    }),
  );
  const world = worldOf(cameras);
  await written(
    world,
    cameras.map((camera, i) => cars(camera, ten - quarterMs, 10 ** i)),
  );
  const requests: SumsQuery[] = [];
  const trends = {
    ...world.ports.trends,
    zoneRows: (query: SumsQuery) => {
      requests.push(query);
      return world.store.zoneRows(query);
    },
  };
  const ports = { ...world.ports, trends };
  // Two zones of 25,000 intervals need fewer than 60,000 rows, three need more.
  const edges = Array.from({ length: 25_000 }, (_, i) => ten - (24_999 - i) * quarterMs);
  const groups = await seriesGroups(ports, { sites: [northLot.siteId] });
  const [series] = await readSeries(ports, groups, { measure: 'presence', edges });
  expect(requests.map(({ zones }) => zones?.length)).toEqual([2, 1]);
  expect(series?.points.at(-1)?.value).toBe(111);
});
