import { epochOf, type Camera, type ModelBinding } from '@vialog/contracts';

/** The version in force at a moment (epoch ms): the newest version that has started. */
export function versionInForceAt(versions: readonly Camera[], at: number): Camera | undefined {
  return versions.reduce<Camera | undefined>((best, version) => {
    const hasStarted = epochOf(version.validFromAt) <= at;
    return hasStarted && (best === undefined || version.version > best.version) ? version : best;
  }, undefined);
}

/** The version in force at a moment and the later versions, which are all that a worker needs. */
export function currentAndLaterVersions(versions: readonly Camera[], at: number): readonly Camera[] {
  const current = versionInForceAt(versions, at)?.version ?? 0;
  return versions.filter((version) => version.version >= current);
}

/** The model before the one of the version in force: of the newest earlier active version that had another one. */
export function modelBefore(versions: readonly Camera[], at: number): ModelBinding | undefined {
  const current = versionInForceAt(versions, at);
  const earlier = versions.filter(
    ({ version, lifecycle, model }) =>
      current !== undefined &&
      version < current.version &&
      lifecycle === 'active' &&
      model.modelId !== current.model.modelId,
  );
  return earlier.toSorted((a, b) => b.version - a.version)[0]?.model;
}
