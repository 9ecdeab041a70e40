import { epochOf } from '@vialog/contracts';
import type { Kysely } from 'kysely';
import { cameraReference, text } from './column-types.ts';
import type { AccuracyChecksTable } from './registry-tables.ts';

/** One table of hand counts and comparisons with counters; the hand counts move there. */
export async function createAccuracyChecks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('accuracy_checks')
    .addColumn('kind', text(db), (column) => column.notNull())
    .addColumn('check_id', text(db), (column) => column.notNull())
    .addColumn('camera_id', text(db), cameraReference)
    .addColumn('start_at', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('record', text(db), (column) => column.notNull())
    .addPrimaryKeyConstraint('accuracy_checks_key', ['kind', 'check_id'])
    .execute();
  await db.schema
    .createIndex('accuracy_checks_by_camera')
    .on('accuracy_checks')
    .columns(['camera_id', 'kind', 'start_at'])
    .execute();
  await moveHandCounts(db);
  await db.schema.dropTable('hand_counts').execute();
}

/** The tables of this migration; `registry-tables.ts` has only those of the newest one. */
interface HandCountTables {
  hand_counts: { hand_count_id: string; camera_id: string; start_at: number; record: string };
  accuracy_checks: AccuracyChecksTable;
}

async function moveHandCounts(db: Kysely<HandCountTables>): Promise<void> {
  const counts = await db.selectFrom('hand_counts').selectAll().execute();
  for (const { hand_count_id: checkId, record, ...row } of counts) {
    const { createdAt } = JSON.parse(record) as { createdAt: string };
    const check = {
      ...row,
      kind: 'hand_count',
      check_id: checkId,
      created_at: epochOf(createdAt),
      record,
    } as const;
    await db.insertInto('accuracy_checks').values(check).execute();
  }
}
