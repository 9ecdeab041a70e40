import type { OnvifProfile } from '@vialog/contracts';

export type ProfileWithoutRole = Omit<OnvifProfile, 'role'>;

/** Pixels below which objects of a street are too small to count: about 640 × 352. */
const minPixels = 225_000;

/**
 * Decides for each video source which profile is the main stream and which is the substream. Main: most pixels. Substream:
 * the fewest pixels that still suit counting, or else the most of what is left; a profile without a stream URL has no role.
 */
export function withRoles(profiles: readonly ProfileWithoutRole[]): OnvifProfile[] {
  const roles = new Map<string, OnvifProfile['role']>();
  for (const ofSource of Map.groupBy(profiles, ({ source }) => source).values()) {
    const usable = ofSource.filter(({ streams }) => streams.length > 0).sort((a, b) => pixels(b) - pixels(a));
    const [main, ...others] = usable;
    if (main !== undefined) roles.set(main.token, 'main');
    const smaller = others.filter((one) => pixels(one) > 0 && pixels(one) < pixels(main));
    const substream = smaller.findLast((one) => pixels(one) >= minPixels) ?? smaller[0];
    if (substream !== undefined) roles.set(substream.token, 'substream');
  }
  return profiles.map((profile) => ({ ...profile, role: roles.get(profile.token) ?? 'other' }));
}

const pixels = (profile: ProfileWithoutRole | undefined): number =>
  (profile?.width ?? 0) * (profile?.height ?? 0);
