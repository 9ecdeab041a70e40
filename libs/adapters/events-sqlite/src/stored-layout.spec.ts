import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { epochOf, type CountEvent } from '@vialog/contracts';
import type { ZoneSums } from '@vialog/events';
import { directStore } from './direct-store.fixture.ts';
import { layoutEdges, layoutRecords } from './stored-layout.fixture.ts';

interface Replies {
  readonly writtenAt: string;
  readonly items: readonly CountEvent[];
  readonly sums: readonly ZoneSums[];
}

// Files of every released layout stay readable for one major version; a new layout adds a folder here.
describe.each(['v1'])('files of layout %s', (layout) => {
  const stored = join(import.meta.dirname, '..', 'fixtures', layout);
  const replies = JSON.parse(readFileSync(join(stored, 'answers.json'), 'utf8')) as Replies;

  async function onCopy(test: (store: ReturnType<typeof directStore>['store']) => Promise<void>) {
    const folder = mkdtempSync(join(tmpdir(), 'vialog-layout-'));
    cpSync(stored, folder, { recursive: true });
    const now = epochOf(replies.writtenAt);
    const { store, close } = directStore(folder, { now: () => now, monotonic: () => 0 });
    try {
      await test(store);
    } finally {
      close();
      rmSync(folder, { recursive: true });
    }
  }

  it('files of an older layout return the records and sums that were written to them', () =>
    onCopy(async (store) => {
      const query = { from: 0, to: epochOf(replies.writtenAt), where: { kind: 'all' } } as const;
      const { items } = await store.search(query, { limit: 100_000 });
      expect(items.length).toBeGreaterThan(100);
      expect(items).toEqual(replies.items);
      expect(await store.sums({ edges: layoutEdges })).toEqual(replies.sums);
    }));

  it('files of an older layout report stored records as known and accept new ones', () =>
    onCopy(async (store) => {
      const verdicts = await store.append(layoutRecords());
      expect(new Set(verdicts.map(({ kind }) => kind))).toEqual(new Set(['rejected', 'known']));
      const [last] = replies.items;
      if (!last) throw new Error('expected records in the stored files');
      const next = {
        ...last,
        cameraId: 'new000000000',
        eventId: last.eventId.replace(last.cameraId, 'new000000000'),
      };
      expect(await store.append([next])).toEqual([{ kind: 'stored' }]);
    }));
});
