export { readBaysSet, type BaysPicture, type LabelledSpace } from './read-bays-set.ts';
export { readCocoSet, type CategoryMap, type ObjectsPicture, type ObjectsSet } from './read-coco-set.ts';
export { SetError, type SetProblem } from './set-error.ts';
export {
  classesOf,
  matchObjects,
  objectGroups,
  type DetectedObject,
  type GroupMatches,
  type ObjectGroup,
  type PictureDetections,
  type TrueObject,
} from './match-objects.ts';
export { objectFigures, type ObjectFigures } from './object-figures.ts';
export { baysFigures, type BaysFigures, type JudgedPicture, type SpaceShare } from './bays-figures.ts';
export { wilsonInterval, type Interval } from './wilson-interval.ts';
export { isDominated, type Candidate } from './pareto-front.ts';
