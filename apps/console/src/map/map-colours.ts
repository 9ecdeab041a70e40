/** Colours of the map. It is drawn on a canvas, where CSS variables do not apply: they are read from tokens.css. */
export interface MapColours {
  readonly sea: string;
  readonly land: string;
  readonly line: string;
  readonly panel: string;
  readonly ink: string;
  readonly soft: string;
  readonly hatch: string;
  readonly accent: string;
  readonly ok: string;
  readonly warn: string;
  readonly bad: string;
  readonly idle: string;
  /** Areas and lines of the base map. */
  readonly map: Readonly<Record<BaseMapColour, string>>;
}

const baseMapColours = ['park', 'water', 'lot', 'square', 'building', 'railway', 'street', 'road'] as const;
type BaseMapColour = (typeof baseMapColours)[number];

/** Reads the colours of the current theme. */
export function readMapColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const read = (token: string) => style.getPropertyValue(token).trim();
  return {
    sea: read('--map-sea'),
    land: read('--map-land'),
    line: read('--line'),
    panel: read('--panel'),
    ink: read('--ink'),
    soft: read('--ink-soft'),
    hatch: read('--hatch'),
    accent: read('--accent'),
    ok: read('--ok'),
    warn: read('--warn'),
    bad: read('--bad'),
    idle: read('--idle'),
    map: Object.fromEntries(baseMapColours.map((name) => [name, read(`--map-${name}`)])) as MapColours['map'],
  };
}
