import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import {
  Controller,
  Get,
  Headers,
  HttpCode,
  Inject,
  Post,
  Query,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse } from '@nestjs/swagger';
import { exportCameras, importCameras, readCameraFile, rejectProblems } from '@vialog/camera-exchange';
import {
  exportQuery,
  importQuery,
  importReport,
  type ExportQuery,
  type ImportQuery,
  type ImportReport,
} from '@vialog/contracts';
import { type Registry } from '@vialog/registry';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiProblemResponse, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { delimiterOf, fileMediaTypes, fileOf } from '../http/file-bodies.ts';
import { registryToken } from '../tokens.ts';
import { progressLines } from './progress-lines.ts';

/** Camera lists: import with a row-by-row report, and export. */
@Controller('v1/cameras')
export class CameraExchangeController {
  readonly #registry: Registry;

  constructor(@Inject(registryToken) registry: Registry) {
    this.#registry = registry;
  }

  @Post('import')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiConsumes(...fileMediaTypes)
  @ApiBody({ description: 'The file, up to 32 MiB', schema: { type: 'string', format: 'binary' } })
  @ApiResponse({
    status: 200,
    description:
      'Row-by-row report. With `Accept: application/x-ndjson`: lines {"checked", "rows"} while rows are checked, then {"report"} or {"problem"}',
    standardSchema: importReport,
  })
  @ApiProblemResponse()
  async import(
    @Query({ schema: importQuery }) query: ImportQuery,
    @Req() request: FastifyRequest,
    @Headers('accept') accept = '',
  ): Promise<ImportReport | StreamableFile> {
    const bytes = fileOf(request);
    if (!accept.includes('application/x-ndjson')) return this.#run(query, bytes, () => undefined);
    const lines = progressLines(request, (onProgress) => this.#run(query, bytes, onProgress));
    return new StreamableFile(Readable.from(lines), { type: 'application/x-ndjson' });
  }

  @Get('export')
  @RequirePermission('read')
  @ApiStreamResponse(
    'text/csv',
    'The file; its media type depends on the format. X-Left-Out: cameras without the 20-digit code that the format requires',
  )
  export(
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): StreamableFile {
    const { pieces, mediaType, fileName, leftOut } = exportCameras(this.#registry, query);
    void reply.header('x-left-out', leftOut);
    return new StreamableFile(Readable.from(pieces), {
      type: mediaType,
      disposition: `attachment; filename="${fileName}"`,
    });
  }

  async #run(
    query: ImportQuery,
    bytes: Uint8Array,
    onProgress: (progress: { checked: number; rows: number }) => void,
  ): Promise<ImportReport> {
    const { format, crs, columns, encoding, timeZone, lifecycle, group } = query;
    const file = readCameraFile(bytes, {
      format,
      crs,
      columns,
      encoding,
      delimiter: delimiterOf(query.delimiter),
    });
    const dryRun = query.dryRun === 'true';
    const report = await importCameras(this.#registry, file, {
      dryRun,
      timeZone,
      lifecycle,
      group,
      onProgress: (checked) => onProgress({ checked, rows: file.rows.length }),
      yieldToOthers: () => setImmediate(),
    });
    if (!dryRun) rejectProblems(report);
    return report;
  }
}
