import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { measured, plainPlace } from '@vialog/events/conformance';
import { FileWriter } from './file-writer.ts';
import { ReadFolder } from './read-folder.ts';
import { RowPacker } from './row-batch.ts';
import { searchSlots } from './search-slots.ts';
import { verdict } from './writer-messages.ts';
import { WriteQueue } from './write-queue.ts';

const noon = Date.parse('2026-03-31T12:00:00.000Z');
const recordsOf = (round: number) =>
  [0, 1, 2].map((zone) => {
    const place = { ...plainPlace, cameraId: `cam${String(10 * round + zone).padStart(9, '0')}` };
    return measured(noon + round * 10_000, { car: round * 10 + zone }, place);
  });

describe('the queue of batches for the writer', () => {
  let folder = '';
  let writer: FileWriter;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vialog-queue-'));
    writer = new FileWriter({ folder, durability: 'process' }, () => undefined);
  });
  afterEach(() => {
    writer.close();
    rmSync(folder, { recursive: true });
  });

  it('resolves place references after the sender restarts their numbering between batches', () => {
    const packer = new RowPacker(4);
    const queue = new WriteQueue(writer);
    const replies: unknown[] = [];
    const rounds = Array.from({ length: 8 }, (_, round) => recordsOf(round));
    for (const records of rounds)
      queue.add(packer.pack(records, noon), noon, (outcome) => replies.push(outcome));
    let drains = 0;
    for (; !queue.isEmpty; drains += 1) queue.drain();
    expect(drains).toBeGreaterThan(2);
    expect(replies).toEqual(
      rounds.map(() => new Uint8Array([verdict.stored, verdict.stored, verdict.stored])),
    );

    const reader = new ReadFolder(folder);
    const query = { from: 0, to: noon * 2, where: { kind: 'all' } } as const;
    const { items } = searchSlots(reader, query, { limit: 100 });
    reader.forget();
    const counts = new Map(items.map((item) => [item.eventId, item.counts?.car]));
    expect(counts).toEqual(new Map(rounds.flat().map((record) => [record.eventId, record.counts?.car])));
  });

  it('returns the error for the batches of a failed commit and writes the next batches', () => {
    const queue = new WriteQueue(writer);
    const replies: unknown[] = [];
    const batch = new RowPacker().pack(recordsOf(1), noon);
    queue.add({ ...batch, newPlaces: [] }, noon, (outcome) => replies.push(outcome));
    queue.drain();
    expect(replies).toEqual([expect.objectContaining({ message: expect.stringMatching(/place 0/) })]);
    queue.add(batch, noon, (outcome) => replies.push(outcome));
    queue.drain();
    expect(replies[1]).toEqual(new Uint8Array(3).fill(verdict.stored));
  });
});
