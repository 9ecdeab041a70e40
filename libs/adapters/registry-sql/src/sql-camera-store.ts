import { epochOf, VialogError, type Camera } from '@vialog/contracts';
import {
  codeTaken,
  foldName,
  type CameraChange,
  type CameraStore,
  type SecretsChange,
  type SiteChange,
} from '@vialog/registry';
import type { Kysely, Transaction } from 'kysely';
import { isUniqueViolation } from './database-errors.ts';
import { GroupCommit } from './group-commit.ts';
import { latestRow, putVersions } from './put-versions.ts';
import type { ChangeNotifier } from './change-notifier.ts';
import type { RegistryTables } from './registry-tables.ts';
import { cameraOf } from './sql-camera-directory.ts';
import { addModelStep } from './sql-model-bindings.ts';

/** Writes the registry: version, searchable row and outbox row in one transaction. */
export class SqlCameraStore implements CameraStore {
  readonly #db: Kysely<RegistryTables>;
  readonly #notifier: ChangeNotifier;
  readonly #commits: GroupCommit;

  constructor(db: Kysely<RegistryTables>, notifier: ChangeNotifier) {
    this.#db = db;
    this.#notifier = notifier;
    this.#commits = new GroupCommit(db);
  }

  async put(change: CameraChange): Promise<void> {
    try {
      await this.#commits.write((trx) => putVersion(trx, change));
    } catch (error) {
      throw isUniqueViolation(error) ? codeTaken(change.camera) : error;
    }
    this.#notifier.notify();
  }

  async replaceSecrets(change: SecretsChange): Promise<void> {
    await this.#db.transaction().execute((trx) => replaceSecrets(trx, change));
    this.#notifier.notify();
  }

  async putAll(changes: readonly CameraChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#db.transaction().execute((trx) => putVersions(trx, changes));
    this.#notifier.notify();
  }

  putSite(change: SiteChange): Promise<void> {
    return this.#db.transaction().execute((trx) => putSite(trx, change));
  }

  async erase(ids: { cameras: readonly string[]; sites: readonly string[] }): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      for (const siteId of ids.sites) await trx.deleteFrom('sites').where('site_id', '=', siteId).execute();
      for (const cameraId of ids.cameras) await eraseCamera(trx, cameraId);
    });
    this.#notifier.notify();
  }

  async zoneIdsEverUsed(cameraId: string): Promise<ReadonlySet<string>> {
    const rows = await this.#db
      .selectFrom('camera_zones')
      .select('zone_id')
      .where('camera_id', '=', cameraId)
      .execute();
    return new Set(rows.map((row) => row.zone_id));
  }
}

type Trx = Transaction<RegistryTables>;

async function putVersion(trx: Trx, { basedOn, camera, modelStep }: CameraChange): Promise<void> {
  const before = await trx
    .selectFrom('cameras')
    .select('version')
    .where('camera_id', '=', camera.cameraId)
    .executeTakeFirst();
  if ((before?.version ?? 0) !== basedOn) throw new VialogError('CAMERA_CHANGED');
  if (modelStep) await addModelStep(trx, modelStep);
  const record = JSON.stringify(camera);
  await putLatest(trx, camera, record);
  await trx
    .insertInto('camera_versions')
    .values({
      camera_id: camera.cameraId,
      version: camera.version,
      valid_from: epochOf(camera.validFromAt),
      record,
    })
    .execute();
  await putZones(trx, camera);
  await trx
    .insertInto('registry_changes')
    .values({ camera_id: camera.cameraId, version: camera.version })
    .execute();
}

/** The newest version is stored twice: in its row of versions and in the searchable row. */
async function replaceSecrets(trx: Trx, { cameraId, version, secrets }: SecretsChange): Promise<void> {
  const stored = await trx
    .selectFrom('camera_versions')
    .select('record')
    .where('camera_id', '=', cameraId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!stored) return;
  const record = JSON.stringify({ ...cameraOf(stored), secrets });
  for (const table of ['camera_versions', 'cameras'] as const)
    await trx
      .updateTable(table)
      .set({ record })
      .where('camera_id', '=', cameraId)
      .where('version', '=', version)
      .execute();
  await trx.insertInto('registry_changes').values({ camera_id: cameraId, version }).execute();
}

async function putSite(trx: Trx, { basedOn, site }: SiteChange): Promise<void> {
  const stored = await trx
    .selectFrom('sites')
    .select('record')
    .where('site_id', '=', site.siteId)
    .executeTakeFirst();
  if (stored?.record !== (basedOn && JSON.stringify(basedOn))) throw new VialogError('SITE_CHANGED');
  const row = { site_id: site.siteId, sort_name: foldName(site.name), record: JSON.stringify(site) };
  await trx
    .insertInto('sites')
    .values(row)
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet(row))
    .execute();
}

async function putLatest(trx: Trx, camera: Camera, record: string): Promise<void> {
  const row = latestRow(camera, record);
  await trx
    .insertInto('cameras')
    .values(row)
    .onConflict((conflict) => conflict.column('camera_id').doUpdateSet(row))
    .execute();
}

async function putZones(trx: Trx, camera: Camera): Promise<void> {
  const zones = camera.zones.map((zone) => ({ camera_id: camera.cameraId, zone_id: zone.zoneId }));
  await trx
    .insertInto('camera_zones')
    .values(zones)
    .onConflict((conflict) => conflict.columns(['camera_id', 'zone_id']).doNothing())
    .execute();
  await trx.deleteFrom('camera_sites').where('camera_id', '=', camera.cameraId).execute();
  const siteIds = new Set(camera.zones.flatMap((zone) => (zone.siteId ? [zone.siteId] : [])));
  const sites = [...siteIds].map((siteId) => ({ camera_id: camera.cameraId, site_id: siteId }));
  if (sites.length > 0) await trx.insertInto('camera_sites').values(sites).execute();
}

async function eraseCamera(trx: Trx, cameraId: string): Promise<void> {
  await trx.deleteFrom('health_changes').where('camera_id', '=', cameraId).execute();
  const { numDeletedRows } = await trx
    .deleteFrom('cameras')
    .where('camera_id', '=', cameraId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return;
  await trx.insertInto('registry_changes').values({ camera_id: cameraId, version: null }).execute();
}
