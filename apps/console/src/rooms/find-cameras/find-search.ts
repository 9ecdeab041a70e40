/** The address of the room: `?continues=true` where it was opened from a camera that is being added. */
export interface FindSearch {
  readonly continues?: true;
}

export const readFindSearch = (search: Record<string, unknown>): FindSearch =>
  search.continues === undefined ? {} : { continues: true };
