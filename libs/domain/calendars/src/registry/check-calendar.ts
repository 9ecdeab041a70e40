import { maxCalendars, VialogError } from '@vialog/contracts';
import type { CalendarPorts } from './calendar-ports.ts';

/** @throws {VialogError} SITE_NOT_FOUND when one of the sites does not exist */
export async function checkSites(
  { sites }: Pick<CalendarPorts, 'sites'>,
  siteIds: readonly string[] | null | undefined,
): Promise<void> {
  for (const siteId of siteIds ?? [])
    if (!(await sites.site(siteId)))
      throw new VialogError('SITE_NOT_FOUND', `There is no site with the id "${siteId}".`);
}

/** @throws {VialogError} VALIDATION_FAILED when there are too many calendars */
export async function checkNumber({ calendars }: Pick<CalendarPorts, 'calendars'>): Promise<void> {
  if ((await calendars.list()).length < maxCalendars) return;
  throw new VialogError(
    'VALIDATION_FAILED',
    `There are ${maxCalendars} calendars already; expected fewer. Delete some that are not used.`,
  );
}
