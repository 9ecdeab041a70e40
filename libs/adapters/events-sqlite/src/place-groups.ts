import { judge, onBin, onGap, onSlot, type Judgement, type Sql } from './condition-sql.ts';
import type { AtPlace, SlotCondition } from './place-condition.ts';
import type { Place } from './read-file.ts';

/** Places of one file at which the same is left of the condition. */
export interface PlaceGroup {
  readonly places: readonly Place[];
  /** Exact, on a row of `slot`. */
  readonly slot: Sql;
  readonly bin: Judgement;
  readonly gap: Judgement;
  /** Whether every place of the file is in it. */
  readonly isWhole: boolean;
}

/** Cuts the condition down at each place; places where nothing can match are left out. */
export function placeGroups(places: readonly Place[], condition: AtPlace): readonly PlaceGroup[] {
  const groups = new Map<string, { condition: SlotCondition; places: Place[] }>();
  for (const place of places) {
    const cut = condition(place.facts);
    if (cut.kind === 'none') continue;
    const key = cut.kind === 'all' ? '' : JSON.stringify(cut);
    const group = groups.get(key);
    if (group) group.places.push(place);
    else groups.set(key, { condition: cut, places: [place] });
  }
  return [...groups.values()].map((group) => ({
    places: group.places,
    slot: judge(group.condition, onSlot).must,
    bin: judge(group.condition, onBin),
    gap: judge(group.condition, onGap),
    isWhole: group.places.length === places.length,
  }));
}
