import type { EvaluationProcess } from '@vialog/compose-detectors/models';
import type { ModelBinding, RgbPicture } from '@vialog/contracts';
import {
  classesOf,
  objectFigures,
  objectGroups,
  type GroupMatches,
  type ObjectsSet,
  type TrueObject,
} from '@vialog/evaluation';
import type { ObjectsResult } from './evaluation-report.ts';

/** A picture with its objects. */
export interface ObjectsCase {
  readonly objects: readonly TrueObject[];
  readonly picture: () => Promise<RgbPicture>;
}

/** Lowest score of a detection that is compared, 0..1: average precision needs the ones below the threshold. */
const minScore = 0.01;

/**
 * Compares the detections in whole pictures with the objects of a set.
 * @throws {Error} when the model fails on a picture
 */
export async function evaluateObjects(
  { cases, classes }: { readonly cases: readonly ObjectsCase[]; readonly classes: ObjectsSet['classes'] },
  model: ModelBinding,
  detector: EvaluationProcess,
): Promise<ObjectsResult> {
  const groups = objectGroups.filter((group) => classesOf(group).some((name) => classes.includes(name)));
  const matches: GroupMatches[] = [];
  for (const { objects, picture } of cases)
    matches.push(...(await detector.match(await picture(), { model, truth: objects, groups, minScore })));
  return {
    modelId: model.modelId,
    pictures: cases.length,
    figures: groups.map((group) =>
      objectFigures(
        group,
        matches.filter((each) => each.group === group),
      ),
    ),
  };
}
