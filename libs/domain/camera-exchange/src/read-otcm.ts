import { headingOfDirection } from './directions.ts';
import { isObject, parseJson, plainValues, type JsonObject } from './read-json.ts';
import {
  columnsOf,
  UnreadableFileError,
  type SourceFile,
  type SourceRecord,
  type SourceValue,
} from './source-file.ts';

/**
 * Reads OpenTrafficCamMap JSON: camera objects in lists, nested by country, state and county or flat. Early files hold
 * the place in `location`. `update_rate` has no defined unit and is ignored.
 * @see https://github.com/AidanWelch/OpenTrafficCamMap
 * @throws {UnreadableFileError} when the file holds no cameras of this format
 */
export function readOtcm(text: string): SourceFile {
  const cameras = [...camerasIn(parseJson(text), [])];
  if (cameras.length === 0) {
    throw new UnreadableFileError(
      'The file has no cameras of OpenTrafficCamMap: expected lists of objects with description, latitude, longitude and url. Choose the format of the file.',
    );
  }
  const records = cameras.map(recordOf);
  return { records, columns: columnsOf(records), warnings: [] };
}

/** Depth-first, in the order of the file. Depth: country, state, county, list. */
function* camerasIn(value: unknown, path: readonly string[]): Generator<JsonObject> {
  if (Array.isArray(value)) {
    for (const item of value) yield isObject(item) ? item : {};
  } else if (isObject(value) && path.length < 4) {
    for (const [name, child] of Object.entries(value)) yield* camerasIn(child, [...path, name]);
  }
}

function recordOf(camera: JsonObject, index: number): SourceRecord {
  const location = camera['location'];
  const values = plainValues(isObject(location) ? { ...camera, ...location } : camera);
  const warnings = [...directionWarnings(values), ...reviewWarnings(values)];
  return { row: index + 1, values, problems: [], warnings };
}

/** Replaces the direction, a word, by the heading in degrees. */
function directionWarnings(values: Map<string, SourceValue>): string[] {
  const direction = values.get('direction');
  values.delete('direction');
  if (direction === undefined || direction === '' || values.has('heading')) return [];
  const heading = headingOfDirection(String(direction));
  if (heading !== undefined) values.set('heading', heading);
  return heading === undefined
    ? [
        `Unknown direction "${String(direction).slice(0, 40)}": expected a word like N, NE or east. The heading stays unset.`,
      ]
    : [];
}

function reviewWarnings(values: Map<string, SourceValue>): string[] {
  const isMarked = [...values].some(([name, value]) => /^marked_?for_?review$/i.test(name) && value === true);
  return isMarked
    ? ['The source marks this camera for review: check that its stream and position are right.']
    : [];
}
