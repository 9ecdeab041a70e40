import {
  lotBays,
  lotTruth,
  parseLotUrl,
  peakHour,
  scenePainter,
  sceneWidth,
} from '@vialog/capture-synthetic';
import { hourMs, type PicturePoint, type RgbPicture } from '@vialog/contracts';

/** Midnight (UTC) of the day of rendered pictures, epoch ms. */
const midnight = Date.UTC(2026, 0, 1);

/** A rendered picture of a parking lot with the true states of its spaces. */
export interface LotPicture {
  readonly picture: () => Promise<RgbPicture>;
  readonly spaces: readonly {
    readonly id: string;
    readonly polygon: readonly PicturePoint[];
    readonly occupied: boolean;
  }[];
}

/**
 * A lot at the hour with its highest or lowest occupancy.
 * @throws {VialogError} STREAM_REFUSED when the URL is not a valid lot; the message names the invalid part
 */
export function openLot(url: string, density: 'low' | 'high'): LotPicture {
  const scene = parseLotUrl(url);
  const hour = peakHour(scene.seed) + (density === 'low' ? 12 : 0);
  const at = midnight + Math.round(hour * hourMs);
  const states = lotTruth(scene, at);
  return {
    picture: async () => scenePainter(scene, sceneWidth).paint(at),
    spaces: lotBays(scene.capacity).map(({ bayId, polygon }, i) => ({
      id: bayId,
      polygon,
      occupied: states[i] === '1',
    })),
  };
}
