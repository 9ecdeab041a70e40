import type { CameraSort, FacetName, Facets, Lifecycle } from '@vialog/contracts';
import { cameraStates, type CameraState } from './camera-state.ts';

/** Facets that the list can be narrowed by, besides the state. */
export const listFacets = ['site', 'group', 'tag', 'region', 'model'] as const satisfies readonly FacetName[];
export type ListFacet = (typeof listFacets)[number];

/** The filter of the camera list and the map, as kept in the address bar. */
export type CameraFilter = { readonly [F in ListFacet]?: string | undefined } & {
  readonly text?: string | undefined;
  /** Comma-separated camera states; undefined shows every state except retired. */
  readonly state?: string | undefined;
};

export const cameraSorts = ['name', 'health', 'changed'] as const satisfies readonly CameraSort[];

/** The known states in a comma-separated list, in display order; unknown words are ignored. */
export const parseStates = (text: string | undefined): CameraState[] =>
  cameraStates.filter((state) => text?.split(',').includes(state));

/** Adds or removes one state; undefined where no state is left. */
export function toggleState(text: string | undefined, state: CameraState): string | undefined {
  const selected = parseStates(text);
  const next = cameraStates.filter((each) =>
    each === state ? !selected.includes(each) : selected.includes(each),
  );
  return next.length === 0 ? undefined : next.join(',');
}

const isLifecycle = (state: CameraState): boolean =>
  state === 'draft' || state === 'paused' || state === 'retired';
const shownByDefault: readonly Lifecycle[] = ['active', 'paused', 'draft'];

/** Name-value pairs of a query for the cameras that match the filter; a name may be repeated. */
export function filterParams({ text, state, ...facets }: CameraFilter): [string, string][] {
  const values = listFacets.flatMap((facet) => (facets[facet] === undefined ? [] : [[facet, facets[facet]]]));
  return [...(text === undefined ? [] : [['text', text]]), ...values, ...stateParams(parseStates(state))] as [
    string,
    string,
  ][];
}

/**
 * A display state is a health state of active cameras, or a life cycle state. Cameras that are not active have the health
 * state `paused` or `stopped`, so states of both kinds can be selected together.
 */
function stateParams(selected: readonly CameraState[]): string[][] {
  const lifecycles = selected.filter(isLifecycle);
  const states: string[] = selected.filter((state) => !isLifecycle(state));
  if (states.length === 0)
    return (lifecycles.length > 0 ? lifecycles : shownByDefault).map((each) => ['lifecycle', each]);
  if (lifecycles.length > 0) states.push('paused', 'stopped');
  return [
    ...['active', ...lifecycles].map((each) => ['lifecycle', each]),
    ...states.map((each) => ['state', each]),
  ];
}

/** Number of cameras in each display state that occurs, from the facets `state` and `lifecycle`. */
export function stateCountsOf({ state, lifecycle }: Facets): ReadonlyMap<CameraState, number> {
  const values = [...(state?.values ?? []), ...(lifecycle?.values ?? [])];
  const numbers = new Map(values.map(({ value, cameras }) => [value, cameras]));
  return new Map(
    cameraStates.flatMap((each) => {
      const cameras = numbers.get(each) ?? 0;
      return cameras > 0 ? [[each, cameras] as const] : [];
    }),
  );
}
