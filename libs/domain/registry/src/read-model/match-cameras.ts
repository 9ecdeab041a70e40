import {
  facetNames,
  type Camera,
  type CameraFilter,
  type CameraHealth,
  type CameraSort,
  type FacetName,
} from '@vialog/contracts';
import { foldName } from '../name-order.ts';
import type { CameraEntry } from './camera-entry.ts';
import { FacetTally } from './facet-values.ts';
import { boxOf, isInBox } from './map-box.ts';

export type HealthOf = (camera: Camera) => CameraHealth;
export type State = CameraHealth['state'];

/** A camera that matches. */
export interface MatchedCamera {
  readonly entry: CameraEntry;
  /** Health at the time of the request; undefined if filter, sort order and facets do not depend on it. */
  readonly state: State | undefined;
}

export type Tallies = ReadonlyMap<FacetName, ReadonlyMap<string, number>>;

export interface MatchedCameras {
  /** By name, then id. */
  readonly matches: readonly MatchedCamera[];
  /** For each requested facet: value → number of cameras that match all filters except those of the facet. */
  readonly tallies: Tallies;
}

export interface MatchOptions {
  readonly healthOf: HealthOf;
  readonly facets?: readonly FacetName[] | undefined;
  readonly sort?: CameraSort;
}

/**
 * The cameras that match a filter. Values of one parameter are alternatives; different parameters must all match.
 * @throws {VialogError} VALIDATION_FAILED when the box is invalid
 */
export function matchCameras(
  entries: readonly CameraEntry[],
  filter: CameraFilter,
  { healthOf, facets = [], sort }: MatchOptions,
): MatchedCameras {
  const isCandidate = candidateTest(filter);
  const selections = selectionsOf(filter);
  const counter = new FacetCounter(facets);
  const readsHealth = sort === 'health' || filter.state !== undefined || facets.includes('state');
  const matches: MatchedCamera[] = [];
  for (const entry of entries) {
    if (!isCandidate(entry)) continue;
    const camera = { entry, state: readsHealth ? healthOf(entry.camera).state : undefined };
    const failed = failedSelections(camera, selections);
    if (failed.length === 0) matches.push(camera);
    counter.add(camera, failed);
  }
  return { matches, tallies: counter.results() };
}

class FacetCounter {
  readonly #stored: readonly (readonly [name: keyof CameraEntry['facets'], tally: FacetTally])[];
  readonly #states: Map<string, number> | undefined;

  constructor(facets: readonly FacetName[]) {
    this.#stored = [...new Set(facets)].flatMap((name) =>
      name === 'state' ? [] : [[name, new FacetTally(name)] as const],
    );
    this.#states = facets.includes('state') ? new Map() : undefined;
  }

  /** A camera that fails one filter only is counted in the facet of that filter. */
  add({ entry, state }: MatchedCamera, failed: readonly FacetName[]): void {
    if (failed.length > 1) return;
    const only = failed[0];
    for (const [name, tally] of this.#stored)
      if (only === undefined || only === name) tally.add(entry.facets[name]);
    if (this.#states && state !== undefined && (only === undefined || only === 'state'))
      this.#states.set(state, (this.#states.get(state) ?? 0) + 1);
  }

  results(): Tallies {
    const tallies = new Map<FacetName, ReadonlyMap<string, number>>(
      this.#stored.map(([name, tally]) => [name, tally.result()]),
    );
    return this.#states ? tallies.set('state', this.#states) : tallies;
  }
}

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

const none: readonly FacetName[] = [];

/** The names of the selections that the camera fails; at most two, because more change nothing. */
function failedSelections(camera: MatchedCamera, selections: readonly Selection[]): readonly FacetName[] {
  if (selections.length === 0) return none;
  const failed: FacetName[] = [];
  for (const selection of selections) {
    if (failed.length > 1) return failed;
    if (!isSelected(camera, selection)) failed.push(selection.name);
  }
  return failed;
}

function isSelected({ entry, state }: MatchedCamera, { name, wanted }: Selection): boolean {
  if (name === 'state') return state !== undefined && wanted.has(state);
  return entry.facets[name].values.some((value) => wanted.has(value));
}

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
