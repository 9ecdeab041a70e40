const compass = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;

/** Heading in degrees of a compass direction, like `N`, `north-east`, `Westbound` or `45`; undefined for other words. */
export function headingOfDirection(text: string): number | undefined {
  const letters = text
    .toUpperCase()
    .replaceAll(/[\s._-]/g, '')
    .replace(/BOUND$/, '')
    .replaceAll('NORTH', 'N')
    .replaceAll('SOUTH', 'S')
    .replaceAll('EAST', 'E')
    .replaceAll('WEST', 'W')
    .replace(/^([NESW])B$/, '$1');
  const index = (compass as readonly string[]).indexOf(letters);
  if (index >= 0) return index * 45;
  const degrees = Number(text);
  return text.trim() !== '' && degrees >= 0 && degrees < 360 ? degrees : undefined;
}

/** The compass direction of a heading that is a multiple of 45°; else the heading itself, so that nothing is lost. */
export function directionOfHeading(heading: number): string {
  return compass[heading / 45] ?? String(heading);
}

/** GB/T 28181-2016 annex A: DirectionType of a catalogue item. */
const gbDirections: Readonly<Record<string, number>> = {
  1: 90,
  2: 270,
  3: 180,
  4: 0,
  5: 135,
  6: 45,
  7: 225,
  8: 315,
};
/** GA/T 1400.3: HDirectionType, by the direction that the view runs to. */
const apeDirections: Readonly<Record<string, number>> = {
  1: 90,
  2: 270,
  3: 180,
  4: 0,
  5: 45,
  6: 225,
  7: 135,
  8: 315,
};

export const headingOfGbDirection = (code: string): number | undefined => gbDirections[code.trim()];
export const headingOfApeDirection = (code: string): number | undefined => apeDirections[code.trim()];
export const gbDirectionOf = (heading: number | undefined): string | undefined =>
  codeOf(gbDirections, heading);
export const apeDirectionOf = (heading: number | undefined): string | undefined =>
  codeOf(apeDirections, heading);

function codeOf(codes: Readonly<Record<string, number>>, heading: number | undefined): string | undefined {
  return Object.keys(codes).find((code) => codes[code] === heading);
}
