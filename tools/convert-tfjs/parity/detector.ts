import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Box, decodeGfl, decodeSsd, isCut, type Output, suppress, toPicture } from './boxes.ts';
import { type InputRule, type Picture, type Region, toInput } from './picture.ts';

/** The part of a model card that a run needs. */
export interface Card {
  readonly file: string;
  readonly input: InputRule & { readonly name: string };
  readonly decoder:
    | { readonly kind: 'gfl'; readonly bins: number; readonly cellOffset: number }
    | { readonly kind: 'ssd'; readonly scores: string; readonly boxes: string };
  readonly nms: { readonly iou: number };
  readonly threshold: number;
  readonly labels: readonly string[];
}

/** Runs the model in `folder` as its card says. Independent of the detector of Vialog, so that each can check the other. */
export class CardDetector {
  readonly card: Card;
  readonly #onnx: InferenceSession;

  constructor(card: Card, onnx: InferenceSession) {
    this.card = card;
    this.#onnx = onnx;
  }

  static async open(folder: string): Promise<CardDetector> {
    const card = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as Card;
    const onnx = await InferenceSession.create(join(folder, card.file), { intraOpNumThreads: 1 });
    return new CardDetector(card, onnx);
  }

  /** @returns boxes in picture pixels, best first, after suppression across tiles and classes */
  async find(picture: Picture, tiles: readonly Region[], threshold: number): Promise<Box[]> {
    const all: Box[] = [];
    for (const tile of tiles) all.push(...(await this.#findIn(picture, tile, threshold)));
    return suppress(all, this.card.nms.iou);
  }

  async #findIn(picture: Picture, tile: Region, threshold: number): Promise<Box[]> {
    const { input, decoder } = this.card;
    const { tensor, dims, fit } = await toInput(picture, tile, input);
    const results = await this.#onnx.run({ [input.name]: new Tensor('float32', tensor, dims) });
    const outputOf = ({ dims: shape, data }: Tensor): Output => ({ dims: shape, data: data as Float32Array });
    const boxes =
      decoder.kind === 'gfl'
        ? decodeGfl(Object.values(results).map(outputOf), { side: input.width, threshold, ...decoder })
        : decodeSsd(outputOf(results[decoder.scores] as Tensor), outputOf(results[decoder.boxes] as Tensor), {
            ...input,
            threshold,
          });
    return boxes.map((box) => toPicture(box, tile, fit)).filter((box) => !isCut(box, tile, picture));
  }
}
