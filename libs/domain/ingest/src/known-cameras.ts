import type { Camera } from '@vialog/contracts';
import { secretRevisionsOf } from '@vialog/registry';
import type { SharedStream } from './host-shares.ts';
import { currentAndLaterVersions, versionInForceAt } from './camera-versions.ts';

/** The current and future versions of every camera of the registry, owned or not. */
export class KnownCameras {
  readonly #versions = new Map<string, readonly Camera[]>();
  readonly #sampled = new Set<string>();

  get ids(): readonly string[] {
    return [...this.#versions.keys()];
  }

  /** Cameras that are or were active. Drafts that were never active have no slots and cost nothing; counters have no stream. */
  get sampledIds(): ReadonlySet<string> {
    return this.#sampled;
  }

  /**
   * Adds a version. `known`: the version or a newer one is already known. `replaced`: the known version with this number has
   * different content, because the registry was restored from a backup. `resealed`: only the key that encrypts its secrets
   * differs.
   */
  add(camera: Camera, now: number): 'known' | 'added' | 'replaced' | 'resealed' {
    if (isSampled(camera)) this.#sampled.add(camera.cameraId);
    const known = this.#versions.get(camera.cameraId) ?? [];
    const same = known.find(({ version }) => version === camera.version);
    if (same && !isSame(same, camera)) {
      this.#versions.set(camera.cameraId, currentAndLaterVersions([...without(known, camera), camera], now));
      return sameContent(same, camera) ? 'resealed' : 'replaced';
    }
    if (known.some(({ version }) => version >= camera.version)) return 'known';
    this.#versions.set(camera.cameraId, currentAndLaterVersions([...known, camera], now));
    return 'added';
  }

  /** Replaces the known versions of a camera. Returns false if a known version is missing in `versions`. */
  replace(cameraId: string, versions: readonly Camera[], now: number): boolean {
    if (versions.some(isSampled)) this.#sampled.add(cameraId);
    const known = this.of(cameraId);
    const isContinued = known.every((one) => versions.some((other) => sameContent(one, other)));
    this.#versions.set(cameraId, currentAndLaterVersions(versions, now));
    return isContinued;
  }

  /** The streams of all active cameras. @param isOwn whether this process samples a camera */
  *activeStreams(now: number, isOwn: (cameraId: string) => boolean): Generator<SharedStream> {
    for (const cameraId of this.#sampled) {
      const camera = this.at(cameraId, now);
      if (camera?.lifecycle === 'active') yield { url: camera.stream.url, isOwn: isOwn(cameraId) };
    }
  }

  forget(cameraId: string): void {
    this.#versions.delete(cameraId);
    this.#sampled.delete(cameraId);
  }

  /** The version in force and later versions, ascending. */
  of(cameraId: string): readonly Camera[] {
    return this.#versions.get(cameraId) ?? [];
  }

  /** The version in force, otherwise the first later version. */
  at(cameraId: string, now: number): Camera | undefined {
    const versions = this.#versions.get(cameraId);
    return versions && (versionInForceAt(versions, now) ?? versions[0]);
  }
}

/** A counter has no stream: its counts are sent to the API. */
const isSampled = ({ lifecycle, streamKind }: Camera): boolean =>
  lifecycle === 'active' && streamKind !== 'counter';

const without = (versions: readonly Camera[], { version }: Camera): readonly Camera[] =>
  versions.filter((each) => each.version !== version);

const isSame = (a: Camera, b: Camera): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether two records differ at most in the key that encrypts their secrets. */
const sameContent = (a: Camera, b: Camera): boolean => contentOf(a) === contentOf(b);

const contentOf = (camera: Camera): string =>
  JSON.stringify([{ ...camera, secrets: undefined }, secretRevisionsOf(camera)]);
