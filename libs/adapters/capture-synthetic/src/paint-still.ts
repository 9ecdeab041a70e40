import sharp from 'sharp';
import { sceneWidth } from './lot-scene.ts';
import { scenePainter, type Scene } from './scene.ts';

/** Paints the scene as JPEG, for drawing zones. It contains no people. */
export async function paintStill(scene: Scene, at: number): Promise<Buffer> {
  const picture = await scenePainter(scene, sceneWidth).paint(at);
  const raw = { width: picture.width, height: picture.height, channels: 3 as const };
  return sharp(picture.pixels, { raw }).jpeg({ quality: 82 }).toBuffer();
}
