import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import {
  report,
  reportChartQuery,
  reportFileQuery,
  reportQuery,
  type Report,
  type ReportChartQuery,
  type ReportFileQuery,
  type ReportQuery,
} from '@vialog/contracts';
import { composeReport, reportChartSvg, reportFile, type ReportFilePorts } from '@vialog/reports';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { reportPortsToken } from '../tokens.ts';

/** Reports on trends: figures, coverage and method, as data and as files. */
@Controller('v1/reports')
export class ReportController {
  readonly #ports: ReportFilePorts;

  constructor(@Inject(reportPortsToken) ports: ReportFilePorts) {
    this.#ports = ports;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(report)
  report(@Query({ schema: reportQuery }) query: ReportQuery): Promise<Report> {
    return composeReport(this.#ports, query);
  }

  @Get('file')
  @RequirePermission('read')
  @ApiStreamResponse('text/html', 'The report in the requested format')
  async file(@Query({ schema: reportFileQuery }) query: ReportFileQuery): Promise<StreamableFile> {
    const { pieces, mediaType, fileName } = await reportFile(this.#ports, query);
    return new StreamableFile(Readable.from(pieces), {
      type: mediaType,
      disposition: `attachment; filename="${fileName}"`,
    });
  }

  @Get('chart')
  @RequirePermission('read')
  @ApiStreamResponse('image/svg+xml', 'One chart of the report')
  async chart(@Query({ schema: reportChartQuery }) query: ReportChartQuery): Promise<StreamableFile> {
    const svg = await reportChartSvg(this.#ports, query);
    return new StreamableFile(Buffer.from(svg), {
      type: 'image/svg+xml',
      disposition: 'attachment; filename="vialog-chart.svg"',
    });
  }
}
