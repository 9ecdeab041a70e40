import { Body, Controller, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import {
  countsBatchInput,
  countsImportQuery,
  countsImportReport,
  countsReport,
  maxCountsPerBatch,
  type CountsBatchInput,
  type CountsImportQuery,
  type CountsImportReport,
  type CountsReport,
} from '@vialog/contracts';
import { acceptCounts, readCountFile, rowsOfBatch, type CountPorts, type SendCounts } from '@vialog/counters';
import type { EventPorts } from '@vialog/events';
import type { FastifyRequest } from 'fastify';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema } from '../http/api-response.decorator.ts';
import { delimiterOf, fileMediaTypes, fileOf } from '../http/file-bodies.ts';
import { eventPortsToken, sendCountsToken } from '../tokens.ts';

/** Counts of loops, barriers and people, which become count events with the origin counter. */
@Controller('v1/events')
export class CounterController {
  readonly #ports: CountPorts;

  constructor(@Inject(eventPortsToken) events: EventPorts, @Inject(sendCountsToken) send: SendCounts) {
    const { trends, cameras, clock } = events;
    this.#ports = { trends, cameras, clock, send };
  }

  @Post('batch')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiResponseSchema(countsReport)
  batch(@Body({ schema: countsBatchInput }) { items }: CountsBatchInput): Promise<CountsReport> {
    return acceptCounts(this.#ports, rowsOfBatch(items));
  }

  @Post('import')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiConsumes(...fileMediaTypes)
  @ApiBody({ description: 'The CSV file, up to 32 MiB', schema: { type: 'string', format: 'binary' } })
  @ApiResponseSchema(countsImportReport)
  async import(
    @Query({ schema: countsImportQuery }) query: CountsImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<CountsImportReport> {
    const dryRun = query.dryRun === 'true';
    const { counter, zone, timeZone, columns, encoding } = query;
    const delimiter = delimiterOf(query.delimiter);
    const file = readCountFile(fileOf(request), { counter, zone, timeZone, columns, encoding, delimiter });
    const report = await acceptCounts(this.#ports, file.rows, { dryRun });
    const problems = [...file.problems, ...report.problems].sort((a, b) => a.row - b.row);
    return {
      ...report,
      dryRun,
      rejected: report.rejected + file.problems.length,
      problems: problems.slice(0, maxCountsPerBatch),
      columns: { ...file.columns },
      warnings: [...file.warnings],
    };
  }
}
