import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { editorReducer, emptyEditor, type EditorAction, type EditorState } from './editor-state.ts';
import { divide, inputOf, newDraft } from './zone-draft.ts';

const run = (...actions: EditorAction[]): EditorState => actions.reduce(editorReducer, emptyEditor);
const addArea: EditorAction = { kind: 'addZone', zoneKind: 'area', name: 'Area 1', usedIds: ['view'] };
const addLot: EditorAction = { kind: 'addZone', zoneKind: 'bays', name: 'Lot', usedIds: ['view', 'lot1'] };
const polygonOf = (state: EditorState) => state.zones[state.zone]?.shapes[state.shape]?.polygon ?? [];

describe('the zone editor', () => {
  it('gives a new zone an id that no zone of the camera has or had', () => {
    expect(run(addLot, addLot).zones.map((zone) => zone.zoneId)).toEqual(['lot2', 'lot3']);
  });

  it('adds a corner in the middle of an edge, selects it and removes it again', () => {
    const added = run(addArea, { kind: 'addCorner', after: 3 });
    expect(polygonOf(added)[4]).toEqual([0.35, 0.5]);
    expect(added.corner).toBe(4);
    expect(polygonOf(editorReducer(added, { kind: 'removeCorner', corner: 4 }))).toHaveLength(4);
  });

  it('keeps at least three corners of a zone', () => {
    const state = run(
      addArea,
      ...Array.from({ length: 9 }, (): EditorAction => ({ kind: 'removeCorner', corner: 0 })),
    );
    expect(polygonOf(state)).toHaveLength(3);
  });

  it('keeps two to sixteen points of a line and reverses them to swap its directions', () => {
    const addLine: EditorAction = { kind: 'addZone', zoneKind: 'line', name: 'Line 1', usedIds: [] };
    const added = run(
      addLine,
      ...Array.from({ length: 20 }, (): EditorAction => ({ kind: 'addCorner', after: 0 })),
    );
    expect(polygonOf(added)).toHaveLength(16);
    const fewest = Array.from({ length: 20 }, (): EditorAction => ({ kind: 'removeCorner', corner: 0 }));
    expect(polygonOf(run(addLine, ...fewest))).toHaveLength(2);
    expect(polygonOf(run(addLine, { kind: 'reverseLine' }))).toEqual(polygonOf(run(addLine)).toReversed());
  });

  it('places a new line beside an existing one', () => {
    const addLine: EditorAction = { kind: 'addZone', zoneKind: 'line', name: 'Line', usedIds: [] };
    const [first, second] = run(addLine, addLine).zones.map((zone) => zone.shapes[0]?.polygon);
    expect(second).toHaveLength(2);
    expect(second).not.toEqual(first);
  });

  it('keeps every corner of a zone inside the picture', () => {
    const point = fc.tuple(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
    );
    const move = fc.oneof(
      fc.record({
        kind: fc.constant('moveCorner' as const),
        corner: fc.integer({ min: 0, max: 3 }),
        to: point,
      }),
      fc.record({ kind: fc.constant('moveShape' as const), by: point }),
    );
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        for (const value of polygonOf(run(addArea, ...moves)).flat()) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('moves a zone without changing its shape, at most to the edge of the picture', () => {
    const moved = polygonOf(run(addArea, { kind: 'moveShape', by: [5, 0] }));
    expect(moved.map((point) => point.join())).toEqual(['0.7,0.35', '1,0.35', '1,0.65', '0.7,0.65']);
  });

  it('never puts a new zone, a new space or a pasted zone exactly on another shape', () => {
    const copied = run(addLot).zones;
    const added = fc.constantFrom<EditorAction>(
      addArea,
      addLot,
      { kind: 'addBay' },
      { kind: 'paste', zones: copied, usedIds: [] },
      { kind: 'select', zone: 0 },
      { kind: 'select', zone: 1 },
    );
    fc.assert(
      fc.property(fc.array(added, { maxLength: 60 }), (actions) => {
        const shapes = run(...actions).zones.flatMap((zone) => zone.shapes);
        const polygons = shapes.map((shape) => shape.polygon.join());
        expect(new Set(polygons).size).toBe(polygons.length);
      }),
    );
  });

  it('divides a parking space into a row of spaces with unique ids', () => {
    const state = run(addLot, { kind: 'divideBay', count: 3 });
    expect(state.zones[0]?.shapes.map((shape) => shape.bayId)).toEqual(['1', '2', '3']);
    expect(state.zones[0]?.shapes[1]?.polygon[0]).toEqual(state.zones[0]?.shapes[0]?.polygon[1]);
  });

  it('does not remove the last parking space of a zone', () => {
    expect(run(addLot, { kind: 'removeBay' }).zones[0]?.shapes).toHaveLength(1);
  });

  it('reports unsaved changes after an edit and none after loading', () => {
    expect(run(addArea).changed).toBe(true);
    expect(run(addArea, { kind: 'load', zones: [] }).changed).toBe(false);
  });
});

describe('divide', () => {
  it('does not divide a parking space that does not have four corners', () => {
    const triangle: [number, number][] = [
      [0, 0],
      [1, 0],
      [0, 1],
    ];
    expect(divide(triangle, 4)).toHaveLength(1);
  });
});

describe('inputOf', () => {
  it('omits the fields of a zone that the user did not set', () => {
    const input = inputOf(newDraft('area', 'Gate', []));
    expect(input).toMatchObject({ zoneId: 'area1', name: 'Gate', kind: 'area', role: 'main' });
    expect(input).not.toHaveProperty('slotMs');
    expect(input).not.toHaveProperty('classes');
    expect(input).not.toHaveProperty('bays');
  });
});
