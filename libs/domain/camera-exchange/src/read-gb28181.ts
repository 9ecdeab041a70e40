import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { headingOfGbDirection } from './directions.ts';
import { isObject, plainValues, type JsonObject } from './read-json.ts';
import {
  columnsOf,
  UnreadableFileError,
  type SourceFile,
  type SourceRecord,
  type SourceValue,
} from './source-file.ts';

/** Device types (digits 11 to 13 of the id) that are cameras: 131 camera, 132 network camera. */
const cameraTypes = new Set(['131', '132']);

/**
 * Reads a GB/T 28181 catalogue (`<DeviceList>` of `<Item>`). Items that are not cameras (directories, recorders, servers)
 * are skipped. `Password` is never read. Directories have no stream URL: new cameras become drafts.
 * @throws {UnreadableFileError} for invalid XML, a document type declaration and other XML
 */
export function readGb28181(text: string): SourceFile {
  const items = itemsOf(parsed(text));
  if (!items) {
    throw new UnreadableFileError(
      'The file is no GB/T 28181 catalogue: expected <Response> with <DeviceList> and <Item> elements. Choose the format of the file.',
    );
  }
  const records = items.map((item, i) => recordOf(isObject(item) ? item : {}, i + 1));
  return { records, columns: columnsOf(records), warnings: [] };
}

function parsed(text: string): unknown {
  if (/<!DOCTYPE/i.test(text)) {
    throw new UnreadableFileError(
      'The XML has a document type declaration, which this server rejects (entity expansion). Remove <!DOCTYPE …>.',
    );
  }
  const validity = XMLValidator.validate(text);
  if (validity !== true) {
    const { msg, line } = validity.err;
    throw new UnreadableFileError(`The XML is invalid at line ${line}: ${msg} Export the catalogue again.`);
  }
  return new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Item' }).parse(text);
}

/** The items of the first device list at the root or in its root element. */
function itemsOf(document: unknown): readonly unknown[] | undefined {
  if (!isObject(document)) return undefined;
  const roots = [document, ...Object.values(document)];
  const root = roots.find((candidate) => isObject(candidate) && 'DeviceList' in candidate);
  if (!isObject(root)) return undefined;
  const list = root['DeviceList'];
  const items = isObject(list) ? list['Item'] : [];
  return Array.isArray(items) ? (items as readonly unknown[]) : [];
}

function recordOf(item: JsonObject, row: number): SourceRecord {
  const info = isObject(item['Info']) ? item['Info'] : {};
  const values = plainValues({ ...info, ...item });
  const hadPassword = (values.get('Password') ?? '') !== '';
  values.delete('Password');
  setDerived(values);
  const code = String(values.get('DeviceID') ?? '').trim();
  const isSkipped = /^\d{2,20}$/.test(code) && !cameraTypes.has(code.slice(10, 13));
  const warnings = isSkipped ? [notACamera(code)] : hadPassword ? [passwordIgnored] : [];
  return { row, values, problems: [], warnings, isSkipped };
}

/** Heading and indoor, from their codes (RoomType 1: outdoors, 2: indoors). */
function setDerived(values: Map<string, SourceValue>): void {
  const heading = headingOfGbDirection(String(values.get('DirectionType') ?? ''));
  if (heading !== undefined) values.set('heading', heading);
  const room = String(values.get('RoomType') ?? '').trim();
  if (room === '1' || room === '2') values.set('indoor', room === '2');
}

export const passwordIgnored = 'The password in the file is ignored: it was not read and not stored.';

function notACamera(code: string): string {
  return code.length < 20
    ? `The id ${code} is an administrative region, not a camera; it is skipped.`
    : `The id ${code} has the device type ${code.slice(10, 13)}, which is not a camera (131, 132); it is skipped.`;
}
