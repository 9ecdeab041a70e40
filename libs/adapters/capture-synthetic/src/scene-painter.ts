import type { RgbPicture } from '@vialog/contracts';

/** Paints a scene at any moment; the pixels depend only on the scene, the width and the moment. */
export interface ScenePainter {
  /** `at`: epoch ms. A frozen scene always shows moment 0; a dark scene is uniformly black. */
  readonly paint: (at: number) => Promise<RgbPicture>;
}
