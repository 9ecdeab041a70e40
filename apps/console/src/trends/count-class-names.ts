import type { CountClass } from '@vialog/contracts';

/** The classes of the contract, in the order in which they are shown. */
export const countClassNames = [
  'car',
  'bus',
  'truck',
  'motorcycle',
  'bicycle',
  'person',
] as const satisfies readonly CountClass[];
