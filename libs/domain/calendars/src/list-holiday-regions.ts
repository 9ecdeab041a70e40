import { VialogError, type HolidayRegionsQuery, type HolidayRegionsResponse } from '@vialog/contracts';
import type { HolidayRules } from './holiday-rules.port.ts';

/**
 * Countries whose holidays are known, or the parts of one.
 * @throws {VialogError} VALIDATION_FAILED when the country or state has no parts with other holidays
 */
export function listHolidayRegions(
  rules: HolidayRules,
  { within }: HolidayRegionsQuery,
): HolidayRegionsResponse {
  const items = rules.regions(within);
  if (within === undefined || items.length > 0) return { items: [...items] };
  const message = `"${within}" has no states or regions with other holidays; expected a country or state like DE.`;
  throw new VialogError('VALIDATION_FAILED', message, { details: [{ path: 'within', message }] });
}
