import { headingOfApeDirection } from './directions.ts';
import { isObject, parseJson, plainValues, type JsonObject } from './read-json.ts';
import { passwordIgnored } from './read-gb28181.ts';
import { columnsOf, UnreadableFileError, type SourceFile, type SourceRecord } from './source-file.ts';

/** Lists of GA/T 1400 that describe people or vehicles. Vialog never reads them. */
const rejectedLists =
  /^(Face|Person|MotorVehicle|NonMotorVehicle|Image|VideoSlice|Thing|Scene|SubImage|Disposition)/;

/**
 * Reads the device objects (APE) of GA/T 1400 JSON. `Password` and `UserId` are never read.
 * @throws {UnreadableFileError} for files with face, person or vehicle objects, and for other JSON
 */
export function readGat1400(text: string): SourceFile {
  const document = parseJson(text);
  rejectPeople(document);
  const devices = devicesOf(document);
  if (!devices) {
    throw new UnreadableFileError(
      'The file has no GA/T 1400 devices: expected {"APEListObject": {"APEObject": […]}}. Choose the format of the file.',
    );
  }
  const records = devices.map((device, i) => recordOf(isObject(device) ? device : {}, i + 1));
  return { records, columns: columnsOf(records), warnings: [] };
}

function rejectPeople(document: unknown): void {
  const name = isObject(document) ? Object.keys(document).find((key) => rejectedLists.test(key)) : undefined;
  if (name === undefined) return;
  throw new UnreadableFileError(
    `The file has "${name}": expected devices (APEListObject) only. Vialog reads no faces, persons or vehicles; export the devices alone.`,
  );
}

function devicesOf(document: unknown): readonly unknown[] | undefined {
  if (Array.isArray(document)) return document as readonly unknown[];
  if (!isObject(document)) return undefined;
  const list = isObject(document['APEListObject']) ? document['APEListObject'] : document;
  const devices = list['APEObject'];
  return isObject(devices) ? [devices] : Array.isArray(devices) ? (devices as readonly unknown[]) : undefined;
}

function recordOf(device: JsonObject, row: number): SourceRecord {
  const values = plainValues(device);
  const hadPassword = (values.get('Password') ?? '') !== '';
  values.delete('Password');
  values.delete('UserId');
  const heading = headingOfApeDirection(String(values.get('MonitorDirection') ?? ''));
  if (heading !== undefined) values.set('heading', heading);
  return { row, values, problems: [], warnings: hadPassword ? [passwordIgnored] : [] };
}
