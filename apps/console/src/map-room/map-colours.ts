/** The map draws on a canvas and cannot use CSS variables by itself: it reads tokens.css once per theme. */
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
}

const tokens: Record<keyof MapColours, string> = {
  sea: '--map-sea',
  land: '--map-land',
  line: '--line',
  panel: '--panel',
  ink: '--ink',
  soft: '--ink-soft',
  hatch: '--hatch',
  accent: '--accent',
  ok: '--ok',
  warn: '--warn',
  bad: '--bad',
  idle: '--idle',
};

export function readMapColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const read = (token: string) => style.getPropertyValue(token).trim();
  return Object.fromEntries(
    Object.entries(tokens).map(([name, token]) => [name, read(token)]),
  ) as unknown as MapColours;
}
