import { conditionOf, type MapArea } from '../../map/map-area.ts';

/** The search line with an area instead of its places. Without the parser the area is appended. */
export async function lineWithArea(line: string, area: MapArea): Promise<string> {
  const condition = conditionOf(area);
  const tools = await import('../../search-line/parse-line.ts').catch(() => undefined);
  return tools?.lineInPlace(line, condition) ?? `${line} ${condition}`.trim();
}
