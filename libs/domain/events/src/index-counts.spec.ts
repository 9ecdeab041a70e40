import { describe, expect, it } from '@jest/globals';
import type { CountEvent } from '@vialog/contracts';
import type { AppendVerdict, EventWriter } from './event-writer.port.ts';
import { indexCounts, type RejectedEvent } from './index-counts.ts';

const batch = ['a', 'b', 'c'].map((eventId) => ({ eventId }) as CountEvent);
const stored: AppendVerdict = { kind: 'stored' };
const known: AppendVerdict = { kind: 'known' };
const rejected: AppendVerdict = { kind: 'rejected', why: 'out of retention' };
const busy = (pauseMs: number): AppendVerdict => ({ kind: 'busy', pauseMs });

async function index(verdicts: readonly AppendVerdict[], events: readonly CountEvent[] = batch) {
  const dead: RejectedEvent[] = [];
  const writer: EventWriter = { append: () => Promise.resolve(verdicts) };
  const put = (items: readonly RejectedEvent[]) => Promise.resolve(void dead.push(...items));
  return {
    outcome: await indexCounts(events, writer, { put }),
    dead: dead.map((item) => [item.event.eventId, item.why]),
  };
}

describe('indexing counts', () => {
  it('indexCounts is done when every event is in the store, new or known', async () => {
    expect(await index([stored, known, stored])).toEqual({ outcome: { kind: 'done' }, dead: [] });
  });

  it('indexCounts does not call the store for an empty batch', async () => {
    expect((await index([], [])).outcome).toMatchObject({ kind: 'skipped' });
  });

  it('indexCounts stores rejected events as dead letters with the reason and is done', async () => {
    const { outcome, dead } = await index([rejected, stored, rejected]);
    expect(outcome).toEqual({ kind: 'done' });
    expect(dead).toEqual([
      ['a', 'out of retention'],
      ['c', 'out of retention'],
    ]);
  });

  it('indexCounts requests a retry after the longest pause while an event is busy, and writes no dead letter', async () => {
    const { outcome, dead } = await index([rejected, busy(200), busy(900)]);
    expect(outcome).toMatchObject({ kind: 'retry', delayMs: 900, why: '2 of 3 events busy' });
    expect(dead).toEqual([]);
  });

  it('indexCounts throws when the store returns no verdict for an event', async () => {
    await expect(index([stored, stored])).rejects.toThrow(/no verdict on c/);
  });
});
