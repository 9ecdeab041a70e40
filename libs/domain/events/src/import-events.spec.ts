import { describe, expect, it } from '@jest/globals';
import type { CountEvent } from '@vialog/contracts';
import { gap, measured, measuredBays, SetClock } from './conformance/index.ts';
import { InMemoryEventStore } from './event-store.fake.ts';
import type { AppendVerdict, EventWriter } from './event-writer.port.ts';
import { exportEvents } from './export-events.ts';
import { importEvents, type ImportIssue } from './import-events.ts';

const noon = Date.parse('2026-03-31T11:00:00.000Z');
const clock = new SetClock('2026-03-31T12:00:00.000Z');
const always = { from: 0, to: clock.now(), where: { kind: 'all' } } as const;
const noSleep = { sleep: () => Promise.resolve() };

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
}

async function textOf(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

const linesOf = (events: readonly unknown[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** Returns busy for every second record at the first attempt. */
function hesitant(behind: EventWriter): EventWriter {
  const offered = new Set<string>();
  return {
    append: async (events) => {
      const verdicts: AppendVerdict[] = [];
      for (const [i, event] of events.entries()) {
        const isNew = !offered.has(event.eventId);
        offered.add(event.eventId);
        const [verdict] =
          isNew && i % 2 === 1 ? [{ kind: 'busy', pauseMs: 70 } as const] : await behind.append([event]);
        verdicts.push(verdict as AppendVerdict);
      }
      return verdicts;
    },
  };
}

describe('importEvents', () => {
  it.each([1, 7, 4096])(
    'importEvents reads exported lines in chunks of %i characters, and the export is the same again',
    async (size) => {
      const from = new InMemoryEventStore(clock);
      const to = new InMemoryEventStore(clock);
      const many: CountEvent[] = Array.from({ length: size === 1 ? 5 : 1_500 }, (_, i) =>
        measured(noon - i * 10_000, { car: i % 7 }),
      );
      await from.append([...many, measuredBays(noon, '01-1'), gap(noon + 60_000, { slots: 6 })]);
      const text = await textOf(exportEvents(from, always));
      const summary = await importEvents(inPieces(text, size), to, { ...noSleep, batch: 100 });
      expect(summary).toEqual({
        lines: many.length + 2,
        stored: many.length + 2,
        known: 0,
        rejected: 0,
        unreadable: 0,
      });
      expect(await textOf(exportEvents(to, always))).toBe(text);
    },
  );

  it('importEvents reports every invalid line with its number and imports the others', async () => {
    const store = new InMemoryEventStore(clock);
    const troubles: ImportIssue[] = [];
    const text = [
      JSON.stringify(measured(noon)),
      '{"v":1,',
      '',
      '[1,2]',
      JSON.stringify({ ...measured(noon + 10_000), boxes: [] }),
      'x'.repeat(70_000),
      `${JSON.stringify(measured(noon + 20_000))}\r`,
      JSON.stringify(measured('2025-01-01T00:00:00.000Z')),
      JSON.stringify(measured(noon)),
    ].join('\n');
    const summary = await importEvents(inPieces(text, 1000), store, {
      ...noSleep,
      onIssue: (one) => troubles.push(one),
    });
    expect(summary).toEqual({ lines: 8, stored: 2, known: 1, rejected: 2, unreadable: 3 });
    expect(
      troubles.sort((a, b) => a.line - b.line).map(({ line, why }) => `${line} ${why.slice(0, 18)}`),
    ).toEqual([
      expect.stringMatching(/^2 not JSON/),
      expect.stringMatching(/^4 expected a JSON/),
      expect.stringMatching(/^5 not a count event/),
      expect.stringMatching(/^6 longer than/),
      expect.stringMatching(/^8 out of retention/),
    ]);
  });

  it('importEvents accepts a byte order mark and the line ends of Windows', async () => {
    const store = new InMemoryEventStore(clock);
    const text = `\uFEFF${[measured(noon), measured(noon + 10_000)].map((event) => JSON.stringify(event)).join('\r\n')}\r\n`;
    const summary = await importEvents(inPieces(text, 4096), store, noSleep);
    expect(summary).toEqual({ lines: 2, stored: 2, known: 0, rejected: 0, unreadable: 0 });
  });

  it('importEvents retries only busy records, after the pause that the store requested', async () => {
    const store = new InMemoryEventStore(clock);
    const pauses: number[] = [];
    const sleep = (ms: number) => Promise.resolve(void pauses.push(ms));
    const events = Array.from({ length: 10 }, (_, i) => measured(noon + i * 10_000));
    const summary = await importEvents(inPieces(linesOf(events), 500), hesitant(store), { sleep });
    expect(summary).toMatchObject({ stored: 10, known: 0 });
    expect(pauses).toEqual([70]);
  });

  it('importEvents fails with the line number when the store stays busy', async () => {
    const never: EventWriter = {
      append: (events) => Promise.resolve(events.map(() => ({ kind: 'busy', pauseMs: 60_000 }))),
    };
    const text = `\n${linesOf([measured(noon)])}`;
    await expect(importEvents(inPieces(text, 100), never, noSleep)).rejects.toThrow(
      /busy for 600 s at line 2; .* run the import again/,
    );
  });
});
