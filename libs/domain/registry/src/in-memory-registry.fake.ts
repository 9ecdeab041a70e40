import { VialogError, type Camera, type Site } from '@vialog/contracts';
import type { CameraDirectory, CameraFilter, PageRequest, SiteDirectory } from './camera-directory.port.ts';
import { codeTaken } from './code-taken.ts';
import type { CameraChange, CameraStore } from './camera-store.port.ts';
import { compareNames, foldName, searchTextOf, type NameKey } from './name-order.ts';
import type { RegistryChange, RegistryReader, RegistrySnapshot } from './registry-reader.port.ts';

/** The registry in memory: the executable meaning of its ports, for tests. */
export class InMemoryRegistry implements CameraStore, CameraDirectory, SiteDirectory, RegistryReader {
  readonly #cameras = new Map<string, Camera[]>();
  readonly #sites = new Map<string, Site>();
  readonly #log: RegistryChange[] = [];
  readonly #waiting = new Set<() => void>();

  async put({ basedOn, camera }: CameraChange): Promise<void> {
    const versions = this.#cameras.get(camera.cameraId) ?? [];
    if ((versions.at(-1)?.version ?? 0) !== basedOn) throw new VialogError('CAMERA_CHANGED');
    if (this.#codeTaken(camera)) throw codeTaken(camera);
    this.#cameras.set(camera.cameraId, [...versions, structuredClone(camera)]);
    this.#tell({ revision: this.#log.length + 1, camera: structuredClone(camera) });
    return Promise.resolve();
  }

  async putSite(site: Site): Promise<void> {
    this.#sites.set(site.siteId, structuredClone(site));
    return Promise.resolve();
  }

  async erase(ids: { cameras: readonly string[]; sites: readonly string[] }): Promise<void> {
    for (const siteId of ids.sites) this.#sites.delete(siteId);
    for (const erased of ids.cameras) {
      if (this.#cameras.delete(erased)) this.#tell({ revision: this.#log.length + 1, erased });
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
    return Promise.resolve({ revision: this.#log.length, cameras: this.#latest() });
  }

  async *changes(after: number, signal: AbortSignal): AsyncIterable<RegistryChange> {
    let seen = after;
    while (!signal.aborted) {
      const next = this.#log.find((change) => change.revision > seen && this.#stillThere(change));
      if (next) {
        seen = next.revision;
        yield next;
      } else await this.#more(signal);
    }
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

  /** The record of an erased camera is gone from the feed too; only that it was erased is told. */
  #stillThere(change: RegistryChange): boolean {
    return 'erased' in change || this.#cameras.has(change.camera.cameraId);
  }

  #tell(change: RegistryChange): void {
    this.#log.push(change);
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
