import type { GapReason } from '@vialog/contracts';
import { CellHistory } from './cell-history.ts';
import type { PictureSigns } from './picture-signs.ts';

/** A picture without a change for longer than this is frozen, ms. The noise of a real sensor never repeats. */
const frozenAfterMs = 60_000;
/**
 * Limits of mean and standard deviation of a black picture: lens covered, or light and infrared off. A lit street at
 * night exceeds them.
 */
const darkBelow = 16;
const flatBelow = 6;

/** Detects black and frozen pictures of one camera. */
export class PictureHealth {
  #digest: number | undefined;
  #since = 0;
  readonly #cells = new CellHistory();

  /** Returns why this picture must not be counted, or undefined. `monotonic`: arrival, monotonic ms. */
  judge(signs: PictureSigns, monotonic: number): Extract<GapReason, 'frozen' | 'dark'> | undefined {
    if (signs.digest !== this.#digest) {
      this.#digest = signs.digest;
      this.#since = monotonic;
    }
    const isFrozen = this.#cells.isFrozen(signs, monotonic, frozenAfterMs);
    if (signs.mean < darkBelow && signs.spread < flatBelow) return 'dark';
    return isFrozen || monotonic - this.#since > frozenAfterMs ? 'frozen' : undefined;
  }
}
