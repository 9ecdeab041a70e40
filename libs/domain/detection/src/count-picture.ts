import type { ModelBinding, ModelCard, RgbPicture, Zone, ZoneCount } from '@vialog/contracts';
import type { Box } from './box.ts';
import { countedLabels, type CountedLabels } from './counted-labels.ts';
import { countZones, leastScore } from './count-zones.ts';
import { decodeFor } from './decode.ts';
import type { CountingJob } from './detector.port.ts';
import { InputTensor } from './input-tensor.ts';
import { mergeTiles, type TileSight } from './merge-tiles.ts';
import type { Decode, ModelOutput } from './model-output.ts';
import { place, type Tile, toPicture } from './placement.ts';
import { suppress } from './suppress.ts';
import { tilesFor, type TilePlan } from './tiles.ts';

/** One run of the network on a tensor of these dims (float32). */
export type Infer = (tensor: Float32Array, dims: readonly number[]) => Promise<readonly ModelOutput[]>;

/** px of the network's input: closer to an edge of the tile, a box is taken to be cut there. */
const edgePixels = 3;

/** Counts pictures with one model: places, runs, decodes, merges, counts. Holds one tensor; one picture at a time. */
export class PictureCounter {
  private readonly card: ModelCard;
  private readonly infer: Infer;
  private readonly tensor: InputTensor;
  private readonly decode: Decode;

  constructor(card: ModelCard, infer: Infer) {
    this.card = card;
    this.infer = infer;
    this.tensor = new InputTensor(card.input);
    this.decode = decodeFor(card);
  }

  /**
   * @returns one entry per zone of which the model knows at least one class, in the order of the zones; the others are
   * left out, because a zero would be a lie.
   * @throws ModelOutputError when the network answers what its card does not announce.
   */
  async count(picture: RgbPicture, job: CountingJob): Promise<ZoneCount[]> {
    const { model } = job;
    const zones = countableZones(job.zones, this.card, model);
    if (zones.length === 0) return [];
    const plan = tilesFor(zones, this.card, picture);
    const labels = countedLabels(this.card, model);
    const least = leastScore(zones, this.card, model);
    const boxes = await this.look(picture, { plan, labels, least });
    return countZones(boxes, zones, {
      size: picture,
      threshold: model.threshold ?? this.card.threshold,
      labels,
      anyClassInBays: anyClassInBays(model),
      plan,
    });
  }

  private async look(picture: RgbPicture, look: Look): Promise<Box[]> {
    const sights: TileSight[] = [];
    for (const tile of look.plan.tiles) {
      sights.push({ tile, boxes: await this.lookAt(picture, tile, look.least) });
    }
    const { input, nms } = this.card;
    const edge = (tile: Tile) => (edgePixels * tile.width) / place(tile, input).width;
    return mergeTiles(sights, { iou: nms.iou, kindOf: look.labels.kindOf, edge });
  }

  private async lookAt(picture: RgbPicture, tile: Tile, least: number): Promise<Box[]> {
    const placement = this.tensor.write(picture, tile);
    const outputs = await this.infer(this.tensor.data, this.tensor.dims);
    const boxes = suppress(this.decode(outputs, least), this.card.nms.iou);
    return boxes
      .map((box) => toPicture(box, placement, tile))
      .filter((box) => box.x2 > box.x1 && box.y2 > box.y1);
  }
}

interface Look {
  readonly plan: TilePlan;
  readonly labels: CountedLabels;
  readonly least: number;
}

/**
 * Unless a camera says otherwise any object but a person takes a space: over three lots it found 92 % of the taken
 * ones against 76 % by vehicle labels alone, at the same rate of free ones shown as taken.
 */
function anyClassInBays(model: ModelBinding): boolean {
  return model.anyClassInBays ?? true;
}

function countableZones(zones: readonly Zone[], card: ModelCard, model: ModelBinding): Zone[] {
  const { seen } = countedLabels(card, model);
  return zones.filter((zone) => zone.classes.some((name) => seen.has(name)));
}
