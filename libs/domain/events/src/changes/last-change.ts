import { epochOf, type Camera, type ChangeCause } from '@vialog/contracts';
import { sortedJson } from './sorted-json.ts';
import { versionsInForce } from './versions-in-force.ts';

/** The last change of a camera that can change its figures. */
export interface LastChange {
  /** Epoch ms. */
  readonly at: number;
  readonly causes: readonly ChangeCause[];
}

/**
 * The newest change in force at `now` (epoch ms) of model, threshold, zones or what the camera shows; undefined if there was none
 * since `since` (epoch ms).
 * @param versions all versions of one camera
 */
export function lastChangeOf(
  versions: readonly Camera[],
  { now, since }: { readonly now: number; readonly since: number },
): LastChange | undefined {
  const inForce = versionsInForce(versions).filter(({ validFromAt }) => epochOf(validFromAt) <= now);
  for (let i = inForce.length - 1; i > 0; i -= 1) {
    const [before, after] = [inForce[i - 1], inForce[i]] as [Camera, Camera];
    const at = epochOf(after.validFromAt);
    if (at < since) return undefined;
    const causes = causesOf(before, after);
    if (causes.length > 0) return { at, causes };
  }
  return undefined;
}

/** What each cause compares. */
const aspects: Readonly<Record<ChangeCause, (camera: Camera) => unknown>> = {
  model: ({ model }) => model.modelId,
  threshold: ({ model: { threshold, classMap, anyClassInBays } }) => [threshold, classMap, anyClassInBays],
  zones: ({ zones }) =>
    zones.map((zone) => ({ ...zone, name: undefined, siteId: undefined, role: undefined })),
  camera: ({ stream, position, heading, fieldOfView, height, tilt }) => [
    stream.url,
    position,
    heading,
    fieldOfView,
    height,
    tilt,
  ],
};

const causesOf = (before: Camera, after: Camera): ChangeCause[] =>
  (Object.keys(aspects) as ChangeCause[]).filter(
    (cause) => sortedJson(aspects[cause](before)) !== sortedJson(aspects[cause](after)),
  );
