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
} from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import {
  addCalendar,
  changeCalendar,
  deleteCalendar,
  importCalendar,
  listCalendars,
  type CalendarPorts,
} from '@vialog/calendars';
import {
  calendar,
  calendarId,
  calendarImportQuery,
  calendarImportReport,
  calendarInput,
  calendarPatch,
  calendarsResponse,
  type Calendar,
  type CalendarImportQuery,
  type CalendarImportReport,
  type CalendarInput,
  type CalendarPatch,
  type CalendarsResponse,
} from '@vialog/contracts';
import type { FastifyRequest } from 'fastify';
import { RequirePermission } from '../access/require-permission.decorator.ts';
import { ApiProblemResponse, ApiResponseSchema } from '../http/api-response.decorator.ts';
import { fileMediaTypes, fileOf } from '../http/file-bodies.ts';
import { calendarPortsToken } from '../tokens.ts';

/** Calendars of holidays and events, for all accounts. */
@Controller('v1/calendars')
export class CalendarController {
  readonly #ports: CalendarPorts;

  constructor(@Inject(calendarPortsToken) ports: CalendarPorts) {
    this.#ports = ports;
  }

  @Get()
  @RequirePermission('read')
  @ApiResponseSchema(calendarsResponse)
  list(): Promise<CalendarsResponse> {
    return listCalendars(this.#ports.calendars);
  }

  @Post()
  @RequirePermission('write')
  @ApiResponseSchema(calendar, 201)
  add(@Body({ schema: calendarInput }) input: CalendarInput): Promise<Calendar> {
    return addCalendar(this.#ports, input);
  }

  @Post('import')
  @RequirePermission('write')
  @HttpCode(200)
  @ApiConsumes(...fileMediaTypes)
  @ApiBody({
    description: 'The iCalendar file (RFC 5545), up to 1 MiB and 2,000 events',
    schema: { type: 'string', format: 'binary' },
  })
  @ApiResponseSchema(calendarImportReport)
  import(
    @Query({ schema: calendarImportQuery }) query: CalendarImportQuery,
    @Req() request: FastifyRequest,
  ): Promise<CalendarImportReport> {
    return importCalendar(this.#ports, fileOf(request), query);
  }

  @Patch(':id')
  @RequirePermission('write')
  @ApiResponseSchema(calendar)
  change(
    @Param('id', { schema: calendarId }) id: string,
    @Body({ schema: calendarPatch }) patch: CalendarPatch,
  ): Promise<Calendar> {
    return changeCalendar(this.#ports, id, patch);
  }

  @Delete(':id')
  @RequirePermission('write')
  @HttpCode(204)
  @ApiProblemResponse()
  delete(@Param('id', { schema: calendarId }) id: string): Promise<void> {
    return deleteCalendar(this.#ports.calendars, id);
  }
}
