import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';

type Library = typeof Holidays;

const require = createRequire(import.meta.url);
let library: Library | undefined;

/** Loads the library at its first use: it takes a quarter of a second and 30 MB, which a server without calendars does not need. */
export function loadDateHolidays(): Library {
  library ??= require('date-holidays') as Library;
  return library;
}
