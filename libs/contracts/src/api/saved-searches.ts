import { z } from 'zod';
import { searchLine } from './event-responses.ts';
import { cameraId } from '../records/ids.ts';
import { instant } from '../records/instant.ts';
import { readableText } from '../records/readable-text.ts';

/** Maximum number of saved searches of an installation. */
export const maxSavedSearches = 1000;

const fields = {
  name: readableText(
    z.string().trim().min(1, 'expected 1 to 120 characters').max(120, 'expected 1 to 120 characters'),
  ).describe('Name of the saved search'),
  q: searchLine,
};

export const savedSearchId = cameraId.describe('Id of the saved search, 12 characters of 0-9 a-z');

export const savedSearchInput = z.strictObject(fields).describe('A search line with a name');
export type SavedSearchInput = z.infer<typeof savedSearchInput>;

export const savedSearchPatch = z
  .strictObject(fields)
  .partial()
  .describe('The fields of a saved search that change');
export type SavedSearchPatch = z.infer<typeof savedSearchPatch>;

export const savedSearch = z
  .strictObject({
    savedSearchId,
    ...fields,
    savedBy: z.string().max(200).describe('Who saved the search: the name of the account'),
    createdAt: instant.describe('When the search was saved'),
    changedAt: instant.describe('When its name or search line was changed last'),
  })
  .describe('A search line that was saved under a name');
export type SavedSearch = z.infer<typeof savedSearch>;

export const savedSearchesResponse = z
  .strictObject({ items: z.array(savedSearch).describe('By name, then by id') })
  .describe('All saved searches');
export type SavedSearchesResponse = z.infer<typeof savedSearchesResponse>;
