import { epochOf, type HandCount } from '@vialog/contracts';
import type { AccuracyCheckStore } from '@vialog/registry';
import type { Kysely } from 'kysely';
import type { AccuracyChecksTable, RegistryTables } from './registry-tables.ts';

export interface AccuracyCheckKind<Check> {
  readonly kind: AccuracyChecksTable['kind'];
  readonly idOf: (check: Check) => string;
  readonly parse: (record: unknown) => Check;
}

/** One kind of accuracy checks of cameras as JSON records. */
export class SqlAccuracyChecks<
  Check extends Pick<HandCount, 'cameraId' | 'startAt' | 'createdAt'>,
> implements AccuracyCheckStore<Check> {
  readonly #db: Kysely<RegistryTables>;
  readonly #kind: AccuracyCheckKind<Check>;

  constructor(db: Kysely<RegistryTables>, kind: AccuracyCheckKind<Check>) {
    this.#db = db;
    this.#kind = kind;
  }

  async add(check: Check): Promise<void> {
    const row = {
      kind: this.#kind.kind,
      check_id: this.#kind.idOf(check),
      camera_id: check.cameraId,
      start_at: epochOf(check.startAt),
      created_at: epochOf(check.createdAt),
      record: JSON.stringify(check),
    };
    await this.#db.insertInto('accuracy_checks').values(row).execute();
  }

  async ofCamera(cameraId: string, limit: number): Promise<readonly Check[]> {
    const rows = await this.#db
      .selectFrom('accuracy_checks')
      .select('record')
      .where('camera_id', '=', cameraId)
      .where('kind', '=', this.#kind.kind)
      .orderBy('start_at', 'desc')
      .orderBy('created_at', 'desc')
      .orderBy('check_id')
      .limit(limit)
      .execute();
    return rows.map((row) => this.#kind.parse(JSON.parse(row.record)));
  }
}
