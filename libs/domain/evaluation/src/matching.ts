/** What a detector process needs: nothing that reads files. */
export {
  matchObjects,
  type DetectedObject,
  type GroupMatches,
  type ObjectGroup,
  type PictureDetections,
  type TrueObject,
} from './match-objects.ts';
