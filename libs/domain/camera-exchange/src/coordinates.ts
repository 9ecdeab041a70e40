import type { CoordinateSystem, Position } from '@vialog/contracts';
import gcoordModule from 'gcoord';

// A CommonJS package: at run time the default import is its `module.exports`, which its types call `default`.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

const systems = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** Converts a position to WGS-84. Outside of China, GCJ-02 equals WGS-84. */
export function toWgs84(position: Position, from: CoordinateSystem): Position {
  return convert(position, from, 'wgs84');
}

/** Converts a position from WGS-84. */
export function fromWgs84(position: Position, to: CoordinateSystem): Position {
  return convert(position, 'wgs84', to);
}

function convert([lon, lat]: Position, from: CoordinateSystem, to: CoordinateSystem): Position {
  if (from === to) return [lon, lat];
  const [x, y] = gcoord.transform<[number, number]>([lon, lat], systems[from], systems[to]);
  return [x, y];
}
