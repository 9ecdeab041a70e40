import type {
  CameraResponse,
  ModelBinding,
  ModelBindingsResponse,
  ModelScope,
  ModelSource,
} from '@vialog/contracts';

/** One reason why a camera can have a model. */
export interface Candidate {
  readonly source: ModelSource;
  /** The bound model; undefined where none is bound. */
  readonly model: ModelBinding | undefined;
  /** The model of the camera comes from here. */
  readonly counts: boolean;
}

/**
 * Everything that can give a camera its model, the most specific first. Of two groups, tags or sites the one that was bound later
 * precedes. Which one counts is what the server says.
 */
export function precedenceOf(camera: CameraResponse, { items }: ModelBindingsResponse): Candidate[] {
  const { cameraId, groups, tags, zones, model, modelFrom = { kind: 'default' } } = camera;
  const siteIds = [...new Set(zones.flatMap(({ siteId }) => siteId ?? []))];
  const shared = [
    groups.map((id) => ({ kind: 'group' as const, id })),
    tags.map((id) => ({ kind: 'tag' as const, id })),
    siteIds.map((id) => ({ kind: 'site' as const, id })),
    [{ kind: 'all' as const }],
  ].flatMap((scopes) => latestFirst(scopes, items));
  const own: Source = { source: { kind: 'camera', id: cameraId } };
  const ladder: Source[] = [own, ...shared, { source: { kind: 'default' } }];
  return ladder.map(({ source, bound }) => {
    const counts = isSame(source, modelFrom);
    return { source, model: counts ? model : bound, counts };
  });
}

interface Source {
  readonly source: ModelSource;
  readonly bound?: ModelBinding | undefined;
}

function latestFirst(scopes: readonly ModelScope[], items: ModelBindingsResponse['items']): Source[] {
  const found = scopes.map((source) => {
    const step = items.find((each) => isSame(each.step.scope, source))?.step;
    // The model of a canary would be misleading at a camera outside of it; where it counts, the camera has it.
    const bound = step?.canary ? step.before : step?.model;
    return { source, bound, takenAt: step?.takenAt ?? '' };
  });
  return found.sort((a, b) => b.takenAt.localeCompare(a.takenAt));
}

/** Whether two scopes include the same cameras. */
export const isSame = (one: ModelSource, other: ModelSource): boolean =>
  one.kind === other.kind && idOf(one) === idOf(other);

const idOf = (source: ModelSource): string => ('id' in source ? source.id : '');
