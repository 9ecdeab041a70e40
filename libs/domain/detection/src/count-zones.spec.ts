import { describe, expect, test } from '@jest/globals';
import { type ModelBinding, type Zone, zoneCount } from '@vialog/contracts';
import fc from 'fast-check';
import type { Box } from './box.ts';
import { countedLabels } from './counted-labels.ts';
import { countZones, minScoreOf } from './count-zones.ts';
import { testCards } from './test-cards.fake.ts';
import { tilesFor } from './tiles.ts';
import { bayAt, baysZone, view } from './zones.fake.ts';

const card = testCards.nanodet;
const size = { width: 1000, height: 500 };
const label = (name: string) => (card.labels as readonly string[]).indexOf(name);
const at = (name: string, rect: [number, number, number, number], score = 0.9): Box => {
  const [x1, y1, x2, y2] = rect;
  return { label: label(name), score, x1, y1, x2, y2 };
};

function count(boxes: Box[], zones: Zone[], model: Partial<ModelBinding> = {}) {
  const counted = countZones(boxes, zones, {
    size,
    threshold: model.threshold ?? card.threshold,
    labels: countedLabels(card, model),
    anyClassInBays: model.anyClassInBays ?? true,
    plan: tilesFor(zones, card, size),
  });
  for (const entry of counted) expect(zoneCount.parse(entry)).toEqual(entry);
  return counted;
}

describe('boxes of counted objects', () => {
  test('onCounted receives the box of each counted object and no other box', () => {
    const inside = at('car', [100, 100, 200, 200]);
    const boxes = [inside, at('car', [700, 100, 800, 200]), at('chair', [120, 300, 160, 340])];
    const zones = [
      {
        ...view,
        zoneId: 'left',
        polygon: [
          [0, 0],
          [0.5, 0],
          [0.5, 1],
          [0, 1],
        ] as [number, number][],
      },
    ];
    const found: Box[] = [];
    const [counted] = countZones(boxes, zones, {
      size,
      threshold: card.threshold,
      labels: countedLabels(card, {}),
      anyClassInBays: true,
      plan: tilesFor(zones, card, size),
      onCounted: (box) => void found.push(box),
    });
    expect(found).toEqual([inside]);
    expect(counted?.total).toBe(1);
  });

  test('onCounted receives the box of each occupied space', () => {
    const zones = [baysZone([bayAt(0.1, 0.2, 0.1, 0.2), bayAt(0.3, 0.2, 0.1, 0.2)])];
    const parked = at('car', [100, 100, 200, 200]);
    const found: Box[] = [];
    const [counted] = countZones([parked], zones, {
      size,
      threshold: card.threshold,
      labels: countedLabels(card, {}),
      anyClassInBays: true,
      plan: tilesFor(zones, card, size),
      onCounted: (box) => void found.push(box),
    });
    expect(counted?.bays).toBe('10');
    expect(found).toEqual([parked]);
  });
});

describe('counting in areas', () => {
  const left = {
    ...view,
    zoneId: 'left',
    polygon: [
      [0, 0],
      [0.5, 0],
      [0.5, 1],
      [0, 1],
    ] as [number, number][],
  };

  test('an object is in an area when the middle of the lower edge of its box is inside', () => {
    const leaning = at('truck', [300, 50, 700, 400]);
    const inside = at('car', [100, 100, 200, 150]);
    const [counted] = count([leaning, inside], [left]);
    expect(counted?.counts).toEqual({ person: 0, bicycle: 0, car: 1, motorcycle: 0, bus: 0, truck: 0 });
    expect(counted?.total).toBe(1);
  });

  test('a vehicle that the lower edge of the picture cuts is counted', () => {
    expect(count([at('bus', [100, 300, 400, 500])], [left])[0]?.total).toBe(1);
  });

  test('a truck and its cab are counted once, and a person in front of them is counted too', () => {
    const truck = at('truck', [100, 50, 300, 200], 0.8);
    const cab = at('car', [220, 60, 302, 199], 0.4);
    const person = at('person', [150, 100, 180, 190], 0.5);
    expect(count([cab, truck, person], [left])[0]?.counts).toMatchObject({ truck: 1, car: 0, person: 1 });
  });

  test('an area counts only its own classes', () => {
    const [counted] = count(
      [at('person', [100, 100, 120, 160]), at('car', [100, 100, 200, 150])],
      [{ ...left, classes: ['car'] }],
    );
    expect(counted).toEqual({ zoneId: 'left', counts: { car: 1 }, total: 1 });
  });

  test('a label that is not a count class is counted only when the class map of the camera maps it', () => {
    const phone = at('cell phone', [100, 100, 200, 150]);
    expect(count([phone], [left])[0]?.total).toBe(0);
    expect(count([phone], [left], { classMap: { 'cell phone': 'car' } })[0]?.counts.car).toBe(1);
  });

  test('a box below the threshold is not counted, and a camera can set another threshold', () => {
    const faint = at('car', [100, 100, 200, 150], 0.25);
    expect(count([faint], [left])[0]?.total).toBe(0);
    expect(count([faint], [left], { threshold: 0.2 })[0]?.total).toBe(1);
  });
});

