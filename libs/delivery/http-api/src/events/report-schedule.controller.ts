import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Req,
  type StreamableFile,
} from '@nestjs/common';
import {
  listedReportRun,
  reportFormat,
  reportRunId,
  reportRunsPage,
  reportRunsQuery,
  reportSchedule,
  reportScheduleId,
  reportScheduleInput,
  reportSchedulePatch,
  reportSchedulesResponse,
  type ListedReportRun,
  type ReportFormat,
  type ReportRunsPage,
  type ReportRunsQuery,
  type ReportSchedule,
  type ReportScheduleInput,
  type ReportSchedulePatch,
  type ReportSchedulesResponse,
} from '@vialog/contracts';
import {
  changeReportSchedule,
  createReportSchedule,
  deleteReportSchedule,
  listReportRuns,
  listReportSchedules,
  readReportFile,
  startReportRun,
  type ReportSchedulePorts,
} from '@vialog/reports';
import { principalOf, type AuthenticatedRequest } from '../access/authenticated-request.ts';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiProblemResponse, ApiResponseSchema, ApiStreamResponse } from '../http/api-response.decorator.ts';
import { attachment } from '../http/attachment.ts';
import { reportSchedulePortsToken } from '../tokens.ts';

/** Reports that are written regularly, their runs and files. */
@Controller('v1/report-schedules')
export class ReportScheduleController {
  readonly #ports: ReportSchedulePorts;

  constructor(@Inject(reportSchedulePortsToken) ports: ReportSchedulePorts) {
    this.#ports = ports;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(reportSchedulesResponse)
  list(): Promise<ReportSchedulesResponse> {
    return listReportSchedules(this.#ports);
  }

  @Post()
  @RequirePermission('write')
  @ApiResponseSchema(reportSchedule, 201)
  create(
    @Body({ schema: reportScheduleInput }) input: ReportScheduleInput,
    @Req() request: AuthenticatedRequest,
  ): Promise<ReportSchedule> {
    return createReportSchedule(this.#ports, { input, createdBy: principalOf(request).name });
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(reportSchedule)
  change(
    @Param('id', { schema: reportScheduleId }) id: string,
    @Body({ schema: reportSchedulePatch }) patch: ReportSchedulePatch,
  ): Promise<ReportSchedule> {
    return changeReportSchedule(this.#ports, id, patch);
  }

  @Delete(':id')
  @RequirePermission('write')
  @HttpCode(204)
  @ApiProblemResponse()
  delete(@Param('id', { schema: reportScheduleId }) id: string): Promise<void> {
    return deleteReportSchedule(this.#ports, id);
  }

  @Get(':id/runs')
  @RequirePermission('read')
  @ApiResponseSchema(reportRunsPage)
  runs(
    @Param('id', { schema: reportScheduleId }) id: string,
    @Query({ schema: reportRunsQuery }) query: ReportRunsQuery,
  ): Promise<ReportRunsPage> {
    return listReportRuns(this.#ports, id, query);
  }

  /** Starts a run now, for the period before today. */
  @Post(':id/runs')
  @RequirePermission('write')
  @ApiResponseSchema(listedReportRun, 201)
  run(@Param('id', { schema: reportScheduleId }) id: string): Promise<ListedReportRun> {
    return startReportRun(this.#ports, id);
  }
}

/** Files of runs. */
@Controller('v1/report-runs')
export class ReportRunController {
  readonly #ports: ReportSchedulePorts;

  constructor(@Inject(reportSchedulePortsToken) ports: ReportSchedulePorts) {
    this.#ports = ports;
  }

  @Get(':id/files/:format')
  @RequirePermission('read')
  @ApiStreamResponse('application/octet-stream', 'The file of the run')
  async file(
    @Param('id', { schema: reportRunId }) id: string,
    @Param('format', { schema: reportFormat }) format: ReportFormat,
  ): Promise<StreamableFile> {
    const { content, fileName } = await readReportFile(this.#ports, id, format);
    return attachment({ pieces: content, mediaType: 'application/octet-stream', fileName });
  }
}
