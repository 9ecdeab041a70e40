import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoOf } from '@vialog/contracts';
import { directStore } from './direct-store.fixture.ts';
import { layoutEdges, layoutRecords, layoutStart } from './stored-layout.fixture.ts';

/**
 * Writes the files that later versions must be able to read, and the expected results:
 * `node --conditions=@vialog/source src/write-layout.fixture.ts fixtures/v1`. Run once per layout, never over a released one.
 */
const [, , folder = ''] = process.argv;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const now = layoutStart + 3 * 86_400_000;
const opened = directStore(folder, { now: () => now, monotonic: () => 0 });
const { store } = opened;
await store.append(layoutRecords());
await store.dropBefore({ events: layoutStart + 86_400_000, quarterHours: 0 });
store.rollUp();
const { items } = await store.search({ from: 0, to: now, where: { kind: 'all' } }, { limit: 100_000 });
const replies = { writtenAt: isoOf(now), items, sums: await store.sums({ edges: layoutEdges }) };
opened.close();
writeFileSync(join(folder, 'answers.json'), JSON.stringify(replies, null, 1));
