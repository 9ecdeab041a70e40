import { z } from 'zod';
import { lifecycle } from '../records/camera.ts';
import { cameraId, siteId } from '../records/ids.ts';
import { timeZone } from '../records/time-zone.ts';

/** Formats of camera lists, for import and export. */
export const exchangeFormats = ['csv', 'geojson', 'otcm', 'gb28181', 'gat1400'] as const;
export const exchangeFormat = z
  .enum(exchangeFormats)
  .describe(
    'csv; geojson: RFC 7946; otcm: OpenTrafficCamMap JSON; gb28181: GB/T 28181 catalogue XML; gat1400: GA/T 1400 APE JSON',
  );
export type ExchangeFormat = z.infer<typeof exchangeFormat>;

export const coordinateSystem = z
  .enum(['wgs84', 'gcj02', 'bd09'])
  .describe(
    'Coordinate system of the positions in the file; the registry stores WGS-84. gcj02 and bd09 are used by maps in China',
  );
export type CoordinateSystem = z.infer<typeof coordinateSystem>;

/** Maximum size of an imported file, bytes. */
export const maxImportBytes = 32 * 1_048_576;
/** Maximum number of rows in an imported file. */
export const maxImportRows = 50_000;

const yesOrNo = z.enum(['true', 'false']);

export const importQuery = z.strictObject({
  format: exchangeFormat,
  dryRun: yesOrNo.default('false').describe('true: only report what the import would do'),
  crs: coordinateSystem.default('wgs84'),
  timeZone: timeZone
    .optional()
    .describe('Time zone of new cameras whose row states none, e.g. Asia/Shanghai; default UTC'),
  lifecycle: z
    .enum(['draft', 'active'])
    .default('active')
    .describe(
      'State of new cameras whose row states none; cameras without a stream URL are always registered as drafts',
    ),
  group: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .optional()
    .describe('Group added to every imported camera; `gone` is then reported within this group'),
  columns: z
    .string()
    .max(2_000)
    .optional()
    .describe('Column mapping, like `name=Standort,latitude=Breite`; field names as in the CSV export'),
  encoding: z
    .string()
    .max(40)
    .optional()
    .describe('Character encoding, e.g. gb18030; default: byte order mark, XML declaration, then UTF-8'),
  delimiter: z
    .enum(['comma', 'semicolon', 'tab', 'pipe'])
    .optional()
    .describe('CSV column separator; default: detected from the header line'),
});
export type ImportQuery = z.infer<typeof importQuery>;

export const exportQuery = z.strictObject({
  format: exchangeFormat,
  crs: coordinateSystem.default('wgs84'),
  lifecycle: lifecycle.optional().describe('Only cameras in this state; default: all but retired cameras'),
  group: z.string().min(1).max(40).optional().describe('Only cameras of this group'),
  site: siteId.optional().describe('Only cameras with a zone that counts for this site'),
});
export type ExportQuery = z.infer<typeof exportQuery>;

export const rowOutcomes = ['new', 'changed', 'unchanged', 'repeated', 'skipped', 'invalid'] as const;
export const matchKeys = ['cameraId', 'code', 'url', 'position'] as const;

const sentences = z.array(z.string());

export const importRow = z
  .object({
    row: z.int().min(1).describe('Number of the record in the file, from 1; a CSV header is not counted'),
    line: z.int().min(1).optional().describe('Line of the file at which the record starts'),
    outcome: z
      .enum(rowOutcomes)
      .describe('repeated: identical to an earlier row; skipped: not a camera; invalid: see problems'),
    name: z.string().optional().describe('Name in the file'),
    code: z.string().optional().describe('Code in the file'),
    cameraId: cameraId.optional().describe('Registered camera that the row matches, or the new camera'),
    matchedBy: z
      .enum(matchKeys)
      .optional()
      .describe('Key by which the camera was found; position: same name, position and heading'),
    changes: z.array(z.string()).describe('Fields that the import changes'),
    duplicates: z
      .array(
        z.object({
          by: z
            .enum(['url', 'position'])
            .describe('url: same stream URL; position: near, with the same heading'),
          cameraId: cameraId.optional().describe('Registered camera'),
          row: z.int().min(1).optional().describe('Other row of the file'),
          distanceM: z.number().min(0).describe('Distance between the positions, m'),
        }),
      )
      .describe('Possible duplicates that a person should check'),
    problems: sentences.describe('Why the row cannot be imported'),
    warnings: sentences.describe('Warnings; they do not prevent the import'),
  })
  .describe('Result for one row of an import');
export type ImportRow = z.infer<typeof importRow>;

export const importReport = z
  .object({
    dryRun: z.boolean().describe('true: nothing was stored'),
    applied: z.boolean().describe('true: all new and changed cameras were stored'),
    summary: z
      .object({
        new: z.int().min(0).describe('New cameras, number'),
        changed: z.int().min(0).describe('Changed cameras, number'),
        unchanged: z.int().min(0).describe('Rows equal to the registered camera, number'),
        repeated: z.int().min(0).describe('Rows identical to an earlier row, number'),
        skipped: z.int().min(0).describe('Records that are not cameras, number'),
        invalid: z.int().min(0).describe('Rows with problems, number'),
        gone: z.int().min(0).describe('Registered cameras that are not in the file, number'),
      })
      .describe('Number of rows per outcome'),
    problems: sentences.describe('Problems of the file as a whole'),
    warnings: sentences.describe('Warnings about the file as a whole'),
    rows: z.array(importRow).describe('In the order of the file'),
    gone: z
      .array(
        z.object({
          cameraId,
          name: z.string().describe('Display name'),
          code: z.string().optional().describe('Code'),
        }),
      )
      .describe(
        'Registered cameras, not retired, that are not in the file; the import leaves them unchanged',
      ),
  })
  .describe('Row-by-row report of an import');
export type ImportReport = z.infer<typeof importReport>;
