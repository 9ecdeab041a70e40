import { describe, expect, it } from '@jest/globals';
import { street, type Scene } from './scene.fixture.ts';
import { ViewWatch } from './view-watch.ts';

/** Time between pictures and learning time of the tests, s. */
const step = 5;
const learned = 90;

/** Reasons by second, of a street that is learned first and then shown as given. */
class Story {
  readonly watch = new ViewWatch();
  second = 0;

  constructor() {
    this.show(learned);
  }

  /** Shows a scene for a time; returns the reason after each picture. */
  show(seconds: number, scene: (elapsed: number) => Scene = () => ({})): readonly (string | undefined)[] {
    const found: (string | undefined)[] = [];
    for (let elapsed = 0; elapsed < seconds; elapsed += step) {
      this.second += step;
      const picture = street({ second: this.second, ...scene(elapsed) });
      found.push(this.watch.judge(picture, this.second * 1_000)?.reason);
    }
    return found;
  }
}

const flat: Scene = { over: () => 120 };
/** A dark box with edges over a part of the view. */
const box = (share: number, luma = 90): Scene => ({ over: (column) => (column < share ? luma : undefined) });

describe('ViewWatch', () => {
  it('reports a covered lens as obstructed after half a minute, and no fault after the view is free again', () => {
    const story = new Story();
    const covered = story.show(60, () => flat);
    expect(covered.indexOf('obstructed') * step).toBe(30);
    expect(covered.at(-1)).toBe('obstructed');
    expect(story.show(20).at(-1)).toBeUndefined();
  });

  it('reports a covered part of more than half of the view as obstructed after a minute and a half', () => {
    const found = new Story().show(150, () => box(0.7));
    expect(found.indexOf('obstructed') * step).toBe(90);
  });

  it('names the covered share of the view for people', () => {
    const story = new Story();
    story.show(100, () => box(0.7));
    const { detail } = story.watch.judge(street(), (story.second + step) * 1_000) ?? {};
    expect(detail).toMatch(/^Something covers about [67]\d % of the view\.$/);
  });

  it('reports no fault for a lorry that stands in front of the camera for a minute', () => {
    const story = new Story();
    const lorry = (elapsed: number): Scene => (elapsed < 60 ? box(0.8, 200) : {});
    expect(new Set(story.show(300, lorry))).toEqual(new Set([undefined]));
  });

  it('reports no fault for vehicles that cover a third of the view for long', () => {
    expect(new Set(new Story().show(600, () => box(0.33)))).toEqual(new Set([undefined]));
  });

  it.each([
    ['shifted sideways', { dx: 20 }],
    ['tilted', { dy: 10 }],
    ['knocked by a thirtieth of the width', { dx: 4 }],
    ['turned to another place', { seed: 99, dx: 7, dy: 29 }],
  ])('reports a camera that was %s as moved', (_, scene) => {
    const found = new Story().show(150, () => scene);
    expect(found.slice(0, 11)).not.toContain('moved');
    expect(found.at(-1)).toBe('moved');
  });

  it('reports no fault after a moved camera was turned back', () => {
    const story = new Story();
    expect(story.show(150, () => ({ dx: 20 })).at(-1)).toBe('moved');
    expect(story.show(20).at(-1)).toBeUndefined();
  });

  it('reports no fault for a PTZ camera that looks elsewhere for less than a minute', () => {
    const tour = (elapsed: number): Scene => (elapsed % 90 < 50 ? { dx: 30 } : {});
    expect(new Set(new Story().show(400, tour))).toEqual(new Set([undefined]));
  });

  it('learns what a moved camera shows as its view when it is reset', () => {
    const story = new Story();
    story.show(150, () => ({ dx: 20 }));
    story.watch.reset();
    expect(new Set(story.show(150, () => ({ dx: 20 })))).toEqual(new Set([undefined]));
    expect(story.show(150).at(-1)).toBe('moved');
  });

  it.each<[string, (elapsed: number) => Scene, number?]>([
    ['wind that moves the camera by a pixel', (elapsed) => ({ dx: (elapsed / step) % 2 })],
    ['an exposure that changes at once', (elapsed) => ({ gain: elapsed % 60 < 30 ? 0.5 : 1.4 })],
    [
      'dusk that turns into a dim and noisy night',
      (elapsed) => ({ gain: Math.max(0.2, 1 - elapsed / 500), noise: 4 }),
    ],
    ['a switch to infrared light, which inverts contrasts', () => ({ gain: -0.6, offset: 200, noise: 4 })],
    ['light fog', () => ({ gain: 0.15, offset: 180 })],
    [
      'headlights that dazzle for ten seconds',
      (elapsed) => (elapsed % 60 < 10 ? { over: () => 250 } : { gain: 0.3 }),
    ],
    ['heavy rain', () => ({ noise: 25 })],
    [
      'a night without light',
      (elapsed) => ({ gain: Math.max(0.02, 1 - elapsed / 2_400), offset: 16, noise: 3 }),
      3_600,
    ],
  ])('reports no fault for %s', (_, scene, seconds = 600) => {
    const faults = new Story().show(seconds, scene).filter((reason) => reason !== undefined);
    expect(faults).toEqual([]);
  });

  it('reports a lens that is covered since the start as obstructed after half a minute', () => {
    const watch = new ViewWatch();
    const found = Array.from(
      { length: 20 },
      (_, i) => watch.judge(street({ ...flat, second: i }), i * 5_000)?.reason,
    );
    expect(found.indexOf('obstructed')).toBe(6);
  });

  it('ends an obstruction and learns the view when the picture shows details of an unknown view for five minutes', () => {
    const story = new Story();
    story.show(60, () => flat);
    const strange = story.show(400, () => ({ gain: 0.12, noise: 0, dx: 2, offset: 20 }));
    expect(strange.at(-1)).not.toBe('obstructed');
  });

  it('judges no picture that is smaller than the comparison needs', () => {
    const picture = { width: 64, height: 36, format: 'rgb24' as const, pixels: new Uint8Array(64 * 36 * 3) };
    expect(new ViewWatch().judge(picture, 0)).toBeUndefined();
  });
});
