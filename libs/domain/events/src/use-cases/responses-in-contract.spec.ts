import { describe, expect, it } from '@jest/globals';
import {
  coverageResponse,
  episodesPage,
  eventsPage,
  histogram,
  ledgerPage,
  trend,
  trendsQuery,
} from '@vialog/contracts';
import { countOverTime } from './count-over-time.ts';
import { findLowCoverage } from './find-low-coverage.ts';
import { listEpisodes } from './list-episodes.ts';
import { readEvent } from './read-event.ts';
import { readLedger } from './read-ledger.ts';
import { readTrends } from './read-trends.ts';
import { searchEvents } from './search-events.ts';
import { bays, cameraOf, cars, lost, lotCamera, ten, worldOf, written } from './world.fixture.ts';

describe('use cases of events', () => {
  it('every use case of events returns a response that its contract accepts', async () => {
    const gate = cameraOf();
    const lot = lotCamera();
    const world = worldOf([gate, lot]);
    const event = cars(gate, ten - 60_000, 3);
    await written(world, [event, bays(lot, ten - 120_000, '1111'), lost(gate, ten - 50_000)]);
    const { ports } = world;
    expect(eventsPage.parse(await searchEvents(ports, { q: 'Atlantis', limit: 10 }))).toHaveProperty('notes');
    expect(histogram.parse(await countOverTime(ports, { q: '', interval: '1h' })).items).toHaveLength(24);
    expect(episodesPage.parse(await listEpisodes(ports, { q: 'free=0', limit: 10 })).items).toHaveLength(1);
    expect(trend.parse(await readTrends(ports, trendsQuery.parse({}))).series).toHaveLength(2);
    expect(coverageResponse.parse(await findLowCoverage(ports, { below: 1 })).items).toHaveLength(2);
    expect(ledgerPage.parse(await readLedger(ports, { limit: 10 })).items).toHaveLength(2);
    expect((await readEvent(ports, event.eventId)).counts).toEqual({ car: 3 });
    await expect(readEvent(ports, 'nothing')).rejects.toMatchObject({ code: 'EVENT_NOT_FOUND' });
  });
});
