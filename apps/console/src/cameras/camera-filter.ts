import type { Camera } from '@vialog/contracts';
import type { CameraOverview } from './camera-overview.ts';
import { cameraStates, type CameraState } from './camera-state.ts';

/** The filter of the camera list, as kept in the address bar. */
export interface CameraFilter {
  readonly text?: string | undefined;
  /** Comma-separated camera states; undefined shows every state except retired. */
  readonly state?: string | undefined;
}

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

/** Cameras that match the filter. Retired cameras are hidden unless the filter names their state. */
export function filterOverviews(
  overviews: readonly CameraOverview[],
  { text = '', state }: CameraFilter,
): readonly CameraOverview[] {
  const states = parseStates(state);
  return overviews.filter((overview) => {
    const hasState = states.length === 0 ? overview.state !== 'retired' : states.includes(overview.state);
    if (!hasState) return false;
    const siteNames = overview.sites.map((site) => site.name);
    return matchesText(overview.camera, siteNames, text);
  });
}

/** True if every word of the text occurs in the name, code, tags, groups, zone names or site names. */
export function matchesText(camera: Camera, siteNames: readonly string[], text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const zones = camera.zones.map((zone) => zone.name);
  const searchable = [
    camera.name,
    camera.code ?? '',
    ...camera.tags,
    ...camera.groups,
    ...zones,
    ...siteNames,
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => searchable.includes(word));
}

/** Number of cameras in each state that occurs. */
export function countByState(overviews: readonly CameraOverview[]): ReadonlyMap<CameraState, number> {
  const counts = new Map<CameraState, number>();
  for (const { state } of overviews) counts.set(state, (counts.get(state) ?? 0) + 1);
  return counts;
}
