/** A vehicle that crossed a line, as counted or as known. */
export interface Crossing {
  /** Time since the clip began, ms. */
  readonly at: number;
  readonly vehicleClass: string;
  readonly direction: Direction;
}

export const directions = ['inbound', 'outbound'] as const;
export type Direction = (typeof directions)[number];
