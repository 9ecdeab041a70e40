import type { Condition } from '@vialog/events';
import { judge, onBin, onGap, onSlot, type Judgement, type Sql } from './condition-sql.ts';
import type { AtPlace } from './place-condition.ts';
import type { Place } from './read-file.ts';

/** Places of one file for which the condition reduces to the same condition. */
export interface PlaceGroup {
  readonly places: readonly Place[];
  /** Exact, on a row of `slot`. */
  readonly slot: Sql;
  readonly bin: Judgement;
  readonly gap: Judgement;
  /** True when the group contains every place of the file. */
  readonly isWhole: boolean;
}

/** Reduces the condition at each place and groups places with the same result. Omits places where no record can match. */
export function placeGroups(places: readonly Place[], reduce: AtPlace): readonly PlaceGroup[] {
  const groups = new Map<string, { condition: Condition; shift: number; places: Place[] }>();
  for (const place of places) {
    const { condition, shift } = reduce(place.facts);
    if (condition.kind === 'none') continue;
    const key = condition.kind === 'all' ? '' : JSON.stringify([condition, shift]);
    const group = groups.get(key);
    if (group) group.places.push(place);
    else groups.set(key, { condition, shift, places: [place] });
  }
  return [...groups.values()].map(({ condition, shift, places: some }) => ({
    places: some,
    slot: judge(condition, onSlot(shift)).must,
    bin: judge(condition, onBin(shift)),
    gap: judge(condition, onGap(shift)),
    isWhole: some.length === places.length,
  }));
}
