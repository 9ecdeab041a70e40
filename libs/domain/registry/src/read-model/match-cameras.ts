import {
  facetNames,
  type Camera,
  type CameraFilter,
  type CameraHealth,
  type FacetName,
} from '@vialog/contracts';
import { foldName } from '../name-order.ts';
import type { CameraEntry } from './camera-entry.ts';
import { boxOf, isInBox } from './map-box.ts';

export type HealthOf = (camera: Camera) => CameraHealth;

export interface MatchedCameras {
  /** By name, then id. */
  readonly matches: readonly CameraEntry[];
  /** For each requested facet: value → number of cameras that match all filters except those of the facet. */
  readonly tallies: ReadonlyMap<FacetName, ReadonlyMap<string, number>>;
}

/**
 * The cameras that match a filter. Values of one parameter are alternatives; different parameters must all match.
 * @throws <VialogError> VALIDATION_FAILED when the box is invalid
 */
export function matchCameras(
  entries: readonly CameraEntry[],
  filter: CameraFilter,
  { healthOf, facets = [] }: { readonly healthOf: HealthOf; readonly facets?: readonly FacetName[] },
): MatchedCameras {
  const isCandidate = candidateTest(filter);
  const selections = selectionsOf(filter);
  const tallies = new Map(facets.map((name) => [name, new Map<string, number>()]));
  const matches: CameraEntry[] = [];
  for (const entry of entries) {
    if (!isCandidate(entry)) continue;
    const failed = failedSelections(entry, selections, healthOf);
    if (failed.length === 0) matches.push(entry);
    count(entry, tallies, { failed, healthOf });
  }
  return { matches, tallies };
}

/** A camera that fails one filter only is counted in the facet of that filter. */
function count(
  entry: CameraEntry,
  tallies: ReadonlyMap<FacetName, Map<string, number>>,
  { failed, healthOf }: { readonly failed: readonly FacetName[]; readonly healthOf: HealthOf },
): void {
  if (failed.length > 1) return;
  for (const [name, tally] of tallies) {
    if (failed.length === 1 && failed[0] !== name) continue;
    for (const value of valuesOf(name, entry, healthOf)) tally.set(value, (tally.get(value) ?? 0) + 1);
  }
}

const valuesOf = (name: FacetName, { camera, facets }: CameraEntry, healthOf: HealthOf): readonly string[] =>
  name === 'state' ? [healthOf(camera).state] : facets[name];

interface Selection {
  readonly name: FacetName;
  readonly wanted: ReadonlySet<string>;
}

function selectionsOf(filter: CameraFilter): readonly Selection[] {
  return facetNames.flatMap((name) => {
    const wanted: readonly string[] | undefined = filter[name];
    return wanted === undefined ? [] : [{ name, wanted: new Set(wanted) }];
  });
}

/** The names of the selections that the camera fails; at most two, because more change nothing. */
function failedSelections(
  entry: CameraEntry,
  selections: readonly Selection[],
  healthOf: HealthOf,
): readonly FacetName[] {
  if (selections.length === 0) return none;
  const failed: FacetName[] = [];
  for (const { name, wanted } of selections) {
    if (failed.length > 1) return failed;
    if (!valuesOf(name, entry, healthOf).some((value) => wanted.has(value))) failed.push(name);
  }
  return failed;
}

const none: readonly FacetName[] = [];

function candidateTest({ text, id, bbox }: CameraFilter): (entry: CameraEntry) => boolean {
  const words = foldName(text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const ids = id && new Set(id);
  const box = bbox === undefined ? undefined : boxOf(bbox);
  return ({ camera, searchText }) =>
    (ids?.has(camera.cameraId) ?? true) &&
    (box === undefined || isInBox(camera.position, box)) &&
    words.every((word) => searchText.includes(word));
}
