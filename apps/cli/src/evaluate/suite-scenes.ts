import { UsageError } from '../command.ts';

/** A rendered scene of a suite. */
export interface SuiteScene {
  readonly kind: 'lot' | 'traffic';
  readonly url: string;
  /** Scenes with the same group are summed: the URL without the seed, and the density. */
  readonly group: string;
  readonly density: Density;
}

export const densities = ['low', 'high'] as const;
export type Density = (typeof densities)[number];

export interface Suite {
  /** `road`, `lot?capacity=24`, `synthetic:road?light=night` */
  readonly scenes: readonly string[];
  /** Empty: as the scene says. */
  readonly lights: readonly string[];
  readonly densities: readonly Density[];
  readonly seeds: readonly number[];
}

const lightsOf: Readonly<Record<string, readonly string[]>> = {
  lot: ['day', 'dusk'],
  road: ['day', 'dusk', 'night', 'rain'],
  gate: ['day', 'dusk', 'night', 'rain'],
};

/**
 * Every combination of scene, light, density and seed. Lights that a scene does not have are left out and named.
 * @throws {UsageError} when a scene is unknown or no combination is left
 */
export function suiteScenes(suite: Suite): { readonly scenes: SuiteScene[]; readonly leftOut: string[] } {
  const leftOut: string[] = [];
  const scenes = suite.scenes.flatMap((text) => {
    const { name, base } = baseOf(text);
    const known = lightsOf[name] ?? [];
    const missing = suite.lights.filter((light) => !known.includes(light));
    leftOut.push(
      ...missing.map((light) => `left out: ${name} has no light "${light}", only ${known.join(', ')}`),
    );
    const lights =
      suite.lights.length === 0 ? [undefined] : suite.lights.filter((light) => known.includes(light));
    return lights.flatMap((light) =>
      scenesOf(name, light === undefined ? base : withParameter(base, 'light', light), suite),
    );
  });
  if (scenes.length === 0) throw new UsageError(`expected at least one scene; ${leftOut.join('; ')}`);
  return { scenes, leftOut };
}

function baseOf(text: string): { readonly name: string; readonly base: string } {
  const base = text.startsWith('synthetic:') ? text : `synthetic:${text}`;
  const name = /^synthetic:([a-z]*)/.exec(base)?.[1] ?? '';
  if (Object.hasOwn(lightsOf, name)) return { name, base };
  throw new UsageError(
    `--scene ${text}: expected ${Object.keys(lightsOf).join(', ')}, with parameters like "road?light=night"`,
  );
}

function scenesOf(name: string, base: string, suite: Suite): SuiteScene[] {
  const chosen: readonly (Density | undefined)[] =
    suite.densities.length === 0 ? [undefined] : suite.densities;
  return chosen.flatMap((density) => {
    const isLot = name === 'lot';
    const traffic = density === 'high' ? 'jam' : 'free';
    const scene = isLot || density === undefined ? base : withParameter(base, 'traffic', traffic);
    const group = isLot ? `${scene}, ${density ?? 'high'} occupancy` : scene;
    const seeds = /[?&]seed=/.test(scene) ? [undefined] : suite.seeds;
    return seeds.map((seed) => ({
      kind: isLot ? 'lot' : 'traffic',
      url: seed === undefined ? scene : withParameter(scene, 'seed', String(seed)),
      group,
      density: density ?? 'high',
    }));
  });
}

/** Adds a parameter unless the scene has it: what the scene says takes precedence. */
const withParameter = (url: string, name: string, value: string): string =>
  new RegExp(`[?&]${name}=`).test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}${name}=${value}`;
