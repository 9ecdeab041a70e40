import type { TFunction } from 'i18next';
import type { LineDirections } from '@vialog/contracts';
import { wholeNumber } from '../format/numbers.ts';
import type { SlotCrossings } from './crossings.ts';

/** The names of the directions of a line; without names, the words of the reader's language for in and out. */
export function directionNames(
  directions: Partial<LineDirections> | undefined,
  t: TFunction,
): LineDirections {
  return {
    inbound: directions?.inbound?.trim() || t('zone.inbound'),
    outbound: directions?.outbound?.trim() || t('zone.outbound'),
  };
}

/** The names of the directions with their crossings, as they are written at a line in a picture. */
export function directionLabels(
  names: LineDirections,
  crossings: SlotCrossings | undefined,
  language: string,
): LineDirections {
  if (!crossings) return names;
  return {
    inbound: `${names.inbound} ${wholeNumber(crossings.inbound, language)}`,
    outbound: `${names.outbound} ${wholeNumber(crossings.outbound, language)}`,
  };
}
