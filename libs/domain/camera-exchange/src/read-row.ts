import {
  cameraId as cameraIdSchema,
  cameraInput,
  governance,
  lifecycle,
  maskedValue,
  maskUrl,
  stream as storedStream,
  type CoordinateSystem,
} from '@vialog/contracts';
import type { z } from 'zod';
import type { FieldName } from './camera-fields.ts';
import type { CameraRow, StatedCamera } from './camera-row.ts';
import {
  headingCell,
  isStated,
  listCell,
  numberCell,
  switchCell,
  textCell,
  type CellValue,
} from './cell-values.ts';
import { readPosition } from './read-position.ts';
import type { SourceRecord, SourceValue } from './source-file.ts';

type Section = 'camera' | 'stream' | 'governance' | 'row';

interface FieldReader {
  readonly section: Section;
  readonly key: string;
  readonly cell: (found: SourceValue, isSheet: boolean) => CellValue<unknown>;
  readonly schema: z.ZodType;
}

const camera = cameraInput.shape;
// The form without credentials: a list must not carry passwords.
const stream = storedStream.shape;
const duty = governance.shape;

const noSecretExpected =
  'expected a URL without a password or token in its parameters; set credentials at the camera after the import';

/** Whether the URL has no secret parameter, neither in the clear nor masked. */
function hasNoSecret(url: string): boolean {
  return !url.includes(maskedValue) && maskUrl(url) === url;
}

const field = (
  section: Section,
  key: string,
  schema: z.ZodType,
  cell: FieldReader['cell'] = textCell,
): FieldReader => ({ section, key, cell, schema });

/** How each field is read and checked: one schema with the API. Positions are read separately. */
const readers: Readonly<Record<Exclude<FieldName, 'longitude' | 'latitude'>, FieldReader>> = {
  cameraId: field('row', 'cameraId', cameraIdSchema),
  lifecycle: field('row', 'lifecycle', lifecycle, (found) => lowerCase(textCell(found))),
  code: field('camera', 'code', camera.code),
  name: field('camera', 'name', camera.name),
  heading: field('camera', 'heading', camera.heading, headingCell),
  fieldOfView: field('camera', 'fieldOfView', camera.fieldOfView, numberCell),
  height: field('camera', 'height', camera.height, numberCell),
  tilt: field('camera', 'tilt', camera.tilt, numberCell),
  indoor: field('camera', 'indoor', camera.indoor, switchCell),
  maker: field('camera', 'maker', camera.maker),
  hardwareModel: field('camera', 'hardwareModel', camera.hardwareModel),
  recorderLink: field('camera', 'recorderLink', camera.recorderLink),
  tags: field('camera', 'tags', camera.tags, listCell),
  groups: field('camera', 'groups', camera.groups, listCell),
  timeZone: field('camera', 'timeZone', camera.timeZone),
  streamUrl: field('stream', 'url', stream.url.refine(hasNoSecret, noSecretExpected)),
  transport: field('stream', 'transport', stream.transport, (found) => lowerCase(textCell(found))),
  refreshMs: field('stream', 'refreshMs', stream.refreshMs, numberCell),
  certificateSha256: field('stream', 'certificateSha256', stream.certificateSha256),
  aspectRatio: field('stream', 'aspectRatio', stream.aspectRatio),
  owner: field('governance', 'owner', duty.owner),
  contact: field('governance', 'contact', duty.contact),
  purpose: field('governance', 'purpose', duty.purpose),
  legalBasis: field('governance', 'legalBasis', duty.legalBasis),
  noticeUrl: field('governance', 'noticeUrl', duty.noticeUrl),
  terms: field('governance', 'terms', duty.terms),
  attribution: field('governance', 'attribution', duty.attribution),
  endsAt: field('governance', 'endsAt', duty.endsAt),
  confirmedAt: field('governance', 'confirmedAt', duty.confirmedAt),
};

export interface RowOptions {
  readonly columns: ReadonlyMap<FieldName, string>;
  readonly crs: CoordinateSystem;
  /** The file is a spreadsheet, whose cells can hold formulas. */
  readonly isSheet: boolean;
}

/** Reads one record: each field by its own rule, so that a row reports every problem at once. */
export function readRow(record: SourceRecord, { columns, crs, isSheet }: RowOptions): CameraRow {
  const { row, line, warnings } = record;
  if (record.isSkipped === true)
    return { row, line, stated: nameOnly(record, columns), isSkipped: true, problems: [], warnings };
  const { sections, problems } = readFields(record, { columns, isSheet });
  const read = record.problems.length > 0 ? { problems: [] } : readPosition(record, columns, crs);
  const stated = statedOf(sections, read.position);
  if (stated.name === undefined && !problems.some((problem) => problem.includes(`"${columns.get('name')}"`)))
    problems.push('The row has no name: expected a display name of the camera. Fill in the name.');
  const all = [...record.problems, ...problems, ...read.problems];
  return { ...sections.row, row, line, stated, isSkipped: false, problems: all, warnings };
}

function readFields(record: SourceRecord, { columns, isSheet }: Omit<RowOptions, 'crs'>) {
  const sections: Record<Section, Record<string, unknown>> = {
    camera: {},
    stream: {},
    governance: {},
    row: {},
  };
  const problems: string[] = [];
  for (const [name, reader] of Object.entries(readers)) {
    const column = columns.get(name as FieldName);
    const found = column === undefined ? undefined : record.values.get(column);
    if (column === undefined || !isStated(found)) continue;
    const result = readField(reader, { column, found, isSheet });
    if (typeof result === 'string') problems.push(result);
    else sections[reader.section][reader.key] = result.value;
  }
  return { sections, problems };
}

function statedOf(
  sections: Readonly<Record<Section, Record<string, unknown>>>,
  position: StatedCamera['position'],
): StatedCamera {
  return {
    ...sections.camera,
    ...(position ? { position } : {}),
    ...(Object.keys(sections.stream).length > 0 ? { stream: sections.stream } : {}),
    ...(Object.keys(sections.governance).length > 0 ? { governance: sections.governance } : {}),
  };
}

function nameOnly(record: SourceRecord, columns: ReadonlyMap<FieldName, string>): StatedCamera {
  const textOf = (name: FieldName) =>
    String(record.values.get(columns.get(name) ?? '') ?? '')
      .trim()
      .slice(0, 120);
  return {
    ...(textOf('name') ? { name: textOf('name') } : {}),
    ...(textOf('code') ? { code: textOf('code') } : {}),
  };
}

/** The checked value, or a sentence. A stream URL is not repeated in it: it may contain a password. */
function readField(
  reader: FieldReader,
  {
    column,
    found,
    isSheet,
  }: { readonly column: string; readonly found: SourceValue; readonly isSheet: boolean },
): { readonly value: unknown } | string {
  const cell = reader.cell(found, isSheet);
  const shown = reader.key === 'url' ? '' : `, found "${String(found).trim().slice(0, 60)}"`;
  if (cell.kind === 'invalid') return `Invalid "${column}": expected ${cell.expected}${shown}.`;
  const result = reader.schema.safeParse(cell.value);
  if (result.success) return { value: result.data };
  const message = result.error.issues[0]?.message ?? 'expected another value';
  return `Invalid "${column}": ${message}${message.includes('found ') ? '' : shown}. Correct the value in the file.`;
}

const lowerCase = (cell: CellValue<string>): CellValue<string> =>
  cell.kind === 'value' ? { kind: 'value', value: cell.value.toLowerCase() } : cell;
