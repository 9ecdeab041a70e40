/** A point of the plane; the caller chooses the unit. */
export type Point = readonly [x: number, y: number];

/** The corners of a polygon in order; the last corner connects to the first and does not repeat it. */
export type Ring = readonly Point[];

/** A straight segment between two points. */
export type Edge = readonly [a: Point, b: Point];

/** The edges of a ring; edge i runs from corner i to the next one. */
export const edgesOf = (ring: Ring): Edge[] =>
  ring.map((point, i) => [point, ring[(i + 1) % ring.length] ?? point]);
