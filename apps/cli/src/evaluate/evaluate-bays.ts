import type { EvaluationProcess } from '@vialog/compose-detectors/models';
import { completeZone, type ModelBinding, type RgbPicture, zone, type Zone } from '@vialog/contracts';
import { baysFigures, type JudgedPicture, type LabelledSpace } from '@vialog/evaluation';
import type { BaysResult } from './evaluation-report.ts';

/** A picture of a lot with its true states. */
export interface LotCase {
  /** The set, or the scenes with which it is summed. */
  readonly source: string;
  readonly spaces: readonly LabelledSpace[];
  readonly picture: () => Promise<RgbPicture>;
}

const zoneId = 'lot';

/**
 * Judges the spaces of pictures as a camera does, each picture for itself.
 * @returns one result per source, in the order of their first picture
 * @throws {Error} when the model fails on a picture or cannot judge parking spaces
 */
export async function evaluateBays(
  cases: readonly LotCase[],
  model: ModelBinding,
  detector: EvaluationProcess,
): Promise<BaysResult[]> {
  const judged = new Map<string, JudgedPicture[]>();
  for (const { source, spaces, picture } of cases) {
    const zones = await detector.count(await picture(), { zones: [lotZone(spaces)], model });
    const states = zones.find((each) => each.zoneId === zoneId)?.bays;
    if (states === undefined)
      throw new Error(`model "${model.modelId}" has no label that occupies a space; give it a class map`);
    const pictures = judged.get(source) ?? [];
    judged.set(source, [...pictures, { states, occupied: spaces.map(({ occupied }) => occupied) }]);
  }
  return [...judged].map(([source, pictures]) => ({
    modelId: model.modelId,
    source,
    figures: baysFigures(pictures),
  }));
}

/** The zone of a camera with these spaces. */
export const lotZone = (spaces: readonly Pick<LabelledSpace, 'polygon'>[]): Zone =>
  zone.parse(
    completeZone({
      zoneId,
      name: zoneId,
      kind: 'bays',
      bays: spaces.map(({ polygon }, i) => ({
        bayId: String(i + 1),
        polygon: polygon.map(([x, y]): [number, number] => [x, y]),
      })),
    }),
  );
