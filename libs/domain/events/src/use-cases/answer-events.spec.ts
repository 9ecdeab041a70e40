import { describe, expect, it } from '@jest/globals';
import {
  coverageAnswer,
  episodesPage,
  eventsPage,
  histogram,
  ledgerPage,
  trend,
  trendsQuery,
} from '@vialog/contracts';
import { answerEvents } from './answer-events.ts';
import { bays, cameraOf, cars, lost, lotCamera, ten, worldOf, written } from './world.fixture.ts';

describe('answerEvents', () => {
  it('answers every question in the shape of its contract', async () => {
    const gate = cameraOf();
    const lot = lotCamera();
    const world = worldOf([gate, lot]);
    const event = cars(gate, ten - 60_000, 3);
    await written(world, [event, bays(lot, ten - 120_000, '1111'), lost(gate, ten - 50_000)]);
    const answers = answerEvents(world.ports);
    expect(eventsPage.parse(await answers.search({ q: 'Atlantis', limit: 10 }))).toHaveProperty('notes');
    expect(histogram.parse(await answers.histogram({ q: '', interval: '1h' })).items).toHaveLength(24);
    expect(episodesPage.parse(await answers.episodes({ q: 'free=0', limit: 10 })).items).toHaveLength(1);
    expect(trend.parse(await answers.trends(trendsQuery.parse({}))).series).toHaveLength(2);
    expect(coverageAnswer.parse(await answers.coverage({ below: 1 })).items).toHaveLength(2);
    expect(ledgerPage.parse(await answers.ledger({ limit: 10 })).items).toHaveLength(2);
    expect((await answers.byId(event.eventId)).counts).toEqual({ car: 3 });
    await expect(answers.byId('nothing')).rejects.toMatchObject({ code: 'EVENT_NOT_FOUND' });
  });
});
