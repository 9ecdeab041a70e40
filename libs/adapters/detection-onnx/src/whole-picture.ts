import type { CountClass, Zone } from '@vialog/contracts';

/** A zone of the whole picture, for runs of a model without a camera. */
export const wholePicture = (classes: readonly CountClass[]): Zone => ({
  zoneId: 'view',
  name: 'view',
  kind: 'area',
  role: 'main',
  classes: [...classes],
  slotMs: 60_000,
  polygon: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
});
