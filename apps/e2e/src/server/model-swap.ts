import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import {
  defaultModelId,
  type Camera,
  type CameraHealth,
  type CameraResponse,
  type CountEvent,
  type ModelStepTaken,
} from '@vialog/contracts';
import type { VialogServer } from '@vialog/testkit';
import { allEvents, ledgerOf, until } from './queries.ts';
import { register, viewCamera } from './cameras.ts';
import { slotsByHand } from './coverage-by-hand.ts';

type Client = Pick<VialogServer, 'json' | 'post'>;
type Running = Client & Pick<VialogServer, 'remove'>;

const shipped = fileURLToPath(new URL('../../../../models/', import.meta.url));
export const otherModelId = 'ssdlite-mobilenet-v2-300';
export const damagedModelId = 'damaged';

/** A server whose cameras keep it busy, with the shipped models and a damaged one. */
export interface BusyServer<S> {
  readonly server: S;
  readonly cameras: readonly Camera[];
  remove(): Promise<void>;
}

export async function startBusyServer<S extends Running>(
  start: (options: { readonly env: Record<string, string> }) => Promise<S>,
): Promise<BusyServer<S>> {
  const models = await mkdtemp(join(tmpdir(), 'vialog-models-'));
  await modelsWithDamagedOne(models);
  const server = await start({ env: { VIALOG_MODELS_DIR: models } });
  const remove = async (): Promise<void> => {
    await server.remove();
    await rm(models, { recursive: true, force: true });
  };
  try {
    return { server, cameras: await busyCameras(server, 3), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Fills a folder with the shipped models and one whose file is damaged. */
async function modelsWithDamagedOne(folder: string): Promise<void> {
  await cp(shipped, folder, { recursive: true });
  await cp(join(shipped, defaultModelId), join(folder, damagedModelId), { recursive: true });
  const card = join(folder, damagedModelId, 'model.json');
  const text = (await readFile(card, 'utf8')).replace(`"${defaultModelId}"`, `"${damagedModelId}"`);
  await writeFile(card, text);
  const file = join(folder, damagedModelId, 'model.onnx');
  await writeFile(file, (await readFile(file)).fill(7, 1_000, 5_000));
}

/** Cameras whose frames keep the detectors busy while one of them changes its model. */
async function busyCameras(server: Client, count: number): Promise<readonly Camera[]> {
  const plan = { mode: 'fps', fps: 2 };
  const tagsOf = (i: number): string[] => [`busy-${i}`];
  const names = Array.from({ length: count }, (_, i) => i);
  return Promise.all(
    names.map((i) =>
      register(server, viewCamera(`Busy ${i}`, `synthetic:lot?seed=${i + 1}`, { plan, tags: tagsOf(i) })),
    ),
  );
}

const eventsOf = (server: Client, { cameraId }: Camera): Promise<CountEvent[]> =>
  allEvents(server, `camera:${cameraId} zone:view`);

const measuredOf = (events: readonly CountEvent[]): CountEvent[] =>
  events
    .filter(({ kind }) => kind === 'measured')
    .toSorted((a, b) => a.slotStartAt.localeCompare(b.slotStartAt));

const measuredSlotsOf = async (server: Client, camera: Camera): Promise<CountEvent[]> =>
  measuredOf(await eventsOf(server, camera));

export const bind = (server: Client, { cameraId }: Camera, modelId: string): Promise<Camera> =>
  server.post(`/v1/cameras/${cameraId}/model`, { modelId }, 'PUT');

/**
 * Binds the tag of a camera to a model (without one: undoes the newest step) and expects that the camera takes it over at a slot
 * boundary within 10 s.
 */
export async function bindTag(server: Client, camera: Camera, modelId?: string): Promise<void> {
  const [id = ''] = camera.tags;
  const step = { scope: { kind: 'tag', id }, why: 'The end-to-end test compares slots.' };
  const taken =
    modelId === undefined
      ? await server.post<ModelStepTaken>('/v1/model-bindings/rollback', step)
      : await server.post<ModelStepTaken>('/v1/model-bindings', { ...step, model: { modelId } });
  expect(taken.cameras).toBe(1);
  const { validFromAt, modelFrom } = await server.json<CameraResponse>(`/v1/cameras/${camera.cameraId}`);
  expect(modelFrom).toEqual(modelId === undefined ? { kind: 'default' } : step.scope);
  const waited = Date.parse(validFromAt) - Date.parse(taken.step.takenAt);
  expect(waited).toBeGreaterThan(0);
  expect(waited).toBeLessThanOrEqual(10_000);
  expect(Date.parse(validFromAt) % 10_000).toBe(0);
}

/** Resolves when the model counted the newest slots of the camera, this many. */
export const countedBy = (
  server: Client,
  camera: Camera,
  modelId: string,
  slots: number,
): Promise<CountEvent[]> =>
  until(
    `${slots} slots counted by ${modelId}`,
    () => measuredSlotsOf(server, camera),
    (events) => events.length >= slots && events.slice(-slots).every(({ model }) => model === modelId),
  );

export const healthWith = (
  server: Client,
  { cameraId }: Camera,
  reason: string | undefined,
): Promise<CameraHealth> =>
  until(
    `the health of ${cameraId} with the reason ${reason}`,
    () => server.json<CameraHealth>(`/v1/cameras/${cameraId}/health`),
    (health) => health.reason === reason,
  );

/**
 * Recomputes the slots of a camera since its first measurement: each is measured once, with one model and its digest, and the ledger
 * of the server agrees. Returns the models in the order of the slots, without repetitions.
 */
export async function modelsSlotBySlot(
  server: Client,
  camera: Camera,
): Promise<readonly (string | undefined)[]> {
  const events = await eventsOf(server, camera);
  const measured = measuredOf(events);
  const [first, last] = [measured[0], measured.at(-1)];
  if (!first || !last) throw new Error('no slot was measured');
  const end = Date.parse(last.slotStartAt) + last.slotMs;
  const byHand = slotsByHand({ ...camera, validFromAt: first.slotStartAt }, 'view', events, end);
  expect(byHand).toMatchObject({ missing: [], doubled: [] });
  expect(new Set(byHand.outcomes)).toEqual(new Set(['measured']));
  for (const { model, modelDigest } of measured)
    expect([model, modelDigest]).toEqual([expect.any(String), expect.stringMatching(/^[0-9a-f]{12}$/)]);
  for (const row of await ledgerOf(server, camera.cameraId))
    expect(row.expected).toBe(row.measured + row.gaps + row.pending);
  const models = measured.map(({ model }) => model);
  return models.filter((model, i) => model !== models[i - 1]);
}
