import type { Camera } from '@vialog/contracts';

/** Whether a model counts for a camera. A counter has none: its counts are sent to the API. */
export const isCountedByModel = ({ streamKind }: Pick<Camera, 'streamKind'>): boolean =>
  streamKind !== 'counter';
