import type { Camera, Site } from '@vialog/contracts';
import {
  foldName,
  type CameraDirectory,
  type CameraFilter,
  type PageRequest,
  type SiteDirectory,
} from '@vialog/registry';
import { sql, type ExpressionBuilder, type Kysely, type SqlBool, type Expression } from 'kysely';
import type { RegistryTables } from './registry-tables.ts';

/** Reads the registry. A record is returned as it was stored; the columns serve search and order only. */
export class SqlCameraDirectory implements CameraDirectory, SiteDirectory {
  readonly #db: Kysely<RegistryTables>;

  constructor(db: Kysely<RegistryTables>) {
    this.#db = db;
  }

  async latest(cameraId: string): Promise<Camera | undefined> {
    const row = await this.#db
      .selectFrom('cameras')
      .select('record')
      .where('camera_id', '=', cameraId)
      .executeTakeFirst();
    return row && cameraOf(row);
  }

  async list(filter: CameraFilter, page: PageRequest): Promise<readonly Camera[]> {
    const { after } = page;
    let query = this.#db
      .selectFrom('cameras')
      .select('record')
      .where((eb) => eb.and(conditions(eb, filter)))
      .orderBy('sort_name')
      .orderBy('camera_id')
      .limit(page.limit);
    if (after)
      query = query.where(sql<SqlBool>`(sort_name, camera_id) > (${foldName(after.name)}, ${after.id})`);
    return (await query.execute()).map(cameraOf);
  }

  versions(cameraIds?: readonly string[]): Promise<readonly Camera[]> {
    return versionsOf(this.#db, cameraIds);
  }

  async site(siteId: string): Promise<Site | undefined> {
    const row = await this.#db
      .selectFrom('sites')
      .select('record')
      .where('site_id', '=', siteId)
      .executeTakeFirst();
    return row && siteOf(row);
  }

  async sites(filter: { text?: string }, page: PageRequest): Promise<readonly Site[]> {
    const { after } = page;
    let query = this.#db
      .selectFrom('sites')
      .select('record')
      .orderBy('sort_name')
      .orderBy('site_id')
      .limit(page.limit);
    if (filter.text) query = query.where(contains(sql.ref('sort_name'), filter.text));
    if (after)
      query = query.where(sql<SqlBool>`(sort_name, site_id) > (${foldName(after.name)}, ${after.id})`);
    return (await query.execute()).map(siteOf);
  }
}

/** Parameters in one statement; PostgreSQL takes at most 65,535, SQLite 32,766. */
const maxIds = 10_000;

const versionRows = (db: Kysely<RegistryTables>) =>
  db.selectFrom('camera_versions').select('record').orderBy('camera_id').orderBy('version');

/** All versions of all cameras, ascending by camera and version. */
export async function allVersions(db: Kysely<RegistryTables>): Promise<readonly Camera[]> {
  return (await versionRows(db).execute()).map(cameraOf);
}

/** All versions of the cameras, of all cameras if `cameraIds` is omitted. */
export async function versionsOf(
  db: Kysely<RegistryTables>,
  cameraIds?: readonly string[],
): Promise<readonly Camera[]> {
  if (!cameraIds) return allVersions(db);
  const found: Camera[] = [];
  for (const ids of inBatches(cameraIds.toSorted())) {
    found.push(...(await versionRows(db).where('camera_id', 'in', ids).execute()).map(cameraOf));
  }
  return found;
}

function inBatches(ids: readonly string[]): (readonly string[])[] {
  const batches = Math.ceil(ids.length / maxIds);
  return Array.from({ length: batches }, (_, i) => ids.slice(i * maxIds, (i + 1) * maxIds));
}

export const cameraOf = (row: { record: string }): Camera => JSON.parse(row.record) as Camera;
const siteOf = (row: { record: string }): Site => JSON.parse(row.record) as Site;

function conditions(
  eb: ExpressionBuilder<RegistryTables, 'cameras'>,
  filter: CameraFilter,
): Expression<SqlBool>[] {
  const found: Expression<SqlBool>[] = [];
  if (filter.lifecycle) found.push(eb('lifecycle', '=', filter.lifecycle));
  if (filter.text) found.push(contains(sql.ref('search_text'), filter.text));
  if (filter.site) {
    const inSite = eb.selectFrom('camera_sites').select('camera_id').where('site_id', '=', filter.site);
    found.push(eb('camera_id', 'in', inSite));
  }
  return found;
}

/** Whether folded text contains folded text; both databases support `like` with escaped wildcards. */
function contains(column: Expression<unknown>, text: string): Expression<SqlBool> {
  // PostgreSQL cannot store U+0000 and rejects it in a parameter.
  if (text.includes('\0')) return sql<SqlBool>`1 = 0`;
  const pattern = `%${foldName(text).replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql<SqlBool>`${column} like ${pattern} escape '\\'`;
}
