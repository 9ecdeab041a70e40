import { epochOf, VialogError, type Camera } from '@vialog/contracts';
import { codeTaken, foldName, searchTextOf, type CameraChange } from '@vialog/registry';
import type { Insertable, Transaction } from 'kysely';
import { addModelStep } from './sql-model-bindings.ts';
import type { CamerasTable, RegistryTables } from './registry-tables.ts';

type Trx = Transaction<RegistryTables>;

/** Cameras in one statement: 7 parameters each, far below the limit of 32,766 of SQLite. */
const batchSize = 500;

/** Writes changes of different cameras with a few statements per batch, in the order given. */
export async function putVersions(trx: Trx, changes: readonly CameraChange[]): Promise<void> {
  const batches = inBatches(changes);
  for (const batch of batches) {
    await rejectChanged(trx, batch);
    await releaseCodes(trx, batch);
  }
  for (const { modelStep } of changes) if (modelStep) await addModelStep(trx, modelStep);
  rejectRepeatedCodes(changes);
  for (const batch of batches) await rejectTakenCodes(trx, batch);
  for (const batch of batches) {
    await putRecords(
      trx,
      batch.map(({ camera }) => camera),
    );
  }
}

/** The row of the newest version. */
export function latestRow(camera: Camera, record: string): Insertable<CamerasTable> {
  return {
    camera_id: camera.cameraId,
    version: camera.version,
    sort_name: foldName(camera.name),
    search_text: searchTextOf(camera),
    code: heldCode(camera),
    lifecycle: camera.lifecycle,
    record,
  };
}

/** The code that no other camera may have; a retired camera has released its code. */
const heldCode = (camera: Camera): string | null =>
  camera.lifecycle === 'retired' || !camera.code ? null : camera.code;

async function rejectChanged(trx: Trx, batch: readonly CameraChange[]): Promise<void> {
  const rows = await trx
    .selectFrom('cameras')
    .select(['camera_id', 'version'])
    .where('camera_id', 'in', idsOf(batch))
    .execute();
  const versions = new Map(rows.map((row) => [row.camera_id, row.version]));
  if (batch.some(({ basedOn, camera }) => (versions.get(camera.cameraId) ?? 0) !== basedOn))
    throw new VialogError('CAMERA_CHANGED');
}

/** Codes may move between the changed cameras: the unique constraint is checked per row. */
async function releaseCodes(trx: Trx, batch: readonly CameraChange[]): Promise<void> {
  await trx.updateTable('cameras').set({ code: null }).where('camera_id', 'in', idsOf(batch)).execute();
}

function rejectRepeatedCodes(changes: readonly CameraChange[]): void {
  const seen = new Set<string>();
  for (const { camera } of changes) {
    const code = heldCode(camera);
    if (code === null) continue;
    if (seen.has(code)) throw codeTaken(camera);
    seen.add(code);
  }
}

async function rejectTakenCodes(trx: Trx, batch: readonly CameraChange[]): Promise<void> {
  const coded = batch.filter(({ camera }) => heldCode(camera) !== null).map(({ camera }) => camera);
  const codes = coded.map((camera) => camera.code ?? '');
  if (codes.length === 0) return;
  const rows = await trx.selectFrom('cameras').select('code').where('code', 'in', codes).execute();
  const taken = new Set(rows.map((row) => row.code));
  const rejected = coded.find((camera) => taken.has(camera.code ?? ''));
  if (rejected) throw codeTaken(rejected);
}

async function putRecords(trx: Trx, cameras: readonly Camera[]): Promise<void> {
  const records = cameras.map((camera) => JSON.stringify(camera));
  const latest = cameras.map((camera, i) => latestRow(camera, records[i] ?? ''));
  const versions = cameras.map((camera, i) => ({
    camera_id: camera.cameraId,
    version: camera.version,
    valid_from: epochOf(camera.validFromAt),
    record: records[i] ?? '',
  }));
  await trx
    .insertInto('cameras')
    .values(latest)
    .onConflict((conflict) =>
      conflict.column('camera_id').doUpdateSet((eb) => ({
        version: eb.ref('excluded.version'),
        sort_name: eb.ref('excluded.sort_name'),
        search_text: eb.ref('excluded.search_text'),
        code: eb.ref('excluded.code'),
        lifecycle: eb.ref('excluded.lifecycle'),
        record: eb.ref('excluded.record'),
      })),
    )
    .execute();
  await trx.insertInto('camera_versions').values(versions).execute();
  await putZones(trx, cameras);
  const changes = cameras.map((camera) => ({ camera_id: camera.cameraId, version: camera.version }));
  await trx.insertInto('registry_changes').values(changes).execute();
}

async function putZones(trx: Trx, cameras: readonly Camera[]): Promise<void> {
  const zones = cameras.flatMap(({ cameraId, zones }) =>
    zones.map((zone) => ({ camera_id: cameraId, zone_id: zone.zoneId })),
  );
  for (const batch of inBatches(zones)) {
    await trx
      .insertInto('camera_zones')
      .values([...batch])
      .onConflict((conflict) => conflict.columns(['camera_id', 'zone_id']).doNothing())
      .execute();
  }
  const ids = cameras.map((camera) => camera.cameraId);
  await trx.deleteFrom('camera_sites').where('camera_id', 'in', ids).execute();
  const sites = cameras.flatMap(({ cameraId, zones }) =>
    [...new Set(zones.flatMap((zone) => zone.siteId ?? []))].map((siteId) => ({
      camera_id: cameraId,
      site_id: siteId,
    })),
  );
  for (const batch of inBatches(sites))
    await trx
      .insertInto('camera_sites')
      .values([...batch])
      .execute();
}

const idsOf = (batch: readonly CameraChange[]): string[] => batch.map(({ camera }) => camera.cameraId);

function inBatches<T>(items: readonly T[]): (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / batchSize) }, (_, i) =>
    items.slice(i * batchSize, (i + 1) * batchSize),
  );
}
