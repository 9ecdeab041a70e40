import { Controller, Get, Inject, Query, type StreamableFile } from '@nestjs/common';
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
import { composeReport, reportChartFile, reportFile, type ReportFilePorts } from '@vialog/reports';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { attachment } from '../http/attachment.ts';
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
    return attachment(await reportFile(this.#ports, query));
  }

  @Get('chart')
  @RequirePermission('read')
  @ApiStreamResponse('image/svg+xml', 'One chart of the report in the requested format')
  async chart(@Query({ schema: reportChartQuery }) query: ReportChartQuery): Promise<StreamableFile> {
    return attachment(await reportChartFile(this.#ports, query));
  }
}