describe('counting parking spaces', () => {
  const three = baysZone([bayAt(0.1, 0.4, 0.1, 0.2), bayAt(0.25, 0.4, 0.1, 0.2), bayAt(0.4, 0.4, 0.1, 0.2)]);
  const inFirst: [number, number, number, number] = [105, 205, 195, 290];
  const inSecond: [number, number, number, number] = [255, 205, 345, 290];

  test('a bays zone reports the state of each space and the number of objects per class', () => {
    const [counted] = count([at('car', inFirst), at('truck', inSecond)], [three]);
    expect(counted).toEqual({
      zoneId: 'lot',
      counts: { car: 1, motorcycle: 0, bus: 0, truck: 1 },
      total: 2,
      bays: '110',
    });
  });

  test('an object of any class occupies a space as a car, and makes it unknown when the camera disables that', () => {
    const phone = at('cell phone', inFirst);
    expect(count([phone], [three])[0]).toMatchObject({ bays: '100', counts: { car: 1 } });
    expect(count([phone], [three], { anyClassInBays: false })[0]).toMatchObject({ bays: '-00', total: 0 });
  });

  test('an object of another class that does not fill the space makes it unknown', () => {
    expect(count([at('bench', [105, 205, 195, 240])], [three])[0]?.bays).toBe('-00');
    expect(count([at('car', [105, 205, 195, 240])], [three])[0]?.bays).toBe('100');
  });

  test('a person does not occupy a space', () => {
    expect(count([at('person', [130, 210, 180, 290])], [three])[0]?.bays).toBe('000');
  });

  test('a box between 70 % and 100 % of the threshold makes its space unknown', () => {
    expect(count([at('car', inFirst, 0.23)], [three])[0]?.bays).toBe('-00');
    expect(minScoreOf([three], card, {})).toBeLessThan(0.23);
    expect(minScoreOf([view], card, {})).toBe(0.3);
  });

  test('a space that is too small is unknown', () => {
    const far = baysZone([bayAt(0.1, 0.4, 0.012, 0.02), bayAt(0.25, 0.4, 0.1, 0.2)]);
    expect(count([at('car', [100, 200, 112, 210])], [far])[0]).toMatchObject({ bays: '-0', total: 0 });
  });

  test.each<[string, [number, number, number, number]]>([
    ['that is wider than three spaces', [90, 200, 410, 300]],
    ['that overlaps the space slightly', [135, 230, 165, 260]],
    ['whose anchor is in the lane', [100, 240, 200, 376]],
  ])('a box %s does not occupy a space', (_name, rect) => {
    expect(count([at('bus', rect)], [three])[0]?.bays).toBe('000');
  });

  test('a second box on a vehicle does not occupy a second space', () => {
    const overlapping = baysZone([bayAt(0.1, 0.4, 0.1, 0.2), bayAt(0.15, 0.4, 0.1, 0.2)]);
    const twin: Box = at('truck', [112, 208, 202, 295], 0.5);
    expect(count([at('car', inFirst), twin], [overlapping])[0]?.total).toBe(1);
  });

  test('the number of vehicles never exceeds the number of boxes or occupied spaces', () => {
    const spot = fc.record({
      x: fc.integer({ min: 50, max: 480 }),
      y: fc.integer({ min: 150, max: 260 }),
      w: fc.integer({ min: 20, max: 200 }),
      h: fc.integer({ min: 20, max: 150 }),
      score: fc.double({ min: 0.1, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(spot, { maxLength: 12 }), (spots) => {
        const boxes = spots.map(({ x, y, w, h, score }) => at('car', [x, y, x + w, y + h], score));
        const [counted] = count(boxes, [three]);
        const occupied = [...(counted?.bays ?? '')].filter((state) => state === '1').length;
        expect(counted?.total).toBe(occupied);
        expect(occupied).toBeLessThanOrEqual(boxes.filter((box) => box.score >= 0.3).length);
      }),
    );
  });
});

describe('counted classes', () => {
  test('classes that the model does not know are left out of the counts', () => {
    const people = { ...card, labels: ['person'] };
    const labels = countedLabels(people, {});
    const [counted] = countZones([], [view], {
      size,
      threshold: 0.3,
      labels,
      anyClassInBays: true,
      plan: { bays: [] },
    });
    expect(counted?.counts).toEqual({ person: 0 });
  });
});
