import { countClass } from '@vialog/contracts';
import { directions, type Crossing, type Direction } from './crossing.ts';

const columns = ['time', 'class', 'direction'] as const;
type Column = (typeof columns)[number];

/**
 * Reads known crossings from CSV with the columns `time`, `class` and `direction` in any order; other columns are ignored.
 * `time` is the time since the clip began, in seconds (`75.2`) or as `[h:]mm:ss` (`1:15.2`).
 *
 * @throws {Error} when a row is invalid; the message names the row, what was expected and what was found
 */
export function readTruth(text: string): Crossing[] {
  // Editors on Windows write a byte order mark.
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const separator = (rows[0] ?? '').includes(';') ? ';' : ',';
  const cellsOf = (row: string) => row.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const places = placesOf(cellsOf(rows[0] ?? ''));
  const crossings = rows.slice(1).flatMap((row, index) => {
    if (row.trim() === '') return [];
    const cells = cellsOf(row);
    return [crossingOf((column) => cells[places[column]] ?? '', index + 2)];
  });
  return crossings.toSorted((a, b) => a.at - b.at);
}

function placesOf(header: readonly string[]): Record<Column, number> {
  const names = header.map((name) => name.toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    throw new Error(
      `row 1: expected a header with the columns time, class and direction; found "${header.join(',')}"`,
    );
  return {
    time: names.indexOf('time'),
    class: names.indexOf('class'),
    direction: names.indexOf('direction'),
  };
}

function crossingOf(cell: (column: Column) => string, row: number): Crossing {
  const fail = (column: Column, expected: string): never => {
    throw new Error(`row ${row}, ${column}: expected ${expected}; found "${cell(column)}"`);
  };
  const at = timeOf(cell('time'));
  const vehicleClass = countClass.safeParse(cell('class').toLowerCase());
  const direction = directionOf(cell('direction'));
  return {
    at: at ?? fail('time', 'seconds since the clip began, like 75.2, or minutes and seconds, like 1:15.2'),
    vehicleClass: vehicleClass.success ? vehicleClass.data : fail('class', countClass.options.join(', ')),
    direction: direction ?? fail('direction', 'inbound or outbound'),
  };
}

const directionOf = (text: string): Direction | undefined =>
  directions.find((known) => known === text.toLowerCase());

/** ms */
function timeOf(text: string): number | undefined {
  const [, hours = '0', minutes = '0', seconds] =
    /^(?:(?:(\d+):)?(\d{1,3}):)?(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (seconds === undefined || (text.includes(':') && Number(seconds) >= 60)) return undefined;
  return Math.round((Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000);
}
