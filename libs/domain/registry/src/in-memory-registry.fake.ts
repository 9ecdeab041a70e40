import { VialogError, type Camera, type Site } from '@vialog/contracts';
import { CamerasByStream } from './cameras-by-stream.ts';
import type { CameraDirectory, CameraFilter, PageRequest, SiteDirectory } from './camera-directory.port.ts';
import { codeTaken } from './code-taken.ts';
import type {
  CameraChange,
  CameraStore,
  RegistryMarks,
  SecretsChange,
  SiteChange,
} from './camera-store.port.ts';
import { InMemoryModelBindings } from './model-bindings/model-binding-store.fake.ts';
import { compareCameras, compareNames, foldName, searchTextOf, type NameKey } from './name-order.ts';
import { compareEntries, entryOf, type CameraEntry } from './read-model/camera-entry.ts';
import type { CameraReadModel } from './read-model/camera-read-model.port.ts';
import {
  RegistryReset,
  type CameraEvent,
  type RegistryChange,
  type RegistryPosition,
  type RegistryReader,
  type RegistrySnapshot,
} from './registry-reader.port.ts';

/** Number of registries so far; gives each one its own epoch. */
let registries = 0;

/** Registry in memory for tests; the reference implementation of the ports. */
export class InMemoryRegistry
  implements CameraStore, CameraDirectory, SiteDirectory, RegistryReader, RegistryMarks, CameraReadModel
{
  readonly #epoch: string;
  readonly #marks = new Map<string, string>();
  readonly modelBindings = new InMemoryModelBindings();
  #cameras = new Map<string, Camera[]>();
  readonly #sites = new Map<string, Site>();
  readonly #log: RegistryChange[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(epoch = `memory-${(registries += 1)}`) {
    this.#epoch = epoch;
  }

  /** An empty registry with the same epoch, as after the restore of an early backup. */
  copy(): InMemoryRegistry {
    return new InMemoryRegistry(this.#epoch);
  }

  async put({ basedOn, camera, modelStep }: CameraChange): Promise<void> {
    const versions = this.#cameras.get(camera.cameraId) ?? [];
    if ((versions.at(-1)?.version ?? 0) !== basedOn) throw new VialogError('CAMERA_CHANGED');
    if (this.#codeTaken(camera)) throw codeTaken(camera);
    if (modelStep) await this.modelBindings.add(modelStep);
    this.#cameras.set(camera.cameraId, [...versions, structuredClone(camera)]);
    this.#record({ kind: 'version', camera: structuredClone(camera) });
    return Promise.resolve();
  }

  replaceSecrets({ cameraId, version, secrets }: SecretsChange): Promise<void> {
    const versions = this.#cameras.get(cameraId) ?? [];
    const stored = versions.find((camera) => camera.version === version);
    if (!stored) return Promise.resolve();
    const camera = structuredClone({ ...stored, secrets });
    this.#cameras.set(
      cameraId,
      versions.map((each) => (each === stored ? camera : each)),
    );
    this.#record({ kind: 'version', camera });
    return Promise.resolve();
  }

  async putAll(changes: readonly CameraChange[]): Promise<void> {
    this.modelBindings.checkAll(changes);
    const before = new Map(this.#cameras);
    for (const { basedOn, camera } of changes) {
      const versions = this.#cameras.get(camera.cameraId) ?? [];
      if ((versions.at(-1)?.version ?? 0) !== basedOn) return this.#restore(before, 'CAMERA_CHANGED');
      this.#cameras.set(camera.cameraId, [...versions, structuredClone(camera)]);
    }
    const rejected = changes.find(({ camera }) => this.#codeTaken(camera));
    if (rejected) {
      this.#cameras = before;
      throw codeTaken(rejected.camera);
    }
    await this.modelBindings.addAll(changes);
    for (const { camera } of changes) this.#record({ kind: 'version', camera: structuredClone(camera) });
  }

  #restore(before: Map<string, Camera[]>, code: 'CAMERA_CHANGED'): never {
    this.#cameras = before;
    throw new VialogError(code);
  }

  async putSite({ basedOn, site }: SiteChange): Promise<void> {
    const stored = this.#sites.get(site.siteId);
    if (JSON.stringify(stored) !== JSON.stringify(basedOn)) throw new VialogError('SITE_CHANGED');
    this.#sites.set(site.siteId, structuredClone(site));
    return Promise.resolve();
  }

  mark(name: string): Promise<string | undefined> {
    return Promise.resolve(this.#marks.get(name));
  }

  setMark(name: string, value: string): Promise<void> {
    this.#marks.set(name, value);
    return Promise.resolve();
  }

  async erase(ids: { cameras: readonly string[]; sites: readonly string[] }): Promise<void> {
    for (const siteId of ids.sites) this.#sites.delete(siteId);
    for (const cameraId of ids.cameras) {
      if (this.#cameras.delete(cameraId)) this.#record({ kind: 'erased', cameraId });
    }
    return Promise.resolve();
  }

  async zoneIdsEverUsed(cameraId: string): Promise<ReadonlySet<string>> {
    const versions = this.#cameras.get(cameraId) ?? [];
    return Promise.resolve(new Set(versions.flatMap((camera) => camera.zones.map((zone) => zone.zoneId))));
  }

  async latest(cameraId: string): Promise<Camera | undefined> {
    return Promise.resolve(this.#cameras.get(cameraId)?.at(-1));
  }

  async list(filter: CameraFilter, page: PageRequest): Promise<readonly Camera[]> {
    const matching = this.#latest().filter((camera) => matches(camera, filter));
    return Promise.resolve(pageOf(matching, (camera) => ({ name: camera.name, id: camera.cameraId }), page));
  }

  async versions(cameraIds?: readonly string[]): Promise<readonly Camera[]> {
    const ids = (cameraIds ?? [...this.#cameras.keys()]).toSorted();
    return Promise.resolve(ids.flatMap((id) => this.#cameras.get(id) ?? []));
  }

  async site(siteId: string): Promise<Site | undefined> {
    return Promise.resolve(this.#sites.get(siteId));
  }

  async sites(filter: { text?: string }, page: PageRequest): Promise<readonly Site[]> {
    const wanted = foldName(filter.text ?? '');
    const matching = [...this.#sites.values()].filter((site) => foldName(site.name).includes(wanted));
    return Promise.resolve(pageOf(matching, (site) => ({ name: site.name, id: site.siteId }), page));
  }

  async snapshot(): Promise<RegistrySnapshot> {
    const position = { epoch: this.#epoch, revision: this.#log.length };
    return Promise.resolve({ position, cameras: await this.versions(), isComplete: true });
  }

  async *changes(after: RegistryPosition, signal: AbortSignal): AsyncIterable<RegistryChange> {
    if (after.epoch !== this.#epoch || after.revision > this.#log.length) throw new RegistryReset();
    let seen = after.revision;
    while (!signal.aborted) {
      const next = this.#log.find((change) => change.revision > seen && this.#isKept(change));
      if (next) {
        seen = next.revision;
        yield next;
      } else await this.#more(signal);
    }
  }

  newest(): readonly Camera[] {
    return this.#latest().sort(compareCameras);
  }

  withStream(url: string): readonly Camera[] {
    const index = new CamerasByStream(() => this.newest());
    return index.withStream(url);
  }

  entries(): readonly CameraEntry[] {
    return this.#latest().map(entryOf).sort(compareEntries);
  }

  #latest(): Camera[] {
    return [...this.#cameras.values()].flatMap((versions) => versions.slice(-1));
  }

  #codeTaken(camera: Camera): boolean {
    if (camera.code === undefined || camera.code === '' || camera.lifecycle === 'retired') return false;
    return this.#latest().some(
      (other) =>
        other.code === camera.code && other.cameraId !== camera.cameraId && other.lifecycle !== 'retired',
    );
  }

  /** Of the changes of an erased camera only the erasure is kept. */
  #isKept(change: RegistryChange): boolean {
    return change.kind === 'erased' || this.#cameras.has(change.camera.cameraId);
  }

  #record(event: CameraEvent): void {
    this.#log.push({ ...event, revision: this.#log.length + 1 });
    for (const wake of this.#waiting) wake();
  }

  async #more(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

function matches(camera: Camera, filter: CameraFilter): boolean {
  if (filter.lifecycle !== undefined && camera.lifecycle !== filter.lifecycle) return false;
  if (filter.site !== undefined && !camera.zones.some((zone) => zone.siteId === filter.site)) return false;
  return filter.text === undefined || searchTextOf(camera).includes(foldName(filter.text));
}

function pageOf<T>(items: readonly T[], keyOf: (item: T) => NameKey, page: PageRequest): T[] {
  const { after } = page;
  return items
    .filter((item) => after === undefined || compareNames(keyOf(item), after) > 0)
    .toSorted((a, b) => compareNames(keyOf(a), keyOf(b)))
    .slice(0, page.limit);
}
