import type { TFunction } from 'i18next';
import type { LineDirections } from '@vialog/contracts';

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
